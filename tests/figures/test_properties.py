"""What holds for any figures: the chain of steps from the reported outturn to status and counts, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbi.model import JUDGED, Fact, StatusRole
from tests.memory import Memory, authority, indicator, outturn, schemes, target, tolerance

RANK = {role: place for place, role in enumerate(JUDGED)}
KEPT = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""Each example is a store of up to 40 figures, and what became of them, so eight are some hundreds of judgements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One figure with its target and its own tolerance."""

    polarity: str = "higher"
    outturn: Decimal = Decimal(0)
    fraction: tuple[int, int] | None = None
    target: Decimal = Decimal(0)
    basis: str = "relative"
    green: Decimal = Decimal(0)
    amber: Decimal = Decimal(5)
    inclusive: bool = True


def amounts(largest: int = 200) -> st.SearchStrategy[Decimal]:
    """Figures with a decimal, close enough together that boundaries are often hit."""
    return st.integers(0, largest * 10).map(lambda tenths: Decimal(tenths) / 10)


CASES = st.lists(
    st.builds(
        Case,
        polarity=st.sampled_from(["higher", "lower"]),
        outturn=amounts(),
        target=amounts(),
        basis=st.sampled_from(["relative", "points"]),
        green=amounts(10),
        amber=amounts(20),
        inclusive=st.booleans(),
    ),
    min_size=20,
    max_size=40,
)
FRACTIONS = st.lists(
    st.builds(
        Case,
        polarity=st.sampled_from(["higher", "lower"]),
        target=amounts(100),
        fraction=st.tuples(st.integers(0, 60), st.integers(1, 60)),
    ),
    min_size=20,
    max_size=40,
)


def facts(cases: Sequence[Case]) -> dict[str, list[Fact]]:
    """One indicator a case, each with a tolerance of its own, reported by one authority."""
    codes = [f"i{place}" for place in range(len(cases))]
    return {
        "scheme": schemes(),
        "authority": [authority("lone")],
        "indicator": [indicator(code, polarity=case.polarity) for code, case in zip(codes, cases, strict=True)],
        "tolerance": [
            tolerance(
                indicator=code,
                basis=case.basis,
                green_within=case.green,
                amber_within=case.amber,
                inclusive=case.inclusive,
            )
            for code, case in zip(codes, cases, strict=True)
        ],
        "target": [target(code, "lone", value=case.target) for code, case in zip(codes, cases, strict=True)],
        "outturn": [
            outturn(
                code,
                "lone",
                value=case.outturn,
                **dict(zip(("numerator", "denominator"), case.fraction or (None, None), strict=True)),
            )
            for code, case in zip(codes, cases, strict=True)
        ],
    }


def roles(cases: Sequence[Case]) -> list[str]:
    with Memory() as memory:
        memory.receive(facts(cases))
        found = {row["indicator"]: row["role"] for row in memory.rows("roles")}
    return [found[f"i{place}"] for place in range(len(cases))]


def roles_of_each(*variants: Sequence[Case]) -> list[list[str]]:
    """The roles of cases and of what became of them, asked at once: a figure is judged without regard to others."""
    found = iter(roles([case for cases in variants for case in cases]))
    return [[next(found) for _ in cases] for cases in variants]


def by_the_rule(case: Case) -> str:
    """Methods, section 4, in exact fractions."""
    figure = Fraction(case.outturn) if case.fraction is None else 100 * Fraction(*case.fraction)
    aim = Fraction(case.target)
    short = aim - figure if case.polarity == "higher" else figure - aim
    if short <= 0:
        return "good"
    if case.basis == "relative" and aim == 0:
        return "bad"
    away = short / abs(aim) * 100 if case.basis == "relative" else short
    for role, within in (("good", Fraction(case.green)), ("near", Fraction(case.amber))):
        if away < within or (case.inclusive and away == within):
            return role
    return "bad"


def on_their_limits(cases: Sequence[Case]) -> list[Case]:
    """The same with the shortfall in points that is just within green, and just within amber."""
    return [
        replace(case, basis="points", outturn=case.target + (limit if case.polarity == "lower" else -limit))
        for case in cases
        for limit in (case.green, case.amber)
    ]


