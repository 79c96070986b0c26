"""The board's deck: which slides there are, in which order, and what each says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pbi import measures, meetings
from pbi.commands import board
from pbi.model import Question
from pbi.narrative.meeting.deck import Mark, Slide, cut, grid, stamp
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import ONE, THREE

ASKED = Question(period="2019/20", scheme="rag")
MANY = tuple((f"a{number:02}", f"Place {number:02}") for number in range(1, 13))


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """To be read; what was asked of it before is kept."""
    with Store.open(made.store(tmp_path_factory.mktemp("deck") / "one", authorities=ONE)) as store:
        yield store


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Store]:
    """One that is written to."""
    with Store.open(made.store(tmp_path / "one", authorities=ONE)) as store:
        yield store


def deck(store: Store, question: Question = ASKED) -> list[Slide]:
    def ask(measure: measures.Measure, **changed: object) -> pd.DataFrame:
        return measure(store, replace(question, **changed))  # type: ignore[arg-type]

    return board.deck(ask, question, store=store, whose="Broxtowe")[0]


def titled(slides: list[Slide], title: str) -> Slide:
    return next(slide for slide in slides if slide.title == title)


def test_one_message_a_slide_from_the_counts_to_the_end(one: Store) -> None:
    slides = deck(one)
    assert [slide.title for slide in slides] == [
        "How we did",
        "What changed",
        "Red: Visits made in time, kind 3",
        "Actions late",
        "Questions to ask",
        "End",
    ]
    first, red = slides[0], slides[2]
    assert first.sentence == "1 Green, 1 Amber and 1 Red of 3."
    assert red.sentence == "Visits made in time, kind 3: 80% against a target of 100%, Red, no real change."
    assert red.picture and [(bar.label, bar.parts[0].shown, bar.mark) for bar in red.picture.bars] == [
        ("2017/18", "90%", None),
        ("2018/19", "85%", None),
        ("2019/20", "80%", 100.0),
    ]


def test_a_red_says_what_was_said_of_it_and_the_action_that_answers_it(one: Store) -> None:
    """Text as typed, and of its two actions the first, completed."""
    said = dict(deck(one)[2].words)
    assert said["Commentary"] == made.TRICKY
    assert said["What is being done"] == "Action: Action 1 (Head of service, due 31 March 2020, completed)."


def test_of_many_reds_those_that_the_room_cannot_bear_stand_in_reserve(tmp_path: Path) -> None:
    with Store.open(made.store(tmp_path / "many", authorities=MANY)) as store:
        slides = deck(store)
    reds = [slide for slide in slides if slide.title.startswith("Red: ")]
    assert [slide.in_reserve for slide in reds] == [False] * 8 + [True] * 4
    assert [slide.in_reserve for slide in slides] == sorted(slide.in_reserve for slide in slides), "the reserve is last"
    assert slides[-5].title == "End"


def test_a_partnership_shows_its_members_in_a_small_table(tmp_path: Path) -> None:
    with Store.open(made.store(tmp_path / "joint", authorities=THREE, partnership=True)) as store:
        red = titled(deck(store), "Red: Visits made in time, kind 3")
    assert red.about == "Food and health & safety · IND-3 · Joint Service"
    assert red.grid and red.grid.rows[0] == ("Eastmere", "80%", "−5 points", Mark("bad", "◆", "Red"))


def test_without_a_scheme_no_slide_says_how_a_figure_is_judged(one: Store) -> None:
    slides = deck(one, replace(ASKED, scheme="none"))
    assert slides[0].sentence == "3 of 3 indicators have a figure for 2019/20."
    assert not [slide for slide in slides if "Red" in f"{slide.title} {slide.sentence}" or "target" in slide.sentence]
    assert all(bar.mark is None for slide in slides if slide.picture for bar in slide.picture.bars)


def test_a_year_without_a_red_has_no_slide_for_one(one: Store) -> None:
    slides = deck(one, replace(ASKED, period="2018/19"))
    assert not [slide.title for slide in slides if slide.title.startswith("Red")]


def test_what_was_asked_comes_back_at_the_next_meeting_and_not_before(written: Store) -> None:
    code = meetings.log(written, text="Why so few?", asked_by="Chair", authority=ONE[0][0], by="clerk", owner="Lead")
    titles = [slide.title for slide in deck(written)]
    assert "Questions from last time" not in titles, "it was asked today"
    tomorrow = pd.Timestamp.today().date() + pd.Timedelta(days=1)
    later = replace(ASKED, today=tomorrow)
    open_still = titled(deck(written, later), "Questions from last time")
    assert open_still.sentence == "None of 1 question is answered."
    assert open_still.grid and open_still.grid.rows == (("Why so few?", "Chair", "With Lead."),)
    meetings.answer(written, code, text="Two posts are vacant.", answered_by="Lead", by="clerk")
    answered = titled(deck(written, later), "Questions from last time")
    assert answered.sentence == "1 of 1 question is answered."
    assert answered.grid and answered.grid.rows[0][2] == "Two posts are vacant."


def test_a_table_says_how_many_rows_it_leaves_out_and_drops_columns_that_are_empty() -> None:
    made_of = grid(("A", "", "B"), [("1", "", "x"), ("2", "", "y"), ("3", "", "z")], most=2, right=(2,))
    assert made_of and (made_of.titles, made_of.more, made_of.right) == (("A", "B"), "and 1 more", frozenset({1}))
    assert made_of.rows == (("1", "x"), ("2", "y"))


def test_words_are_cut_between_two_of_them() -> None:
    assert cut("Three posts advertised", 13) == "Three posts …"
    assert cut("Three  posts\nadvertised", 40) == "Three posts advertised"


def test_the_stamp_says_the_state_that_is_shown() -> None:
    assert stamp(pd.Timestamp("2020-06-08").date(), 33) == "as at 8 June 2020, version 33"
    assert stamp(None, 1) == "as at version 1"
