"""What was restated and what was reported before, on the pages where the figures stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi import publications
from pbi.model import Draft, Question
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import ONE, Open, said

NAME = "Joint Committee, 16 June 2020"


@pytest.fixture(scope="module", autouse=True)
def reported(kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    """One authority's 2019/20 is published as of 16 June 2020; on 1 September its IND-1 is restated from 98 to 100."""
    path = made.store(tmp_path_factory.mktemp("reported") / "store", authorities=ONE)
    with Store.open(path) as store:
        question = Question(period="2019/20", as_of=date(2020, 6, 16))
        publications.publish(store, question, name=NAME, by="the clerk")
        [row] = [row for row in store.current("outturn") if (row["indicator"], row["period"]) == ("IND-1", "2019/20")]
        again = {**row, "value": Decimal(100), "numerator": Decimal(100), "submission": "S-2", "cell": "C9"}
        facts = {"outturn": [again]}
        store.record(Draft(kind="accepted", by="a test", received_on=date(2020, 9, 1), submission="S-2", facts=facts))
    kept["reported"] = path


def test_the_overview_says_what_was_restated_and_what_was_reported(page: Open) -> None:
    shown = said(page("overview", "reported"))
    assert "1 figure of 2019/20 was revised on 1 September 2020: " in shown
    assert "Visits made in time, kind 1, Broxtowe, from 98% to 100%." in shown
    assert f"As reported to {NAME}: 1 Green, 1 Amber and 1 Red of 3; now 2 Green, 0 Amber and 1 Red of 3." in shown
    assert "figure revised" in shown


def test_before_the_restatement_nothing_differs(page: Open) -> None:
    shown = said(page("overview", "reported", as_of="2020-07-01"))
    assert "restated" not in shown and "As reported to" not in shown
    assert "1 Green, 1 Amber and 1 Red of 3." in shown


def test_before_the_meeting_there_is_no_publication(page: Open) -> None:
    assert "Nothing has been published" in said(page("methods", "reported", as_of="2020-06-01"))


@pytest.mark.parametrize("filters", [{"scheme": "met"}, {"period": "2018/19"}, {"service": "licensing"}])
def test_a_publication_speaks_only_of_what_it_was_asked(page: Open, filters: dict[str, str]) -> None:
    assert "As reported to" not in said(page("overview", "reported", **filters))


def test_the_indicator_lists_the_restatement_with_both_cells_and_statuses(page: Open) -> None:
    shown = said(page("indicator", "reported", indicator="IND-1"))
    part = shown[shown.index(">Restated") : shown.index("Where this figure came from")]
    for each in ("98%", "100%", "Amber", "Green", "20 April 2020", "1 September 2020", "Return C4", "Return C9"):
        assert each in part
    assert f"As reported to {NAME}, Broxtowe: 98%, Amber; now 100%, Green (figure revised)." in part
    assert "[r]" in shown


def test_an_indicator_never_restated_says_nothing_of_it(page: Open) -> None:
    assert ">Restated" not in said(page("indicator", "reported", indicator="IND-3"))


def test_a_publication_opens_as_it_was_reported(page: Open) -> None:
    shown = said(page("methods", "reported"))
    part = shown[shown.index("Publications") :]
    assert NAME in part and "the clerk" in part and "16 June 2020" in part
    assert part.index("98%") < part.index("figure revised")


def test_without_a_scheme_the_restatement_has_no_status(page: Open) -> None:
    app = page("indicator", "reported", indicator="IND-1", scheme="none")
    part = said(app)[said(app).index(">Restated") :]
    assert "98%" in part and "Status before" not in part


def test_publishing_from_the_page(page: Open) -> None:
    app = page("methods", "one", period="2018/19")
    app.text_input(key="publish_name").set_value("Board, 1 June 2019")
    app.button(key="FormSubmitter:publish_form-Publish").click().run()
    assert not app.exception
    assert "Published as P1: Board, 1 June 2019, 2018/19, with all 3 indicators." in said(app)
    app.run()
    assert "Board, 1 June 2019" in said(app)


def test_the_example_is_not_published_from(page: Open) -> None:
    app = page("methods", "one", store="example")
    assert "publish_name" not in [each.key for each in app.text_input]
