"""Counts in comments against figures, every expectation worked by hand."""

from __future__ import annotations

import csv
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi.returns.findings.comments import Beside, Said, claims, contradiction, due_between
from tests.returns.making import Shown, read, rules

FOOD = "Food inspections: high risk"
FIGURES = Path(__file__).parents[3] / "data/samples/figures"


def beside(percent: str, done: int | None = None, due: int | None = None) -> Beside:
    shown = Decimal(percent)
    decimals = max(0, -int(shown.as_tuple().exponent))
    numerator, denominator = (None if each is None else Decimal(each) for each in (done, due))
    return Beside(percent=shown, decimals=decimals, numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("comment", "missed", "done", "due"),
    [
        ("5 inspections not completed (3 B and 2 C) due to lockdown", 5, None, None),
        ("11 risk category D and E (see the code) inspections not completed because of lockdown", 11, None, None),
        ("Three of 54 missed", 3, None, 54),
        ("51 out of the 54 high-risk inspections were completed", None, 51, 54),
        ("All completed", 0, None, None),
        ("All 54 due were inspected", 0, None, 54),
        ("All but 3 inspections were completed", 3, None, None),
        ("None missed", 0, None, None),
        ("1,204 premises were not visited", 1204, None, None),
        ("We missed two visits", 2, None, None),
        ("All but four of the 50 visits due were made", 4, None, 50),
        ("All bar four of the 50 visits due were made on time", 4, None, 50),
        ("All but four of the 50 visits were missed", None, 4, 50),
        ("Only 46 of the 50 visits were made", None, 46, 50),
        ("5 inspections were not completed, but each was of a low risk", 5, None, None),
    ],
)
def test_what_a_comment_counts(comment: str, missed: int | None, done: int | None, due: int | None) -> None:
    [count] = claims(comment, name=FOOD)
    assert (count.missed, count.done, count.due) == (missed, done, due)


@pytest.mark.parametrize(
    "comment",
    [
        "Last year 5 inspections were not completed",
        "3 will be completed in April",
        "5% not completed",
        "3.5 not completed",
        "About 5 not completed",
        "Not all completed",
        "All completed except two",
        "2 working days missed",
        "All actions completed",
        "4 complaints not answered",
        "Ref. 2019/5 not completed",
        "Two of the three late ones rescheduled and completed since",
        "One officer has left",
        "Not one of the 50 visits was made",
        "Fewer than four of the 50 visits were made",
        "At least 46 of the 50 visits were made",
        "A further four of the 50 visits were made",
        "The remaining four of the 50 visits were made",
        "The other four of the 50 visits were made",
        "Four or five of the 50 visits were missed",
        "Between four and six of the 50 visits were missed",
        "Four of the 50 visits were never made",
        "Four of the 50 visits were partly completed",
        "None but four of the 50 visits were made",
        "All 50 visits but four were made",
        "All 50 visits bar four were made",
        "The first four of the 50 visits were made",
        "Another 4 visits were missed",
    ],
)
def test_what_may_be_about_something_else_is_left_alone(comment: str) -> None:
    assert claims(comment, name=FOOD) == []


@pytest.mark.parametrize("words", ["5 ", "all ", "5 of 5 ", "were still ", "5 a b c d were were ", "("])
def test_a_hostile_comment_costs_no_time(words: str) -> None:
    began = time.process_time()
    claims(words * 8000)
    assert time.process_time() - began < 1


def test_five_not_completed_at_98_percent_means_200_to_333_due() -> None:
    # 98% is 97.5 to 98.5; 1.5% to 2.5% were missed: 5 / 0.025 = 200 and 5 / 0.015 = 333.3
    assert due_between(Said(words="", missed=5), beside("98")) == (200, 333)


