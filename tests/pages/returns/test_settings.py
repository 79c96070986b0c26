"""The Settings page: what is held, a rule changed and what that would do, refused, saved, ended; files and history."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pbi.catalogue.kinds import KINDS
from pbi.settings import settings
from pbi.store import reader
from tests.pages import made
from tests.pages.conftest import THREE, Open, point_at, said
from tests.pages.opening import open_page

Visit = Callable[..., AppTest]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A store that may be written to: of 2019/20 one indicator is Green, one Amber (98 of 100) and one Red (80)."""
    return made.store(tmp_path / "own", authorities=THREE, partnership=True)


@pytest.fixture
def visit(own: Path, kept: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Visit]:
    """Opens Settings, at one of its choices, on that store."""

    def opened(what: str = "", **filters: str) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=own, example=kept["example"])
        return open_page("settings", **(({"what": what} if what else {}) | filters))

    yield opened
    settings.cache_clear()


def edit(app: AppTest, *, cells: dict[str, dict[str, Any]] | None = None, added: Any = (), gone: Any = ()) -> AppTest:
    """Change cells by row (from 0), add and take away rows, then check."""
    done = {"edited_rows": cells or {}, "added_rows": list(added), "deleted_rows": list(gone)}
    app.session_state[app.data_editor[0].key] = done
    app.run()
    press(app, "Check")
    assert not app.exception, app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(each for each in app.button if each.label == label).click()
    return app.run()


def save(app: AppTest, why: str = "Agreed by the board") -> AppTest:
    next(each for each in app.text_input if each.label == "Why").set_value(why)
    return press(app, "Save")


def rows(app: AppTest) -> list[dict[str, Any]]:
    """The table that is edited, as it is shown."""
    return app.data_editor[0].value.to_dict("records")


def place(app: AppTest, **said: str) -> str:
    """The place of the first row that says this and names no authority."""
    found = [
        at for at, row in enumerate(rows(app)) if said.items() <= row.items() and not isinstance(row["authority"], str)
    ]
    return str(found[0])


def test_everything_is_named_with_how_many_and_who_changed_it(visit: Visit) -> None:
    shown = said(visit())
    for kind in KINDS:
        assert f'href="settings?store=own&amp;what={kind}"' in shown
    assert "The catalogue holds" in shown and "last changed on" in shown


