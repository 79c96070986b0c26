"""The Returns page: a file is read and shown, accepted or not, recognised again, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pbi import returns as room
from pbi.model import State
from pbi.settings import ROOT, settings
from pbi.store import Store
from tests import once
from tests.pages import made
from tests.pages.conftest import point_at, said
from tests.pages.opening import open_page
from tests.returns.making import Broken, xlsx

BROXTOWE = ROOT / "data" / "samples" / "published" / "broxtowe-2019-20.xlsx"


@pytest.fixture
def returns(kept: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[AppTest]:
    """The page on an empty store of its own, for Broxtowe."""
    own = made.store(tmp_path / "own")
    point_at(monkeypatch, tmp_path / "outturn.toml", own=own, example=kept["example"])
    yield for_broxtowe()
    settings.cache_clear()


@pytest.fixture
def loaded(kept: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A store of one's own with Broxtowe's table in it."""
    own = once.copied(tmp_path / "own", "Broxtowe's table", submit)
    point_at(monkeypatch, tmp_path / "outturn.toml", own=own, example=kept["example"])
    yield
    settings.cache_clear()


def submit(path: Path) -> None:
    terms = room.Terms(authority="E07000172", add_indicators=True, accept_warnings=True)
    with Store.open(once.shipped(path)) as store:
        outcome = room.submit(store, data=BROXTOWE.read_bytes(), filename=BROXTOWE.name, by="an officer", terms=terms)
    assert outcome.state is State.ACCEPTED


def for_broxtowe() -> AppTest:
    return open_page("returns").selectbox(key="return_authority").select("E07000172").run()


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader(key="return_files").upload(name, data)
    return app.run()


def box(app: AppTest, words: str) -> None:
    next(each for each in app.checkbox if words in each.label).check().run()


def read_the_warnings(app: AppTest) -> None:
    for each in app.checkbox:
        if "I have read the warnings" in each.label:
            each.check().run()


def accept(app: AppTest) -> AppTest:
    next(each for each in app.button if each.label == "Accept this return").click()
    return app.run()


def test_unknown_indicators_hold_the_button_until_they_are_said_to_be_new(returns: AppTest) -> None:
    """Broxtowe's table, from the file to what was loaded."""
    app = upload(returns, BROXTOWE.name, BROXTOWE.read_bytes())
    assert "Key Performance Indicators B4" in said(app)
    assert next(each for each in app.button if each.label == "Accept this return").disabled
    assert "tick that they are new" in said(app)
    assert "Not in the catalogue yet" in said(app) and "inferred from stated status" in said(app)
    box(app, "These indicators are new to us")
    assert "The headline for 2019/20 now: no figures. With this return: 0 Green, 2 Amber and 1 Red of 3." in said(app)
    read_the_warnings(app)
    accept(app)
    assert not app.exception
    assert "Saved. 23 rows accepted from broxtowe-2019-20.xlsx: 23 new." in said(app)
    assert 'href=".?store=own&amp;period=2019%2F20&amp;authority=E07000172"' in said(app)


def test_one_judged_year_is_not_called_three(loaded: None) -> None:
    """Broxtowe's table has three years of figures and one of targets: there are no counts to set side by side."""
    shown = said(open_page("overview"))
    assert "0 Green, 2 Amber and 1 Red of 3." in shown
    assert "side by side" not in shown


