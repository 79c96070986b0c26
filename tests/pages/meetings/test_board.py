"""The Board page: the deck as it was opened, its states, and the log of questions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pbi import meetings
from pbi.model import Draft
from pbi.ui.meetings import board
from pbi.ui.session import stores
from tests.pages import made
from tests.pages.conftest import Open, said


def sentences(app: AppTest) -> list[str]:
    return re.findall(r'<h2 class="said">(.*?)</h2>', said(app))


def field(app: AppTest, kind: str, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in getattr(app, kind) if each.label == label)


@pytest.fixture(scope="module", autouse=True)
def written(kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Questions are logged here: into a copy, and not into the store that other tests open too."""
    shared = kept["one"]
    kept["one"] = tmp_path_factory.mktemp("board") / "one"
    shutil.copytree(shared, kept["one"])
    yield
    kept["one"] = shared


def test_every_slide_stands_in_the_page_with_its_period_its_state_and_its_number(page: Open) -> None:
    app = page("board", "one")
    slides = sentences(app)
    assert slides[0] == "1 Green, 1 Amber and 1 Red of 3."
    feet = re.findall(r'class="foot"><span>(.*?)</span><span>(.*?)</span>', said(app))
    assert re.fullmatch(r"2019/20 · frozen as at 20 April 2020, version \d+", feet[0][0])
    assert [place for _, place in feet] == [f"slide {n} of {len(slides)}" for n in range(1, len(slides) + 1)]


def test_words_of_a_return_stand_on_a_slide_as_typed(page: Open) -> None:
    app = page("board", "one")
    assert made.TRICKY.replace("<", "&lt;").replace(">", "&gt;") in said(app)
    assert "<b>bold" not in said(app)


def test_an_empty_store_leads_to_the_returns(page: Open) -> None:
    assert "No figures yet" in said(page("board", "empty"))


def test_one_year_and_no_red_make_a_deck(page: Open) -> None:
    slides = sentences(page("board", "one", period="2017/18"))
    assert slides[0] == "No indicator could be judged: 3 Unknown."
    assert not [each for each in slides if ", Red" in each]


def test_without_a_scheme_nothing_is_judged(page: Open) -> None:
    app = page("board", "one", scheme="none")
    assert "indicators have a figure for 2019/20" in sentences(app)[0]
    assert not re.search(r"Green|Amber|Red\b|mark (?:good|near|bad)|part (?:good|near|bad)", said(app))


def test_the_example_is_never_written_to(page: Open) -> None:
    app = page("board", "one", store="example")
    assert "The example is read-only" in said(app)
    assert not app.text_area


def test_a_question_is_logged_given_an_owner_and_answered_and_no_slide_changes(page: Open, tmp_path: Path) -> None:
    app = page("board", "one", period="2019/20")
    app.query_params["slide"] = "3"
    before = sentences(app)
    field(app, "text_area", "Question").input(made.TRICKY)
    field(app, "text_input", "Who asked").input("Chair")
    field(app, "text_input", "Who is to answer").input("Lead")
    next(each for each in app.button if each.label == "Log the question").click().run()
    assert "Logged as BQ1, an action of Lead." in said(app)
    store = stores.opened(stores.OWN)
    row = store.current("board_question")[0]
    assert (row["text"], row["owner"], row["indicator"]) == (made.TRICKY, "Lead", "IND-3")
    assert row["subject"] == "Red: Visits made in time, kind 3"
    meetings.answer(store, "BQ1", text="So.", answered_by="Lead", by="clerk")
    app.run()
    assert sentences(app) == before
    assert "Answered. So." in said(app)
    desk = said(app)[said(app).index("Drawn now") :]
    assert "of 6 slides 1 would differ." in desk and "would be “1 of 3 actions completed; 1 overdue.”" in desk
    app.switch_page("../pages/actions.py").run()
    assert "BQ1 · Red: Visits made in time, kind 3" in said(app)


def test_what_is_received_after_it_was_drawn_changes_no_slide_and_the_desk_says_what_it_would(page: Open) -> None:
    """IND-3 is corrected from 80%, Red, to 100%: the room goes on with what it was shown, and the presenter knows."""
    app = page("board", "one", period="2018/19")
    assert "Drawn now" not in said(app) and "Refresh" not in " ".join(each.label for each in app.button)
    app = page("board", "one", period="2019/20")
    before = sentences(app)
    assert "These slides are frozen as at 20 April 2020" in said(app)
    fact = {**made.outturn("E07000172", 3, "2019/20", 100, 6), "submission": "S-2"}
    stores.opened(stores.OWN).record(
        Draft(kind="accepted", by="a test", received_on=date(2020, 4, 30), filename="again.xlsx", layout="tidy",
              facts={"outturn": [fact]}, submission="S-2", sha256="1" * 64)
    )  # fmt: skip
    app.run()
    assert sentences(app) == before
    desk = said(app)[said(app).index("Drawn now") :]
    assert "1 would go" in desk[:80] and "It would go." in desk
    assert "1 Amber and 1 Red of 3.” would be “2 Green, 1 Amber and 0 Red of 3.”" in desk
    room = re.findall(r"<section.*?</section>", said(app), re.DOTALL)
    assert len(room) == len(before) and not [each for each in room if re.search("would (be|go|come)", each)]
    next(each for each in app.button if each.label == "Refresh slides").click().run()
    assert sentences(app)[0] == "2 Green, 1 Amber and 0 Red of 3." and "Drawn now" not in said(app)


def test_a_refused_question_says_why_and_keeps_its_words(page: Open) -> None:
    app = page("board", "one")
    field(app, "text_area", "Question").input("Why?")
    next(each for each in app.button if each.label == "Log the question").click().run()
    assert "Who asked is missing" in said(app)
    assert field(app, "text_area", "Question").value == "Why?"


def test_an_address_opens_the_deck_it_names_although_the_store_has_moved_on(page: Open) -> None:
    app = page("board", "one")
    before, kept = sentences(app), len(board._kept())
    meetings.log(stores.opened(stores.OWN), text="Why?", asked_by="Chair", authority="E07000172", by="clerk")
    del app.session_state["board"]  # another visit to the same address
    app.run()
    assert (sentences(app), len(board._kept())) == (before, kept), "nothing was drawn anew"
    next(each for each in app.button if each.label == "Refresh slides").click().run()
    assert len(board._kept()) == kept + 1
