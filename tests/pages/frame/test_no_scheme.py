"""Without a status scheme nothing says how a figure is judged: no status, colour, target or tolerance, anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pbi.commands import ask, options
from pbi.commands.parser import MEASURES, parser
from pbi.model import StatusRole
from pbi.settings import settings
from pbi.store import Store
from pbi.ui import show
from pbi.ui.frame.shell import MENU
from tests.memory import of_period, tolerance
from tests.pages import made
from tests.pages.conftest import THREE, point_at
from tests.pages.opening import open_page
from tests.pages.sent import on_the_screen

TARGET, GREEN, AMBER = Decimal("91.2345"), Decimal("1.8765"), Decimal("13.4321")
"""Of IND-1, whose 98 they make good and whose bounds they make 89.5224… and 78.9798…."""
WORDS = r"Green|Amber|Red|Unknown|Data only|Satisfactory|Alert|Not met"
NUMBERS = r"91\.23|89\.52|78\.97|1\.8[78]|13\.43"
COLOURED = rf"mark (?:{'|'.join(map(show.css, StatusRole))})"
CODES = r'"(?:green|amber|red|unknown|data_only|satisfactory|alert|met|not_met|for_information|no_target)"'
DESKS = {"returns", "settings"}  # where returns are sent and where the rules themselves are kept
PAGES = [name for pages in MENU.values() for name, *_ in pages if name not in DESKS]
YEARS = ("2017/18", "2018/19", "2019/20")


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three authorities and their partnership, IND-1 with a target, a tolerance and a circumstance of its own, and
    returns that state "Amber"."""
    path = made.store(tmp_path_factory.mktemp("ruled") / "store", authorities=THREE, partnership=True)
    who = [*(code for code, _ in THREE), "joint"]
    facts: dict[str, list[dict[str, Any]]] = {
        "target": [
            {
                "indicator": "IND-1", "authority": code, **of_period(year), "value": TARGET, "lower": None,
                "upper": None, "kind": "target", "submission": None, "sheet": None, "cell": None,
            }
            for code in who
            for year in YEARS
        ],
        "tolerance": [tolerance(indicator="IND-1", green_within=GREEN, amber_within=AMBER)],
        "circumstance": [
            {
                "indicator": "IND-1", "authority": "joint", **of_period("2019/20"), "reason": "Visits stopped in March",
                "guidance": None, "whose_view": "the service", "approver": "The board", "until": None,
                "adjusted_numerator": None, "adjusted_denominator": None, "adjusted_outturn": Decimal(100),
            }
        ],
    }  # fmt: skip
    stated = [
        {**row, "stated_status": "Amber", "value": Decimal(98)}
        for row in made._reported([code for code, _ in THREE])["outturn"]
        if row["indicator"] == "IND-1"
    ]
    with Store.open(path) as store:
        store.record(made._draft("catalogue", facts))
        store.record(made._draft("accepted", {"outturn": stated}, submission="S-2", sha256="1" * 64))
    return path


@pytest.fixture
def shown(ruled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    point_at(monkeypatch, tmp_path / "outturn.toml", own=ruled, example=ruled)
    yield
    settings.cache_clear()


def seen(name: str, **filters: str) -> str:
    """What a page sends to the browser beneath its filters, the address it leaves, and not the list of steps."""
    app = open_page(name, **filters)
    body = on_the_screen(app).replace('target="_self"', "")  # of a link, not of an indicator
    body = re.sub(r'"target(?:_shown)?": (?:null|"")', "", body)  # a column of a chart's data with nothing in it
    return f"{body[body.index('<h1') :].partition('Step by step')[0]}\n{dict(app.query_params)}"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("filters", [{}, {"indicator": "IND-1", "service": "licensing", "movement": "arrows"}])
def test_no_page_and_no_chart_judges(shown: None, name: str, filters: dict[str, str]) -> None:
    body = seen(name, scheme="none", **filters)
    assert re.findall(rf"\b(?:{WORDS})\b|{NUMBERS}|{COLOURED}", body) == []
    if name != "demand":  # its tolerance is the agreement's
        assert re.findall(r"(?i).{30}(?:\btargets?\b(?! is shown)|\btolerances?\b|\bthresholds?\b).{30}", body) == []


def test_with_a_scheme_every_one_of_them_is_there(shown: None) -> None:
    """So that the test above can fail: the same pages under Green, Amber and Red."""
    body = "\n".join(seen(name, indicator="IND-1", service="licensing") for name in ("indicator", "methods"))
    assert {"Green", "Amber", "Red"} <= set(re.findall(rf"\b(?:{WORDS})\b", body))
    assert {"mark good", "mark bad"} <= set(re.findall(COLOURED, body))
    assert "91.23" in set(re.findall(NUMBERS, body))
    assert re.search("within 1.88%, then within 13.43% of the target", body)


@pytest.fixture(scope="module")
def published(ruled: Path) -> Iterator[Store]:
    with Store.snapshot(ruled) as store:
        yield store


OF_NO_PERIOD = {"returns", "deep-dives", "publications"}


@pytest.mark.parametrize("measure", [each for each in MEASURES if each != "changes"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_no_query_judges(published: Store, measure: str, form: str) -> None:
    """What the command prints, without starting it for each: ``tests/test_command_line.py`` does.

    Changes are asked of a publication, which has a scheme of its own.
    """
    narrowed = {"indicator": "IND-1", "authority": "eastmere"}
    asked = ["--scheme", "none"]
    for name, value in narrowed.items():
        asked += [] if measure in options.NOT_NARROWED[name] else [f"--{name}", value]
    asked += [] if measure in OF_NO_PERIOD else ["--year", "2019/20"]
    more = {"laboratory": ["--green-within", "1", "--amber-within", "2"]}.get(measure, [])
    given = parser().parse_args(["query", measure, *asked, *more, "--format", form])
    printed = ask.query(published, given)
    assert re.findall(rf"\b(?:{WORDS})\b|{NUMBERS}", printed) == []
    if measure not in {"actions", "ratings", "ratings-grid"}:  # what is said of actions is no status of a figure
        assert re.findall(CODES if form == "json" else CODES.replace('"', r"\b"), printed) == []