def test_the_choice_is_kept_in_the_address(visit: Visit) -> None:
    app = visit("tolerances")
    assert app.query_params["what"] in ("tolerances", ["tolerances"])
    assert "4 tolerances are recorded" in said(app)
    assert "The catalogue holds" in said(visit("nonsense"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_looked_at(page: Open, kind: str) -> None:
    assert "History" in said(page("settings", "many", what=kind))


def test_a_wider_tolerance_says_the_headline_before_and_after_is_saved_and_counts(visit: Visit, own: Path) -> None:
    """98 is within 2% of 100: with 'good within 2' it is Green. 80 stays Red. Not saved without who and why; as of the
    day before, the old rule holds."""
    app = visit("tolerances")
    edit(app, cells={place(app, scheme="rag"): {"green_within": "2"}})
    shown = said(app)
    assert "1 changed. The other 3 stay as they are." in shown
    assert (
        "The headline for 2019/20 now: 1 Green, 1 Amber and 1 Red of 3. Then: 2 Green, 0 Amber and 1 Red of 3." in shown
    )
    press(app, "Save")
    assert "it needs who and why" in said(app)
    assert good_within(own, date.today()) == 0
    save(app)
    assert "Saved and read back: 1 row of Tolerances recorded" in said(app)
    history = said(app)[said(app).index("History") :]
    assert ">Good within</td><td>0</td><td>2</td>" in history and "Agreed by the board" in history
    app.switch_page("../pages/overview.py").run()
    assert "2 Green, 0 Amber and 1 Red of 3." in said(app)
    assert (good_within(own, date.today()), good_within(own, date.today() - timedelta(days=1))) == (2, 0)


def good_within(own: Path, day: date) -> Decimal:
    """What Green, Amber and Red allows for a good figure, as known on a day."""
    with reader(own) as store:
        rules = store.rows("known_tolerances", as_of=day)
    (held,) = [row["green_within"] for row in rules if (row["scheme"], row["authority"]) == ("rag", None)]
    assert isinstance(held, Decimal)
    return held


def test_a_fault_names_its_row_and_column_and_nothing_can_be_saved(visit: Visit) -> None:
    app = edit(
        visit("targets"), cells={"0": {"value": "about ninety"}}, added=[{"indicator": "IND-1", "period": "2019/20"}]
    )
    shown = said(app)
    assert "Refused for 2 faults" in shown
    assert ">Row 1, Value</th>" in shown and "is not a number" in shown
    assert "The target is blank." in shown and ">Row 7, " in shown
    assert "Save" not in [each.label for each in app.button]


def test_what_names_a_row_cannot_be_changed(visit: Visit) -> None:
    app = visit("tolerances")
    shown = said(edit(app, cells={place(app, scheme="rag"): {"valid_from": "2019-04-01"}}))
    assert "From is part of what names the row" in shown and "last day in Until" in shown


def test_a_new_target_is_judged_by_the_same_checks_and_stands(visit: Visit, own: Path) -> None:
    app = edit(
        visit("targets"), added=[{"indicator": "IND-3", "authority": "joint", "period": "2018-19", "value": "80"}]
    )
    assert "1 new." in said(app) and "statuses that would move" in " ".join(each.label.lower() for each in app.expander)
    save(app)
    with reader(own) as store:
        (target,) = [row for row in store.current("target") if row["period"] == "2018/19"]
    assert (target["value"], target["authority"], target["period_end"]) == (Decimal(80), "joint", date(2019, 3, 31))


def test_a_row_taken_away_is_ended_or_withdrawn_or_stays(visit: Visit, own: Path) -> None:
    """A tolerance has an end; a target has none and nothing names it; an authority is named by others."""
    app = visit("tolerances")
    edit(app, gone=[int(place(app, scheme="pentana"))])
    assert "1 ended. The other 3 stay as they are." in said(app)
    save(app)
    app = edit(visit("targets"), gone=[0])
    assert "1 taken away. The other 5 stay as they are." in said(app)
    save(app)
    assert ">Taken away<" in said(app)
    assert "Other rows name it, so it stays." in said(edit(visit("services"), gone=[0]))
    with reader(own) as store:
        (ended,) = [row for row in store.current("tolerance") if row["scheme"] == "pentana"]
        assert ended["valid_to"] == date.today() - timedelta(days=1)
        assert len(store.current("target")) == 5


def test_a_file_of_rows_goes_the_same_way(visit: Visit, own: Path) -> None:
    app = visit("targets")
    sheet = b"Indicator,Authority,Period,Value\nIND-1,,2019/20,98\nIND-2,,2019/20,100\n"
    app.file_uploader[0].upload("our targets.csv", sheet)
    app.run()
    assert "1 changed, 1 unchanged. The other 4 stay as they are." in said(app)
    save(app)
    with reader(own) as store:
        assert {row["value"] for row in store.current("target") if row["indicator"] == "IND-1"} == {
            Decimal(98),
            Decimal(100),
        }


def test_a_file_with_faults_is_refused_by_its_cells(visit: Visit) -> None:
    app = visit("targets")
    app.file_uploader[0].upload("targets.csv", b"indicator,period,value\nIND-9,2019/20,98\n")
    shown = said(app.run())
    assert "Refused for 1 fault" in shown and ">A2<" in shown


def test_many_rows_are_narrowed_before_they_are_edited(visit: Visit) -> None:
    app = visit("authority_aliases")
    assert not app.data_editor and "narrow them above" in said(app)
    next(each for each in app.text_input if each.label == "Containing").set_value("Broxtowe").run()
    assert 0 < len(rows(app)) < 20


def test_the_example_is_read_and_not_changed(page: Open) -> None:
    app = page("settings", "one", store="example", what="tolerances")
    assert "The example is for reading only." in said(app)
    assert not app.data_editor and not app.file_uploader and "Check" not in [each.label for each in app.button]


def test_an_empty_store_can_be_set_up(page: Open) -> None:
    app = page("settings", "empty", what="indicators")
    assert "No indicators yet." in said(app) and app.data_editor


def test_a_backup_can_be_made_and_everything_verified(page: Open) -> None:
    app = press(page("settings", "empty", what="backup"), "Make a backup")
    version, _, data = app.session_state["settings_packed"]
    assert version == 1 and "journal.jsonl" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "Sound: the chain, the kept files" in said(press(app, "Verify"))
    assert "python -m pbi restore" in said(app)


def test_what_is_damaged_is_said_and_not_backed_up(visit: Visit) -> None:
    """The return of this store was recorded without its file."""
    app = press(visit("backup"), "Make a backup")
    assert f"The kept file {'0' * 64} is missing." in said(app)
    assert "One thing not as recorded." in said(press(app, "Verify")) or "1 thing not as recorded." in said(app)


def test_the_settings_file_is_shown(visit: Visit) -> None:
    shown = said(visit("file"))
    assert "17 days" in shown and "returns_due_days" in shown and ">never<" in shown


def test_nobody_signs_in_on_ones_own_machine(visit: Visit) -> None:
    assert "Nobody signs in" in said(visit("people"))
