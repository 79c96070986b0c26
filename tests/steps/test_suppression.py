"""Small counts are hidden, with what would give them away; worked by hand, and over random tables."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from tests.memory import Memory, indicator, outturn, target

QUARTERS = [f"2019/20 Q{number}" for number in (1, 2, 3, 4)]
MEMBERS = ("north", "south", "east")
Cells = Mapping[tuple[str, str], int | None]


def counts(cells: Cells, *, code: str = "i", **given: object) -> dict[str, list[object]]:
    """A count, summed over authorities and quarters, as these cells (authority, period) report it."""
    kind = {"unit": "number", "per": 1, "across_authorities": "sum", "across_periods": "sum", **given}
    return {
        "indicator": [indicator(code, **kind)],
        "outturn": [
            outturn(code, who, when, value=value, availability=None if value is not None else "awaited")
            for (who, when), value in cells.items()
        ],
    }


def shown(store: Memory, facts: Mapping[str, list[object]], **asked: object) -> dict[tuple[str, str], object]:
    """What the trend shows of each authority and period: the figure, "[c]" where it is suppressed."""
    store.receive(facts)  # type: ignore[arg-type]
    return published(store, **asked)


def published(store: Memory, **asked: object) -> dict[tuple[str, str], object]:
    return {
        (row["authority"], row["period"]): "[c]" if row["availability"] == "suppressed" else row["outturn"]
        for row in store.rows("trend", **{"minimum_count": 5, **asked})
    }


def year(**values: int | None) -> Cells:
    return {(who, "2019/20"): value for who, value in values.items()}


def test_a_small_count_takes_the_next_smallest_member_with_it(store: Memory) -> None:
    found = shown(store, counts(year(north=3, south=20, east=50)))
    assert found == {
        ("north", "2019/20"): "[c]",
        ("south", "2019/20"): "[c]",
        ("east", "2019/20"): 50,
        ("group", "2019/20"): 73,
    }


def test_without_a_minimum_everything_is_shown(store: Memory) -> None:
    found = shown(store, counts(year(north=3, south=20, east=50)), minimum_count=0)
    assert "[c]" not in found.values()


def test_nought_and_missing_are_not_small(store: Memory) -> None:
    """Only south is left to protect north: nought is shown, and east has reported nothing."""
    found = shown(store, counts({**year(north=0, south=7, east=None), ("lone", "2019/20"): 0}))
    assert found[("north", "2019/20")] == 0
    assert found[("lone", "2019/20")] == 0
    assert "[c]" not in found.values()


def test_two_small_counts_protect_each_other(store: Memory) -> None:
    found = shown(store, counts(year(north=3, south=4, east=50)))
    assert [who for (who, _), value in found.items() if value == "[c]"] == ["north", "south"]


def test_a_member_beside_noughts_takes_the_total_with_it(store: Memory) -> None:
    """3 + 0 + 0: the total is 3 as well, too small itself. The noughts stay."""
    found = shown(store, counts(year(north=3, south=0, east=0)))
    assert found == {
        ("north", "2019/20"): "[c]",
        ("south", "2019/20"): 0,
        ("east", "2019/20"): 0,
        ("group", "2019/20"): "[c]",
    }


def test_where_no_other_member_counts_anything_the_total_is_hidden(store: Memory) -> None:
    """47 of 50 lacks 3. The others have none of 60 and none of 40: the total less the rest would be 47 of 50."""
    rates = {"north": (47, 50), "south": (0, 60), "east": (0, 40)}
    facts = {
        "indicator": [indicator("i")],
        "outturn": [outturn("i", who, numerator=n, denominator=d) for who, (n, d) in rates.items()],
    }
    found = shown(store, facts)
    assert {who for (who, _), value in found.items() if value == "[c]"} == {"north", "group"}


def test_an_authority_of_no_partnership_hides_only_its_own(store: Memory) -> None:
    assert shown(store, counts({("lone", "2019/20"): 4})) == {("lone", "2019/20"): "[c]"}


def test_a_small_quarter_takes_the_next_smallest_quarter_with_it(store: Memory) -> None:
    """3 + 9 + 20 + 12 = 44: without the second quarter 44 − 20 − 12 would leave the first two at 12 together."""
    found = shown(store, counts({("lone", when): value for when, value in zip(QUARTERS, (3, 9, 20, 12), strict=True)}))
    assert [found[("lone", when)] for when in (*QUARTERS, "2019/20")] == ["[c]", "[c]", 20, 12, 44]


def test_a_small_quarter_of_a_year_that_is_not_whole_stands_alone(store: Memory) -> None:
    found = shown(store, counts({("lone", QUARTERS[0]): 3, ("lone", QUARTERS[1]): 9}))
    assert (found[("lone", QUARTERS[0])], found[("lone", QUARTERS[1])]) == ("[c]", 9)


def test_year_to_date_has_the_years_figure_at_its_last_quarter(store: Memory) -> None:
    """2, 6, 9, 12 to date: no quarter is a part of the year, so only the first is hidden."""
    cells = {("lone", when): value for when, value in zip(QUARTERS, (2, 6, 9, 12), strict=True)}
    found = shown(store, counts(cells, accumulates=True))
    assert [found[("lone", when)] for when in (*QUARTERS, "2019/20")] == ["[c]", 6, 9, 12, 12]


def test_a_small_year_to_date_is_hidden_at_the_last_quarter_and_for_the_year(store: Memory) -> None:
    cells = {("lone", when): value for when, value in zip(QUARTERS, (0, 0, 2, 4), strict=True)}
    found = shown(store, counts(cells, accumulates=True))
    assert [found[("lone", when)] for when in (*QUARTERS, "2019/20")] == [0, 0, "[c]", "[c]", "[c]"]


def test_members_and_quarters_cross(store: Memory) -> None:
    """North's first quarter is small. Its second is its next smallest; south counts least beside it."""
    table = {"north": (3, 8, 20, 30), "south": (10, 11, 12, 13), "east": (40, 40, 40, 40)}
    cells = {(who, when): each for who, row in table.items() for when, each in zip(QUARTERS, row, strict=True)}
    found = shown(store, counts(cells))
    hidden = {(who, when) for (who, when), value in found.items() if value == "[c]"}
    assert hidden == {(who, when) for who in ("north", "south") for when in QUARTERS[:2]}


