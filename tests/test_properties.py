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

from pbi.model import Fact
from tests.memory import Memory, authority, indicator, outturn, schemes, target, tolerance

RANK = {"good": 0, "near": 1, "bad": 2}
KEPT = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""Each example is a store of up to 40 figures, so eight of them are some hundreds of judgements."""


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


def both(cases: Sequence[Case], changed: Sequence[Case]) -> tuple[list[str], list[str]]:
    """The roles of cases and of what became of them, asked at once: a figure is judged without regard to others."""
    found = roles([*cases, *changed])
    return found[: len(cases)], found[len(cases) :]


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


@KEPT
@given(CASES)
def test_every_figure_is_judged_by_the_rule(cases: list[Case]) -> None:
    assert roles(cases) == [by_the_rule(case) for case in cases]


@KEPT
@given(FRACTIONS)
def test_numerators_and_denominators_are_judged_by_the_rule(cases: list[Case]) -> None:
    assert roles(cases) == [by_the_rule(case) for case in cases]


@KEPT
@given(FRACTIONS, st.integers(2, 1_000_000))
def test_more_of_the_same_is_judged_the_same(cases: list[Case], times: int) -> None:
    larger = [
        replace(case, fraction=(case.fraction[0] * times, case.fraction[1] * times)) for case in cases if case.fraction
    ]
    before, after = both(cases, larger)
    assert after == before


@KEPT
@given(CASES)
def test_the_mirror_image_about_the_target_is_judged_the_same(cases: list[Case]) -> None:
    turned = {"higher": "lower", "lower": "higher"}
    mirrored = [replace(case, polarity=turned[case.polarity], outturn=2 * case.target - case.outturn) for case in cases]
    before, after = both(cases, mirrored)
    assert after == before


@KEPT
@given(CASES)
def test_a_relative_status_does_not_depend_on_the_unit(cases: list[Case]) -> None:
    relative = [replace(case, basis="relative") for case in cases]
    before, after = both(
        relative, [replace(case, outturn=10 * case.outturn, target=10 * case.target) for case in relative]
    )
    assert after == before


@KEPT
@given(CASES, amounts(30))
def test_a_wider_tolerance_never_makes_a_status_worse(cases: list[Case], more: Decimal) -> None:
    narrow, wide = both(cases, [replace(case, amber=case.amber + more) for case in cases])
    assert all(RANK[after] <= RANK[before] for before, after in zip(narrow, wide, strict=True))


@KEPT
@given(CASES)
def test_the_counts_add_up_to_what_was_asked(cases: list[Case]) -> None:
    with Memory() as memory:
        memory.receive(facts(cases))
        rows = memory.rows("counts", period="2019/20")
        judged = [row["role"] for row in memory.rows("scorecard", period="2019/20")]
    for group in {(row["basis"], row["authority"], row["service"]) for row in rows}:
        counted = {
            row["role"]: row["count"] for row in rows if (row["basis"], row["authority"], row["service"]) == group
        }
        assert {row["base"] for row in rows if (row["basis"], row["authority"], row["service"]) == group} == {
            counted["good"] + counted["near"] + counted["bad"]
        }
        assert counted == {role: judged.count(role) for role in ("good", "near", "bad", "unknown", "data only")}


@KEPT
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_arrival_within_a_receipt_never_matters(cases: list[Case], chance: Random) -> None:
    in_order = facts(cases)
    shuffled = {table: chance.sample(rows, len(rows)) for table, rows in in_order.items()}
    answers = []
    for each in (in_order, shuffled):
        with Memory() as memory:
            memory.receive(each)
            answers.append([memory.rows(step, period="2019/20") for step in ("scorecard", "counts")])
    assert answers[0] == answers[1]


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


@KEPT
@given(CASES)
def test_what_was_seen_before_a_restatement_is_what_was_there(cases: list[Case]) -> None:
    first, later = facts(cases), facts([replace(case, outturn=case.outturn + 1) for case in cases])
    with Memory() as memory:
        memory.receive(first, on=date(2020, 5, 1))
        before = memory.rows("scorecard", period="2019/20")
        memory.receive({"outturn": later["outturn"]}, on=date(2020, 6, 1))
        assert memory.rows("scorecard", period="2019/20", as_of=date(2020, 5, 31)) == before
        assert all(row["restated"] for row in memory.rows("scorecard", period="2019/20"))
