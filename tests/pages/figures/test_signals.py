"""Whether a result changed, beside the statuses, the list narrowed by it, what changed, and the table of chances."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pbi.settings import settings
from pbi.store import Store
from tests.memory import indicator, outturn, target
from tests.pages import made
from tests.pages.conftest import ONE, point_at, said
from tests.pages.opening import open_page

WHO = ONE[0][0]
QUARTERS = [f"20{year}/{year + 1} Q{number}" for year in range(16, 20) for number in (1, 2, 3, 4)]
LAST = {"STEADY": (80, 82, 82), "DROP": (90, 92, 60), "RISE": (80, 82, 99)}
"""Sixteen quarters in turn, and in the place of the last: mean 81, 89 and 82.0625; the moving ranges average 2 (of the
one that stays), (14 × 2 + 30) ÷ 15 = 3.87 and (14 × 2 + 19) ÷ 15 = 3.13, the limits lie 2.66 times that from the mean:
60 is under 78.7, 99 over 90.4."""


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One authority, three percentages by the quarter against targets of 100, 80 and 100: Red, Green and Red."""
    path = made.store(tmp_path_factory.mktemp("signals") / "own", authorities=ONE)
    indicators = [indicator(code, service="licensing", frequency="quarterly") for code in LAST]
    targets = [target(code, None, value=80 if code == "DROP" else 100) for code in LAST]
    figures = [
        outturn(code, WHO, period, numerator=value, denominator=100, value=value)
        for code, (odd, even, last) in LAST.items()
        for place, period in enumerate(QUARTERS)
        for value in [last if place == 15 else (odd, even)[place % 2]]
    ]
    with Store.open(path) as store:
        store.record(made._draft("catalogue", {"indicator": indicators, "target": targets}))
        store.record(made._draft("accepted", {"outturn": figures}, submission="S-2", sha256="1" * 64))
    return path


@pytest.fixture
def page(quarters: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    def opened(name: str, **filters: Any) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=quarters, example=quarters)
        return open_page(name, **({"service": "licensing"} | filters))

    yield opened
    settings.cache_clear()


def test_overview_says_what_changed_and_marks_what_stands_or_slides(page: Any) -> None:
    app = page("overview")
    text = said(app)
    assert (
        "2 results changed by more than chance this year: 1 better and 1 worse, out of 5 that can be tested. "
        "Chance alone gives fewer than one." in text
    )
    assert text.index("<strong>Worse</strong>") < text.index("<strong>Better</strong>")
    assert "91 → 83%" in text and "from 2018/19, seen in Q4" in text
    assert "</span> Red</span>, no real change" in text and "</span> Red</span>, better" in text


@pytest.mark.parametrize(
    ("chosen", "listed"),
    [
        ("concern", {"DROP"}),
        ("steady", {"STEADY"}),
        ("sliding", {"DROP"}),
        ("improvement", {"RISE"}),
        ("either", set()),
    ],
)
def test_the_service_s_list_is_narrowed_to_a_signal(page: Any, chosen: str, listed: set[str]) -> None:
    app = page("service", signal=chosen)
    text = said(app)
    shown = text[text.index(">Indicators<") : text.index(">Commentary<")]
    assert {code for code in LAST if f" {code}</span>" in shown} == listed
    assert app.query_params["signal"] == chosen


def test_a_choice_is_kept_from_page_to_page_until_it_is_let_go(page: Any) -> None:
    app = page("service")
    pills = app.get("button_group")[-1]
    pills.set_value("common_cause").run()
    assert app.query_params["signal"] == "common_cause"
    app.switch_page("../pages/overview.py").run()
    assert app.query_params["signal"] == "common_cause" and ">No real change 3<" in said(app)
    app.get("button_group")[-1].set_value(None).run()
    assert "signal" not in app.query_params


def test_without_a_scheme_only_the_change_is_left(page: Any) -> None:
    text = said(page("overview", scheme="none"))
    assert ">No real change<" in text and ">Worse<" in text
    assert "Red" not in text.split("<style>")[0] and "Meeting target" not in text


def test_the_indicator_says_what_shows_the_change(page: Any) -> None:
    text = said(page("indicator", indicator="DROP"))
    assert ": Green, worse. Down 8 points from 91% (2018/19). Below its usual range in 2019/20 Q4" in text


def test_methods_publishes_the_chances(page: Any) -> None:
    """Of sixteen points, four of them new: about three in a hundred, as the step has it."""
    text = said(page("methods"))
    assert ">Signals by chance<" in text
    assert '<th scope="row">16</th>' in text
