"""What changed: the page of a panel that looks without statuses, and each state where there is little to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pbi import catalogue
from pbi.model import Draft
from pbi.settings import settings
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import THREE, Open, point_at, said
from tests.pages.opening import open_page

YEAR = date(2019, 4, 1), date(2020, 3, 31)
SHEETS = {
    "objectives": "code,title,plan,objective_group\nO1,Quiet nights,Plan,Healthy\n"
    "O2,Safe shops,Plan,Safe\nX1,Fires,Other,Fire\n",
    "indicators": "code,name,unit,objective\nIND-1,Visits made in time,percent,O1\n",
    "flags": "indicator,authority,period,kind,raised_by,reason,raised_on\n"
    f'IND-1,eastmere,2019/20,concern,The panel,"{made.TRICKY}",2020-05-01\n',
    "deep_dives": "subject,meeting_on,indicator,authority,led_by\nNoise at night,2020-09-10,IND-1,eastmere,Lead\n",
}


@pytest.fixture(scope="module")
def flagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three authorities in a partnership: one indicator with an objective and a concern, one objective without."""
    base = tmp_path_factory.mktemp("changes")
    path = made.store(base / "flagged", authorities=THREE, partnership=True)
    folder = base / "sheets"
    folder.mkdir()
    for kind, text in SHEETS.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    with Store.open(path) as store:
        catalogue.load(store, folder, by="a test", received_on=date(2020, 5, 2))
        spoken = [
            {"indicator": "IND-1", "service": None, "authority": "eastmere", "kind": kind, "text": text}
            | {"period": "2019/20", "period_kind": "year", "period_start": YEAR[0], "period_end": YEAR[1]}
            | {"submission": "S-2", "sheet": "Return", "cell": "B9"}
            for kind, text in (("context", "The rota was short."), ("remedial action", "A second officer."))
        ]
        store.record(
            Draft(
                kind="accepted",
                by="a test",
                received_on=date(2020, 5, 2),
                filename="words.xlsx",
                layout="tidy",
                submission="S-2",
                sha256="1" * 64,
                facts={"commentary": spoken},
            )
        )
    return path


@pytest.fixture
def opened(flagged: Path, kept: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Open]:
    def at(**filters: str) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=flagged, example=kept["example"])
        return open_page("changes", **filters)

    yield at
    settings.cache_clear()


def test_the_flagged_indicator_with_what_was_said_and_what_is_being_done(opened: Open) -> None:
    text = said(opened())
    assert "1 of 3 indicators needs attention: 1 raises concern." in text
    assert "No result changed by more than chance this year, out of 12 that can be tested." in text
    assert "O1 Quiet nights" in text and "X1 Fires" not in text
    assert "raised by The panel, 1 May 2020" in text
    assert "The rota was short." in text and "A second officer." in text
    assert "<b>bold</b>" not in text and "&lt;b&gt;bold&lt;/b&gt;" in text
    assert "10 September 2020: Noise at night (IND-1 Visits made in time, Eastmere), led by Lead" in text


def test_an_objective_that_nothing_measures_is_listed_and_asked_about(opened: Open) -> None:
    text = said(opened())
    assert "O2 Safe shops" in text and "No indicator measures it." in text
    assert "No indicator tells us about “Safe shops” (O2) in 2019/20." in text


def test_without_a_scheme_no_status_is_anywhere_and_one_click_leads_there(opened: Open) -> None:
    with_statuses, without = said(opened()), said(opened(scheme="none"))
    assert 'href="changes?store=own&amp;scheme=none"' in with_statuses
    assert "Amber" in with_statuses
    for word in ("Green", "Amber", "Red", 'class="mark', "See it without"):
        assert word not in without
    assert "Show statuses" in without


def test_a_group_of_objectives_may_be_looked_at_alone_by_its_address(opened: Open) -> None:
    text = said(opened(focus="Safe"))
    assert "O2 Safe shops" in text and "O1 Quiet nights" not in text


def test_without_objectives_and_flags_the_page_says_so(page: Open) -> None:
    text = said(page("changes", "many"))
    assert "None of 3 indicators is flagged: no result changed, and no concern was raised." in text
    assert "No indicator names an objective" in text
    assert "3 indicators not flagged." in text
    assert "None is set down." in text


def test_an_indicator_chosen_on_another_page_narrows_nothing_unseen(opened: Open) -> None:
    assert "1 of 3 indicators needs attention" in said(opened(indicator="IND-1"))


def test_an_empty_store_leads_to_returns(page: Open) -> None:
    assert "No figures yet" in said(page("changes", "empty"))