@KEPT
@given(CASES, amounts(30))
def test_every_figure_is_judged_by_the_rule_and_alike_however_it_is_turned(cases: list[Case], more: Decimal) -> None:
    turned = {"higher": "lower", "lower": "higher"}
    mirrored = [replace(case, polarity=turned[case.polarity], outturn=2 * case.target - case.outturn) for case in cases]
    relative = [replace(case, basis="relative") for case in cases]
    in_tenths = [replace(case, outturn=10 * case.outturn, target=10 * case.target) for case in relative]
    wider = [replace(case, amber=case.amber + more) for case in cases]
    asked = [cases, on_their_limits(cases), mirrored, relative, in_tenths, wider]
    judged, on_the_limit, in_the_mirror, of_share, of_share_in_tenths, judged_widely = roles_of_each(*asked)
    assert judged == [by_the_rule(case) for case in cases]
    assert on_the_limit == [by_the_rule(case) for case in on_their_limits(cases)]
    assert in_the_mirror == judged, "the mirror image about the target is judged the same"
    assert of_share_in_tenths == of_share, "a relative status does not depend on the unit"
    assert all(RANK[after] <= RANK[before] for before, after in zip(judged, judged_widely, strict=True))


@KEPT
@given(FRACTIONS, st.integers(2, 1_000_000))
def test_numerators_and_denominators_are_judged_by_the_rule_and_more_of_the_same_alike(
    cases: list[Case], times: int
) -> None:
    larger = [
        replace(case, fraction=(case.fraction[0] * times, case.fraction[1] * times)) for case in cases if case.fraction
    ]
    judged, after = roles_of_each(cases, larger)
    assert judged == [by_the_rule(case) for case in cases]
    assert after == judged


@KEPT
@given(CASES, st.randoms(use_true_random=False))
def test_counts_add_up_whatever_order_figures_came_in_and_stay_what_they_were(
    cases: list[Case], chance: Random
) -> None:
    first, later = facts(cases), facts([replace(case, outturn=case.outturn + 1) for case in cases])
    with Memory() as memory:
        memory.receive({table: chance.sample(rows, len(rows)) for table, rows in first.items()})
        shuffled = [memory.rows(step, period="2019/20") for step in ("scorecard", "counts")]
    with Memory() as memory:
        memory.receive(first, on=date(2020, 5, 1))
        before, counts = [memory.rows(step, period="2019/20") for step in ("scorecard", "counts")]
        memory.receive({"outturn": later["outturn"]}, on=date(2020, 6, 1))
        assert memory.rows("scorecard", period="2019/20", as_of=date(2020, 5, 31)) == before
        assert all(row["restated"] for row in memory.rows("scorecard", period="2019/20"))
    assert shuffled == [before, counts], "the order of arrival within a receipt never matters"
    _add_up(counts, [row["role"] for row in before])


def _add_up(rows: Sequence[Fact], judged: Sequence[str]) -> None:
    """Every group of the counts counts what was judged, and its base those with a good, near or bad status."""
    for group in {(row["basis"], row["authority"], row["service"]) for row in rows}:
        of_group = [row for row in rows if (row["basis"], row["authority"], row["service"]) == group]
        counted = {row["role"]: row["count"] for row in of_group}
        assert {row["base"] for row in of_group} == {counted["good"] + counted["near"] + counted["bad"]}
        assert counted == {role: judged.count(role) for role in StatusRole}


def pools() -> Iterator[str]:
    yield from ("north", "south", "east")


@KEPT
@given(
    st.lists(
        st.tuples(*[st.tuples(st.integers(0, 500), st.integers(1, 500)) for _ in pools()]), min_size=5, max_size=20
    )
)
def test_a_partnerships_percentage_is_that_of_all_its_cases(figures: list[tuple[tuple[int, int], ...]]) -> None:
    with Memory() as memory:
        memory.receive(
            {
                "scheme": schemes(),
                "authority": [*map(authority, pools()), authority("group", kind="partnership")],
                "membership": [
                    {"partnership": "group", "authority": each, "valid_from": date(2012, 4, 1)} for each in pools()
                ],
                "indicator": [indicator(f"i{place}") for place in range(len(figures))],
                "outturn": [
                    outturn(f"i{place}", who, numerator=n, denominator=d)
                    for place, each in enumerate(figures)
                    for who, (n, d) in zip(pools(), each, strict=True)
                ],
            }
        )
        found = {row["indicator"]: row for row in memory.rows("scorecard", period="2019/20", authorities=["group"])}
    for place, each in enumerate(figures):
        whole = Fraction(100 * sum(n for n, _ in each), sum(d for _, d in each))
        assert abs(Fraction(found[f"i{place}"]["outturn"]) - whole) <= Fraction(1, 10**6)