def test_the_partnership_is_judged_by_the_figures_that_are_not_shown(store: Memory) -> None:
    """3 of 50, 30 of 60 and 90 of 90 make 123 of 200, 61.5%."""
    rates = {"north": (3, 50), "south": (30, 60), "east": (90, 90)}
    store.receive(
        {
            "indicator": [indicator("i")],
            "outturn": [
                outturn("i", who, numerator=n, denominator=d, stated_status="Red") for who, (n, d) in rates.items()
            ],
            "target": [target("i", who, value=60) for who in ("group", "north")],
        }
    )
    group = store.figure("group", minimum_count=5)
    assert (float(group["outturn"]), group["status"]) == (61.5, "green")
    north = store.figure("north", minimum_count=5)
    hidden = ("outturn", "numerator", "denominator", "variance", "stated_status", "change")
    assert {north[name] for name in hidden} == {None}
    assert (north["status"], north["availability"], float(north["target"])) == ("unknown", "suppressed", 60)


def test_last_years_small_count_is_not_told_by_this_years_change(store: Memory) -> None:
    store.receive(counts({("lone", "2018/19"): 3, ("lone", "2019/20"): 30}))  # type: ignore[arg-type]
    row = store.figure("lone", minimum_count=5)
    assert (row["outturn"], row["previous"], row["change"]) == (30, None, None)
    [years] = store.rows("three_years", period="2019/20", minimum_count=5)
    assert (years["outturn_last_year"], years["change_percent"]) == (None, None)


def test_what_came_suppressed_is_protected_from_a_stated_total(store: Memory) -> None:
    """The partnership states 73 itself; south's 20 and east's 50 would leave 3 for the north's [c]."""
    facts = counts({**year(south=20, east=50), ("group", "2019/20"): 73})
    facts["outturn"].append(outturn("i", "north", availability="suppressed"))
    found = shown(store, facts)
    assert [found[(who, "2019/20")] for who in (*MEMBERS, "group")] == ["[c]", "[c]", 50, 73]


def test_a_passport_does_not_tell_what_is_hidden(store: Memory) -> None:
    store.receive(counts(year(north=3, south=20, east=50)))  # type: ignore[arg-type]
    store.receive({"outturn": [outturn("i", "east", value=2)]})
    store.receive({"outturn": [outturn("i", "east", value=50)]})
    rows = store.rows("passport", period="2019/20", indicators=("i",), authorities=("group",), minimum_count=5)
    told = sorted((row["authority"], row["value"], row["availability"]) for row in rows if row["value"] is not None)
    assert told == [("east", 50, None), ("east", 50, None)]
    assert len(rows) == 5


def test_a_total_of_one_whole_member_does_not_tell_it(store: Memory) -> None:
    """The partnership's year rests on east alone, 142: hidden behind east's third quarter, north's 2 would be told."""
    quarters = {("east", QUARTERS[place]): value for place, value in enumerate((57, 39, 7, 39))}
    found = shown(store, counts({**quarters, ("north", QUARTERS[2]): 2, ("south", QUARTERS[0]): 17}))
    assert hidden(found) == {("north", QUARTERS[2]), ("group", QUARTERS[2])}


