"""What a total hides, through the whole chain of steps: from what members reported to the reason."""

from __future__ import annotations

from typing import Any

from tests.memory import Memory, indicator, outturn, target


def cases(who: str, when: str, done: int, of: int, code: str = "i") -> Any:
    return outturn(code, who, when, numerator=done, denominator=of)


def test_everyone_rose_and_the_total_fell(store: Memory) -> None:
    """80 of 100, 10 of 20, 5 of 10: 95 of 130 is 73.08%. Then 19 of 20, 60 of 100, 6 of 10: 85 of 130 is 65.38%."""
    store.receive({"indicator": [indicator("i")]}, kind="catalogue")
    before, now = (
        (("north", 80, 100), ("south", 10, 20), ("east", 5, 10)),
        (
            ("north", 19, 20),
            ("south", 60, 100),
            ("east", 6, 10),
        ),
    )
    store.receive({"outturn": [cases(who, "2018/19", *figures) for who, *figures in before]})
    store.receive({"outturn": [cases(who, "2019/20", *figures) for who, *figures in now]})
    rows = store.rows("masked", period="2019/20", scheme="none")
    assert [(row["member"], row["reason"], float(row["member_change"])) for row in rows] == [
        ("east", "reversed", 10.0),
        ("north", "reversed", 15.0),
        ("south", "reversed", 10.0),
    ]
    assert {round(float(row["change"]), 4) for row in rows} == {-7.6923}


def test_a_good_total_with_a_bad_member_is_said_only_where_there_are_statuses(store: Memory) -> None:
    """190 of 200, 90 of 100 and 4 of 10 against 90: 284 of 310 is 91.6%, good; 40% is bad."""
    store.receive(
        {"indicator": [indicator("i")], "target": [target("i", None, value=90), target("i", "group", value=90)]}
    )
    given = (("north", 190, 200), ("south", 90, 100), ("east", 4, 10))
    store.receive({"outturn": [cases(who, "2019/20", *figures) for who, *figures in given]})
    rows = store.rows("masked", period="2019/20", scheme="rag")
    assert [(row["authority"], row["member"], row["reason"], row["member_label"]) for row in rows] == [
        ("group", "east", "not good", "Red")
    ]
    assert store.rows("masked", period="2019/20", scheme="none") == []


def test_a_sum_cannot_turn_against_all_its_members(store: Memory) -> None:
    counted = indicator("n", unit="number", per=1, across_authorities="sum", across_periods="sum")
    store.receive({"indicator": [counted]}, kind="catalogue")
    for when, figures in (("2018/19", (5, 6, 7)), ("2019/20", (4, 5, 9))):
        store.receive(
            {
                "outturn": [
                    outturn("n", who, when, value=each)
                    for who, each in zip(("north", "south", "east"), figures, strict=True)
                ]
            }
        )
    assert store.rows("masked", period="2019/20", scheme="none") == []
