"""Small counts of months that make quarters and halves: what is hidden, and that no sum of what is shown tells it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from pbi.period import canonical
from tests.memory import Memory, outturn
from tests.steps.test_suppression import MEMBERS, Cells, by_indicator, counts, hidden, rank, shown

MONTHS = [f"{2019 + (month < 4)}-{month:02}" for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
MADE = ["2019/20 Q1", "2019/20 Q2", "2019/20 Q3", "2019/20 Q4", "2019/20 H1", "2019/20 H2", "2019/20"]


def months_of(period: str) -> list[str]:
    whole = canonical(period)
    return [each for each in MONTHS if whole.start <= canonical(each).start <= whole.end]


def test_a_small_month_takes_another_month_and_its_quarter_and_no_more(store: Memory) -> None:
    """April's 2 is hidden with the next least, June's 20, and so are Q1 and H1; nothing else is."""
    cells = {("lone", when): 20 + place for place, when in enumerate(MONTHS)}
    found = shown(store, counts({**cells, ("lone", "2019-04"): 2, ("lone", "2019-06"): 20}), with_halves=True)
    assert hidden(found) == {("lone", when) for when in ("2019-04", "2019-06", "2019/20 Q1", "2019/20 H1")}


@pytest.mark.parametrize("seed", range(2))
def test_no_hidden_month_quarter_or_half_can_be_worked_out(store: Memory, seed: int) -> None:
    """Random tables of half a year's months, some with gaps and some with a quarter that came as such. Of what is
    hidden only a longer period of the partnership may be told, by members' that are shown: it gives nothing away.
    """
    tables = [random_table(Random(20 * seed + number)) for number in range(5)]
    for number, cells in enumerate(tables):
        facts = counts(cells, code=f"i{number}")
        if number % 5 == 4:
            facts["outturn"].append(outturn(f"i{number}", "east", "2019/20 Q2", value=9))
        store.receive(facts)  # type: ignore[arg-type]
    asked = {"with_halves": True}
    shown_of, true_of = by_indicator(store, minimum_count=5, **asked), by_indicator(store, minimum_count=0, **asked)
    for code, true in true_of.items():
        found = shown_of[code]
        assert all(found[key] == "[c]" for key, value in true.items() if value and 0 < value < 5)  # type: ignore[operator]
        told = {key for key in hidden(found) if determined(key, found, true)}
        assert told <= {("group", made) for made in MADE}, (found, true)


def random_table(random: Random) -> Cells:
    """A member sends all its months or most of them; half of them count little."""
    cells: dict[tuple[str, str], int | None] = {}
    for who in MEMBERS:
        share = random.choice((0.7, 1, 1))
        sent = [when for when in MONTHS[:6] if random.random() < share]
        cells |= {(who, when): random.choice((random.randint(0, 9), random.randint(5, 60))) for when in sent}
    return cells


def determined(
    key: tuple[str, str], found: Mapping[tuple[str, str], object], true: Mapping[tuple[str, str], object]
) -> bool:
    """Whether the sums that hold settle this cell: over members, and over the months of a longer period."""
    unknown, held = sorted(hidden(found)), {each for each, value in true.items() if value is not None}
    sums = [[("group", when), *((who, when) for who in MEMBERS)] for when in {when for _, when in held}]
    sums += [
        [(who, made), *((who, when) for when in months_of(made))] for who in {who for who, _ in held} for made in MADE
    ]
    rows = []
    for total, *parts in sums:
        present = [each for each in parts if each in held]
        if total in held and true[total] == sum(true[each] for each in present):  # type: ignore[misc]
            rows.append([Fraction((each == total) - (each in present)) for each in unknown])
    unit = [Fraction(int(each == key)) for each in unknown]
    return rank([*rows, unit]) == rank(rows)