def test_two_whole_members_do_not_tell_a_third_that_sent_one_quarter(store: Memory) -> None:
    """With the partnership's figures shown, north's 3 would be all that their years and quarters leave."""
    table = {"south": (12, 20, 25, 6), "east": (27, 45, 4, 6)}
    cells = {(who, when): each for who, row in table.items() for when, each in zip(QUARTERS, row, strict=True)}
    found = shown(store, counts({**cells, ("north", QUARTERS[3]): 3}))
    of_group = {when for who, when in hidden(found) if who == "group"}
    assert of_group == {QUARTERS[2], QUARTERS[3], "2019/20"}


def test_a_year_sent_by_itself_is_not_hidden_behind_one_whose_quarters_are_shown(store: Memory) -> None:
    """East sent only its year, 1. North's year is 15 + 40 + 7 + 34, whatever is hidden; so the partnership's is."""
    north = {("north", when): value for when, value in zip(QUARTERS, (15, 40, 7, 34), strict=True)}
    found = shown(store, counts({**north, ("east", "2019/20"): 1}))
    assert hidden(found) == {("east", "2019/20"), ("group", "2019/20")}


@pytest.mark.parametrize("seed", range(4))
def test_no_hidden_figure_can_be_worked_out_from_those_shown(store: Memory, seed: int) -> None:
    """Thirty random tables, each an indicator, some with gaps. Of what is hidden only a year of the partnership may be
    told, by members whose quarters are shown: it gives nothing away.
    """
    tables = [random_table(Random(30 * seed + number)) for number in range(30)]
    for number, cells in enumerate(tables):
        store.receive(counts(cells, code=f"i{number}"))  # type: ignore[arg-type]
    shown_of, true_of = by_indicator(store, minimum_count=5), by_indicator(store, minimum_count=0)
    assert len(true_of) == len(tables)
    for code, true in true_of.items():
        found = shown_of[code]
        assert all(found[key] == "[c]" for key, value in true.items() if value and 0 < value < 5)  # type: ignore[operator]
        told = {key for key in hidden(found) if determined(key, found, true)}
        assert told <= {("group", "2019/20")}, (found, true)


def random_table(random: Random) -> dict[tuple[str, str], int | None]:
    """A member sends all its quarters, most or few; one in twenty is missing; half of them count little."""
    cells: dict[tuple[str, str], int | None] = {}
    for who in MEMBERS:
        share = random.choice((0.3, 0.6, 1, 1))
        sent = [when for when in QUARTERS if random.random() < share]
        cells |= {(who, when): random.choice((random.randint(0, 7), random.randint(0, 60))) for when in sent}
    return {key: None if random.random() < 0.05 else value for key, value in cells.items()} or {
        ("east", "2019/20 Q1"): 3
    }


def by_indicator(store: Memory, **asked: object) -> dict[str, dict[tuple[str, str], object]]:
    """As ``published``, of each indicator."""
    held: dict[str, dict[tuple[str, str], object]] = {}
    for row in store.rows("trend", **asked):
        cell = "[c]" if row["availability"] == "suppressed" else row["outturn"]
        held.setdefault(row["indicator"], {})[row["authority"], row["period"]] = cell
    return held


def hidden(found: Mapping[tuple[str, str], object]) -> set[tuple[str, str]]:
    return {key for key, value in found.items() if value == "[c]"}


def determined(
    key: tuple[str, str], found: Mapping[tuple[str, str], object], true: Mapping[tuple[str, str], object]
) -> bool:
    """Whether the sums that hold settle this cell: its unit vector is a combination of theirs."""
    unknown, held = sorted(hidden(found)), {each for each, value in true.items() if value is not None}
    whens, whos = {when for _, when in held}, {who for who, _ in held}
    sums = [[("group", when), *((who, when) for who in MEMBERS)] for when in whens]
    sums += [[(who, "2019/20"), *((who, when) for when in QUARTERS)] for who in whos]
    rows = []
    for total, *parts in sums:
        present = [each for each in parts if each in held]
        if total in held and true[total] == sum(true[each] for each in present):  # type: ignore[misc]
            rows.append([Fraction((each == total) - (each in present)) for each in unknown])
    unit = [Fraction(int(each == key)) for each in unknown]
    return rank([*rows, unit]) == rank(rows)


def rank(rows: list[list[Fraction]]) -> int:
    """How many of the rows are independent, by elimination."""
    held = [list(row) for row in rows]
    found = 0
    for column in range(len(held[0]) if held else 0):
        pivot = next((row for row in held[found:] if row[column]), None)
        if pivot is None:
            continue
        held.remove(pivot)
        held.insert(found, pivot)
        for place in range(found + 1, len(held)):
            times = held[place][column] / pivot[column]
            held[place] = [value - times * each for value, each in zip(held[place], pivot, strict=True)]
        found += 1
    return found