def test_what_is_not_a_workbook_is_one_sentence(returns: AppTest) -> None:
    app = upload(returns, "picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    assert not app.exception
    assert 'class="refusal"' in said(app) and "Traceback" not in said(app)
    assert "Nothing yet." in said(app)


def test_the_one_accepted_last_is_the_first_to_take_back_with_a_reason(loaded: None) -> None:
    """The list stood open on the first while the second was accepted; what is named is what is taken back."""
    app = for_broxtowe()
    heading = ["Code", "Name", "Unit", "Period", "Outturn"]
    rows = xlsx({"Return": [heading, ["K1", "Visits", "%", "2019/20", 96]]})
    upload(app, "second.xlsx", rows)
    box(app, "These indicators are new to us")
    accept(app)
    app.text_input(key="undo_reason").set_value("The wrong year")
    next(each for each in app.button if each.label == "Take it back").click()
    app.run()
    assert not app.exception and "(second.xlsx) was undone" in said(app)
    app.run()
    assert "The wrong year" in said(app)


def test_the_template_waits_until_it_is_known_for_whom_and_when(returns: AppTest) -> None:
    assert returns.get("download_button")[0].proto.disabled
    returns.selectbox(key="return_period").select("2019/20").run()
    assert not returns.exception and not returns.get("download_button")[0].proto.disabled


def test_a_table_that_does_not_say_enough_is_mapped_on_the_page(returns: AppTest) -> None:
    rows = [["Year", "Visits"], [2018, 7], [2019, 8]]
    app = upload(returns, "visits.xlsx", xlsx({"Data": rows}))
    assert "calendar years or financial years" in said(app)
    assert "Say what the columns of the table are for" in said(app)
    assert not any("Leave out the rows" in each.label for each in app.button), "no row stands in the way"
    next(each for each in app.button if each.label == "Save and read the file again").click().run()
    with Store.snapshot(settings().store) as store:
        held = {row["heading"]: (row["authority"], row["role"]) for row in store.rows("known_mappings")}
    assert held == {"year": ("E07000172", "period"), "visits": ("E07000172", "figure")}


def test_a_proposed_fix_is_applied_by_a_person_and_said(returns: AppTest) -> None:
    rows = [["Code", "Name", "Unit", "Period", "Outturn"], ["K1", "Visits in time", "%", "2019/20", 0.96]]
    app = upload(returns, "visits.xlsx", xlsx({"Return": rows}))
    box(app, "These indicators are new to us")
    assert "percent-scale" not in said(app) and "Write 96" in said(app)
    assert next(each for each in app.button if each.label == "Accept this return").disabled
    next(each for each in app.button if each.label == "Choose all (1)").click().run()
    assert not any("Leave out the rows" in each.label for each in app.checkbox)
    read_the_warnings(app)
    app = accept(app)
    assert "Saved." in said(app) and "read as 96 by" in said(app) and "As recorded." in said(app)


def test_one_row_is_left_out_and_the_counts_follow(returns: AppTest) -> None:
    heading = ["Code", "Name", "Unit", "Period", "Outturn"]
    broken = [["K1", "Visits", "%", f"20{year}/{year + 1}", Broken("#N/A")] for year in (17, 18)]
    rows = xlsx({"Return": [heading, *broken, ["K1", "Visits", "%", "2019/20", 96]]})
    app = upload(returns, "visits.xlsx", rows)
    box(app, "These indicators are new to us")
    app.multiselect[-1].select("Return!2").run()
    assert "1 new, 2 refused; 1 error" in said(app) and "Accept this return" in [each.label for each in app.button]
    next(each for each in app.button if each.label == "Leave out the rows with errors (1)").click().run()
    assert app.multiselect[-1].value == ["Return!2", "Return!3"]
    read_the_warnings(app)
    assert "1 new, 2 left out by" in said(accept(app)) and "(Return 2, Return 3)" in said(app)


def test_a_file_of_nobody_asks_whose_it_is_and_not_to_leave_out_its_rows(returns: AppTest) -> None:
    returns.selectbox(key="return_authority").set_value(None).run()
    rows = xlsx({"Return": [["Code", "Name", "Unit", "Period", "Outturn"], ["K1", "Visits", "%", "2019/20", 96]]})
    app = upload(returns, "visits.xlsx", rows)
    box(app, "These indicators are new to us")
    assert "Choose above which council the return is from." in said(app)
    assert not any("Leave out the rows" in each.label for each in app.button)


def test_several_files_are_listed_with_what_was_found(returns: AppTest) -> None:
    heading = ["Code", "Name", "Unit", "Period", "Outturn"]
    first, second = (xlsx({"Return": [heading, ["K1", "Visits", "%", year, 96]]}) for year in ("2018/19", "2019"))
    app = returns.file_uploader(key="return_files").upload("a.xlsx", first).upload("b.xlsx", second).run()
    text = said(app)
    assert "a.xlsx" in text and "b.xlsx" in text and "received" in text
