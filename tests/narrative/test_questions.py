"""The question bank: each question from a row made by hand, in the words it must have, with its figure and period."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pbi.narrative.meeting import questions, wording

SIGNAL: dict[str, Any] = {
    "indicator": "EP01",
    "indicator_name": "Noise answered",
    "authority": "westholt",
    "authority_name": "Westholt",
    "authority_kind": "district",
    "objective": "O1",
    "period": "2019/20",
    "unit": "percent",
    "decimals": 1,
    "per": 100,
    "series_kind": "quarter",
    "completed": True,
    "completed_rule": "outside_low",
    "completed_in": "2019/20 Q4",
    "movement": "worse",
    "moved_by": "control chart",
    "previous": 83.4,
    "previous_period": "2018/19",
    "outturn": 80.6,
    "change": -2.8,
    "verdict": "concern",
    "since": "2019/20 Q4",
    "mean": 90.0,
    "lower": 82.14,
    "upper": 97.86,
    "latest": 80.31,
    "latest_period": "2019/20 Q4",
}
FIGURE: dict[str, Any] = {
    **{
        name: SIGNAL[name]
        for name in ("indicator", "indicator_name", "authority", "authority_name", "objective", "period")
    },
    "unit": "percent",
    "decimals": 1,
    "per": 100,
    "outturn": 80.6,
    "previous": 83.4,
    "previous_period": "2018/19",
    "availability": None,
    "authority_kind": "district",
}
NONE: dict[str, list[str]] = {
    "flags": ["kind", "indicator", "authority"],
    "masked": ["indicator", "reason", "member_role"],
    "commentary": ["indicator", "authority", "kind", "text", "period", "period_start", "period_end"],
    "actions": ["status", "indicator"],
    "uncovered": ["code", "title"],
}


def held(**given: list[dict[str, Any]]) -> questions.Held:
    frames = {
        name: pd.DataFrame(given.get(name, []), columns=None if given.get(name) else cells)
        for name, cells in NONE.items()
    }
    return questions.Held(
        scorecard=pd.DataFrame(given.get("scorecard", [FIGURE])),
        signals=pd.DataFrame(
            given.get("signals", [{**SIGNAL, "movement": "no real change", "since": None, "verdict": "common_cause"}])
        ),
        period="2019/20",
        period_start=date(2019, 4, 1),
        period_end=date(2020, 3, 31),
        **frames,
    )


def said(**given: list[dict[str, Any]]) -> list[tuple[str, str]]:
    found = questions.bank(held(**given))
    return list(zip(found["kind"], found["question"], strict=True))


def words(text: str, kind: str, period: str = "2019/20", year: int = 2019) -> dict[str, Any]:
    return {
        "indicator": "EP01",
        "authority": "westholt",
        "kind": kind,
        "text": text,
        "period": period,
        "period_start": pd.Timestamp(year, 4, 1),
        "period_end": pd.Timestamp(year + 1, 3, 31),
    }


def test_nothing_held_is_nothing_asked() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("change", "question"),
    [
        (
            {},
            "Noise answered in Westholt fell to 80.3% in 2019/20 Q4, below 82.1%, the lowest its record leads us "
            "to expect. What happened, and when did you first know?",
        ),
        (
            {"completed_in": "2019/20 Q2", "latest": 92.0},
            "Noise answered in Westholt fell below 82.1%, the lowest its record leads us to expect, in "
            "2019/20 Q2, and was at 92.0% in 2019/20 Q4. What happened, and is it over?",
        ),
        (
            {"completed_rule": "shift_low", "latest": 87.0},
            "Noise answered in Westholt was at 87.0% in 2019/20 Q4, below its average of 90.0% for the seventh "
            "quarter in a row. What changed, and what will bring it back?",
        ),
        (
            {"completed_rule": "trend_down", "series_kind": "month"},
            "Noise answered in Westholt fell for the seventh month in a row, to 80.3% in 2019/20 Q4. "
            "What will stop it?",
        ),
        (
            {"completed_rule": "two_of_three_low", "latest": 83.0},
            "Noise answered in Westholt came close to the lowest its record allows, for the second time in three "
            "quarters: 83.0% in 2019/20 Q4. Is this the beginning of something, and who is watching it?",
        ),
        (
            {"completed_rule": "outside_high", "movement": "better", "latest": 99.0},
            "Noise answered in Westholt rose to 99.0% in 2019/20 Q4, above 97.9%, the highest its record leads us "
            "to expect. Will it last, and who else could do the same?",
        ),
        (
            {"completed_rule": "outside_high", "movement": "better", "completed_in": "2019/20 Q1"},
            "Noise answered in Westholt rose above 97.9%, the highest its record leads us to expect, in "
            "2019/20 Q1, and was at 80.3% in 2019/20 Q4. Why has it not lasted?",
        ),
        (
            {"completed_rule": "shift_high", "movement": "higher", "latest": 95.0},
            "Noise answered in Westholt was at 95.0% in 2019/20 Q4, above its average of 90.0% for the seventh "
            "quarter in a row. What is behind it, and what does it ask of the service?",
        ),
        (
            {"moved_by": "year before", "completed_rule": None, "completed_in": None},
            "Noise answered in Westholt fell from 83.4% (2018/19) to 80.6% in 2019/20, more than chance would give. "
            "What changed, and what will bring it back?",
        ),
        (
            {"moved_by": "year before", "completed_rule": None, "movement": "better", "outturn": 90.0, "change": 6.6},
            "Noise answered in Westholt rose from 83.4% (2018/19) to 90.0% in 2019/20, more than chance would give. "
            "Will it last, and who else could do the same?",
        ),
    ],
)
def test_a_change(change: dict[str, Any], question: str) -> None:
    assert wording.changed({**SIGNAL, **change}) == question


def test_a_change_the_report_explains_is_quoted_and_one_it_does_not_is_a_gap() -> None:
    [change, gap] = said(signals=[SIGNAL])
    assert change[0] == "changed"
    assert gap == (
        "left out",
        "The report neither explains Noise answered (80.3% in 2019/20 Q4) nor says what is being done. "
        "Why, and who will answer for it?",
    )
    both = [words("No evening rota.", "context"), words("Officer appointed.", "what is being done")]
    [(_, question)] = said(signals=[SIGNAL], commentary=both)
    assert question.endswith(
        "The return says: “No evening rota.” Is that the whole of it, and will what is being done be enough?"
    )


def test_one_question_for_an_indicator_that_changed_everywhere() -> None:
    together = {**SIGNAL, "authority": "group", "authority_name": "Three Vales", "authority_kind": "partnership"}
    [first, _] = said(signals=[SIGNAL, together])
    assert first[1].startswith("Noise answered in Three Vales fell to 80.3%")
    assert "It changed in Westholt too." in first[1]


def test_what_went_wrong_earlier_and_still_stands() -> None:
    assert said(signals=[{**SIGNAL, "movement": "no real change", "since": "2018/19 Q4"}]) == [
        (
            "not yet corrected",
            "Noise answered in Westholt has been worse than its record since 2018/19 Q4 and was at 80.3% in "
            "2019/20 Q4. What has been tried, and why has it not worked yet?",
        )
    ]


def test_last_times_promise_with_the_figure_then_and_now() -> None:
    earlier = [
        words("Too long ago.", "remedial action", "2017/18", 2017),
        words("A rota from July.", "remedial action", "2018/19", 2018),
        words("A word, no promise.", "context", "2018/19", 2018),
    ]
    assert said(commentary=earlier) == [
        (
            "promised last time",
            "For 2018/19 the return said of Noise answered in Westholt: “A rota from July.” It was at 83.4% in "
            "2018/19 and at 80.6% in 2019/20. What came of it?",
        )
    ]


def test_an_overdue_action_and_how_often_it_was_put_off() -> None:
    late = {
        "title": "Noise rota recruited to",
        "authority_name": "Westholt",
        "authority": "westholt",
        "objective": None,
        "indicator": "EP01",
        "status": "overdue",
        "due": date(2019, 3, 29),
        "revised_due": date(2019, 6, 28),
        "due_text": None,
        "progress": 50.0,
        "times_revised": 1,
        "judged_on": date(2020, 3, 31),
    }
    found = questions.bank(held(actions=[late]))
    assert list(found["objective"]) == ["O1"]
    assert list(found["question"]) == [
        "“Noise rota recruited to” (Westholt) was due on 28 June 2019, revised once, and was 50% done on 31 March "
        "2020. What is delaying it, and which date can we rely on?"
    ]


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("concern", "The panel is worried about {}. What is your answer?"),
        ("media", "The panel tells us of {}. What do we tell the people who read it?"),
        ("excellence", "The panel is proud of {}. What made the difference, and who else could do the same?"),
    ],
)
def test_what_a_person_flagged(kind: str, question: str) -> None:
    flag = {**FIGURE, "kind": kind, "raised_by": "The panel", "reason": "Nobody comes"}
    about = "Noise answered in Westholt: “Nobody comes”; it was at 80.6% in 2019/20"
    assert [each for _, each in said(flags=[flag])] == [question.format(about)]


def test_a_figure_that_did_not_come_and_an_objective_nobody_measures() -> None:
    late = {**FIGURE, "outturn": None, "availability": "late"}
    asked_for = said(scorecard=[late], uncovered=[{"code": "O8", "title": "One system"}])
    assert asked_for == [
        (
            "left out",
            "There is no figure of Noise answered for 2019/20 from Westholt (late). When will we see it?",
        ),
        (
            "left out",
            "No indicator tells us about “One system” (O8) in 2019/20. How would we know whether it is being met?",
        ),
    ]


HIDDEN: dict[str, Any] = {
    **FIGURE,
    "authority_name": "Three Vales",
    "outturn": 92.17,
    "previous": 93.0,
    "change": -0.83,
    "member_name": "Westholt",
    "member_outturn": 80.6,
    "member_role": "bad",
}


@pytest.mark.parametrize(
    ("reason", "question"),
    [
        (
            "not good",
            "Behind Three Vales's 92.2% for Noise answered in 2019/20 is Westholt's 80.6%. What are people "
            "there being told, and when will they get the same service?",
        ),
        (
            "worsening",
            "Noise answered got worse in Westholt (Westholt's 80.6% in 2019/20) while Three Vales's 92.2% shows "
            "none of it. Who noticed, and what are people there being told?",
        ),
        (
            "reversed",
            "Noise answered fell for Three Vales, from 93.0% to 92.2% in 2019/20, and yet in no authority by "
            "itself. Who does more of the work now, and is anybody better off?",
        ),
    ],
)
def test_what_a_total_hides(reason: str, question: str) -> None:
    assert said(masked=[{**HIDDEN, "reason": reason}]) == [("hidden by a total", question)]


def test_a_member_nearly_good_is_no_question() -> None:
    assert said(masked=[{**HIDDEN, "reason": "not good", "member_role": "near"}]) == []


def test_what_got_worse_is_asked_before_what_got_better() -> None:
    better = {**SIGNAL, "indicator": "A1", "completed_rule": "outside_high", "movement": "better"}
    assert [kind for kind, _ in said(signals=[better, SIGNAL])] == [
        "changed",
        "left out",
        "changed",
    ]
