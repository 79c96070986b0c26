"""What stands beside the figures on the pages: stated otherwise, vanished, retired, better than last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi.model import Draft
from pbi.settings import settings
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import ONE, point_at, said
from tests.pages.opening import open_page

WHO = ONE[0][0]
Opened = Callable[..., str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """IND-2 (100 against 100, Green) stated Red; IND-1 better than last year or not (98 after 100); two more of 2018/19
    only, of which IND-8 was retired.
    """
    path = made.store(tmp_path_factory.mktemp("notices") / "own", authorities=ONE)
    with Store.open(path) as opened:
        catalogue = [
            {**made.indicator(number), "code": f"IND-{number}", "name": name, **more}
            for number, name, more in (
                (7, "Fly tips", {}),
                (8, "Dog bins", {"lifecycle": "retired", "valid_to": date(2019, 3, 31), "replaced_by": "IND-1"}),
            )
        ]
        target = made.dated("2019/20", indicator="IND-1", authority=None, value=None, lower=None, upper=None)
        blank = {"submission": None, "sheet": None, "cell": None}
        withdrawn = {**target, **blank, "kind": "target", "value": Decimal(100), "withdrawn": True}
        direction = {**target, **blank, "kind": "direction"}
        record(opened, "catalogue", {"indicator": catalogue, "target": [withdrawn, direction]})
        gone = [made.outturn(WHO, number, "2018/19", 90, number) for number in (7, 8)]
        red = {**made.outturn(WHO, 2, "2019/20", 100, 5), "stated_status": "Red"}
        record(opened, "accepted", {"outturn": [*gone, red]}, submission="S-2", sha256="1" * 64)
    return path


def record(opened: Store, kind: str, facts: dict[str, list[dict[str, object]]], **more: str) -> None:
    opened.record(Draft(kind=kind, by="a test", received_on=date(2020, 4, 21), facts=facts, **more))


@pytest.fixture
def page(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Opened]:
    def opened(name: str, **filters: str) -> str:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=store, example=store)
        app = open_page(name, **({"period": "2019/20"} | filters))
        return said(app)

    yield opened
    settings.cache_clear()


def test_the_overview_names_what_vanished_and_was_not_retired(page: Opened) -> None:
    told = page("overview")
    assert "1 indicator had figures in 2018/19 and has none in 2019/20: Fly tips." in told
    assert "Dog bins" not in told


def test_the_service_lists_statuses_stated_otherwise(page: Opened) -> None:
    told = page("service", service="licensing")
    assert "1 status is stated otherwise than the figures come to: 1 harsher" in told
    assert "better than 100% (last year)" in told


def test_the_indicator_shows_both_statuses(page: Opened) -> None:
    told = page("indicator", indicator="IND-2")
    assert "100% against a target of 100%: Green" in told
    assert "The return states Red; the figure comes to Green." in told


def test_the_indicator_says_it_was_retired_and_what_came_after(page: Opened) -> None:
    told = page("indicator", indicator="IND-8", period="2018/19")
    assert "Retired on 31 March 2019, replaced by IND-1." in told


def test_a_direction_is_called_last_years(page: Opened) -> None:
    told = page("indicator", indicator="IND-1")
    assert "98% against last year&#x27;s 100%: Amber" in told or "98% against last year's 100%: Amber" in told
