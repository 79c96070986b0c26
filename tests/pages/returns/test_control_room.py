"""The part of the Returns page that says what was to come, what has, and whom to chase."""

from __future__ import annotations

from pathlib import Path

import pytest

from pbi import returns
from pbi.settings import settings
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import THREE, Open, said
from tests.returns.making import xlsx


@pytest.fixture(scope="session", autouse=True)
def sent_store(kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    """A store that files are sent to."""
    kept["sent"] = made.store(tmp_path_factory.mktemp("sent") / "own", authorities=THREE, partnership=True)


def test_what_is_complete_is_said_and_listed(page: Open) -> None:
    app = page("returns", "many", as_of="2020-05-01")
    assert "3 of 3 authorities have sent all that was expected for 2019/20; returns were due on 17 April 2020." in said(
        app
    )
    assert next(each.label for each in app.expander) == "Complete (3)"
    assert not app.code


def test_all_late_has_its_sentence_and_a_letter_for_each(page: Open) -> None:
    app = page("returns", "many", as_of="2021-05-01", due="2020/21")
    assert "Nothing has come for 2020/21: returns were due on 17 April 2021, and all 3 authorities are late." in said(
        app
    )
    assert "14 days late" in said(app) and "0 of 3" in said(app)
    assert app.selectbox(key="chase_who").options == ["Eastmere (late)", "Northvale (late)", "Westholt (late)"]
    app.selectbox(key="chase_who").select("westholt").run()
    assert "We have not yet received the return from Westholt for 2020/21." in app.code[0].value
    assert app.query_params["due"] == "2020/21"


def test_a_day_looked_back_at_records_no_letter(page: Open) -> None:
    app = page("returns", "many", due="2020/21", as_of="2021-05-01")
    assert app.code and not any(each.key == "chase_sent" for each in app.button)


def test_one_service_chosen_has_its_own_template(page: Open) -> None:
    app = page("returns", "many", service="licensing")
    assert "Download the template of Licensing" in [each.proto.label for each in app.get("download_button")]


def test_an_unknown_period_in_the_address_is_let_go(page: Open) -> None:
    app = page("returns", "many", as_of="2020-05-01", due="1999/00")
    assert "expected for 2019/20" in said(app)


def test_an_empty_store_says_what_comes_first(page: Open) -> None:
    assert "Once a first return is accepted" in said(page("returns", "empty"))


def test_what_was_sent_is_narrowed_to_one_authority_and_period(page: Open, kept: dict[str, Path]) -> None:
    """Four files: one accepted for all, and three received only, each with a row of an indicator nobody knows."""
    with Store.open(kept["sent"]) as store:
        for who, year in (("eastmere", "2018/19"), ("eastmere", "2020/21"), ("westholt", "2020/21")):
            rows = [["Code", "Name", f"Outturn {year}"], ["IND-9", f"Noise of {who}", 4], ["IND-1", "", 97]]
            returns.receive(
                store,
                data=xlsx({"R": rows}),
                filename=f"{who[0]}-{year[:4]}.xlsx",
                by="x",
                terms=returns.Terms(authority=who),
            )
    app = page("returns", "sent")
    assert "received, not accepted: 1 error" in said(app)
    app.selectbox(key="sent_authority").select("Eastmere").run()
    assert ">e-2020.xlsx<" in said(app) and ">w-2020.xlsx<" not in said(app)
    app.selectbox(key="sent_period").select("2018/19").run()
    assert ">e-2018.xlsx<" in said(app) and ">e-2020.xlsx<" not in said(app)


def test_several_files_at_once_end_in_one_summary(page: Open) -> None:
    rows = [["Code", "Name", "Outturn 2020/21"], ["IND-9", "Noise", 4], ["IND-1", "", 97]]
    app = page("returns", "sent")
    app.selectbox(key="return_authority").select("northvale").run()
    app.file_uploader(key="return_files").upload("good.xlsx", xlsx({"R": rows})).upload(
        "bad.xlsx", b"no workbook"
    ).run()
    assert not app.exception
    assert "2 files: 1 waits to be accepted, 1 cannot be read." in said(app)
    assert "We do not recognise the indicator" in said(app)


def test_a_letter_is_recorded_as_sent_and_taken_back(page: Open) -> None:
    """Of 2020/21 nothing has come; what is recorded stands beside the draft until it is taken back."""
    app = page("returns", "sent", due="2020/21")
    app.button(key="chase_sent").click().run()
    assert not app.exception
    assert "Recorded as CH1: sent on" in said(app)
    assert "Chased on " in said(app)
    with Store.snapshot(settings().store) as store:
        [letter] = store.rows("chasers", period="2020/21")
    assert letter["text"] == app.code[0].value
    app.text_input(key="chase_reason").set_value("It was never sent")
    next(each for each in app.button if each.label == "Take it back" and each.form_id == "chase_back").click()
    app.run()
    assert not app.exception and "CH1 was taken back." in said(app)
    assert "Chased on " not in said(app)