@pytest.mark.parametrize(
    ("comment", "figure", "agrees"),
    [
        ("5 inspections not completed", beside("98", due=200), True),  # 195 / 200 = 97.5
        ("5 inspections not completed", beside("98", due=199), False),  # 194 / 199 = 97.49
        ("5 inspections not completed", beside("98", due=333), True),  # 328 / 333 = 98.498
        ("5 inspections not completed", beside("98", due=334), False),  # 329 / 334 = 98.503
        ("5 inspections not completed", beside("98"), True),  # 200 to 333 may have been due
        ("5 inspections not completed", beside("98", done=245, due=250), True),
        ("5 inspections not completed", beside("98", done=246, due=250), False),  # 4 were missed
        ("1 not completed", beside("40"), False),  # 1 is 59.5% to 60.5% of no whole number
        ("3 of 54 missed", beside("94", due=54), True),  # 51 / 54 = 94.4
        ("3 of 54 missed", beside("98"), False),
        ("3 of 54 missed", beside("94", due=60), False),
        ("51 of 54 completed", beside("94"), True),
        ("All completed", beside("100"), True),
        ("All completed", beside("98"), False),
        ("5 not completed", beside("98", done=245), True),  # 245 / 250
        ("5 not completed", beside("98", done=90), False),  # 90 / 95 = 94.7
        ("2 not completed; 3 missed", beside("98", done=245, due=250), True),  # 5 together
        ("6 not completed", beside("100", due=5), False),
    ],
)
def test_a_comment_beside_its_figure(comment: str, figure: Beside, agrees: bool) -> None:
    assert (contradiction(comment, figure, name=FOOD) is None) == agrees


def test_where_fewer_is_better_the_percent_may_count_the_missed() -> None:
    missed = Beside(percent=Decimal(2), denominator=Decimal(250), either=True)
    assert contradiction("5 not completed", missed) is None  # 5 / 250 = 2%
    assert contradiction("9 not completed", missed)  # 3.6% missed, 96.4% done


PHRASES = (
    "{missed} inspections not completed",
    "{missed} of {due} missed",
    "{done} out of {due} inspections were completed",
    "all but {missed} inspections completed",
)


@given(due=st.integers(1, 5000), share=st.floats(0, 1), decimals=st.integers(0, 2), data=st.data())
def test_a_true_comment_is_never_a_finding(due: int, share: float, decimals: int, data: st.DataObject) -> None:
    done = round(due * share)
    words = data.draw(st.sampled_from(PHRASES)).format(missed=due - done, done=done, due=due)
    percent = round(Decimal(100 * done) / due, decimals)
    for counts in ({}, {"denominator": Decimal(due)}, {"denominator": Decimal(due), "numerator": Decimal(done)}):
        assert contradiction(words, Beside(percent=percent, decimals=decimals, **counts), name=FOOD) is None


def rows(name: str) -> list[dict[str, str]]:
    with (FIGURES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_no_comment_of_the_samples_is_a_false_alarm() -> None:
    for row in rows("broxtowe_kpis.csv"):
        figure = beside(row["Achieved 2019/20"].rstrip("%"))
        assert contradiction(row["Latest Note"], figure, name=row["Code & Short Name"]) is None
    told = [row for row in rows("partnership_outturns.csv") if row["commentary"] and row["denominator"]]
    for row in told:
        done, due = int(row["numerator"]), int(row["denominator"])
        figure = Beside(
            percent=Decimal(100 * done) / due, decimals=20, numerator=Decimal(done), denominator=Decimal(due)
        )
        assert contradiction(row["commentary"], figure) is None, row["commentary"]
    assert len(told) > 20


def test_the_finding_is_at_the_comments_cell() -> None:
    heading = ["Authority", "Indicator", "Period", "Outturn", "Denominator", "Comment"]
    row = ["Broxtowe", "FH01", "2019/20", Shown(0.98, "0%"), 54, "5 inspections not completed"]
    reading = read([heading, row])
    [found] = [each for each in reading.judged[0].findings if each.rule == "comment-contradicts"]
    assert (found.cell, found.found, str(found.severity)) == ("F2", "5 inspections not completed", "warning")
    assert "200 to 333 due" in found.message and "gives 98% and 54" in found.message
    assert "comment-contradicts" not in rules(read([heading, [*row[:4], 250, row[5]]]))
