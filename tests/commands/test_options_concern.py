"""--period and --at of every query: the answer changes with them, or one sentence refuses them; none is passed over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi import commands
from pbi.commands import ask
from pbi.commands.parser import MEASURES
from pbi.errors import BadInput
from pbi.store import Store, reader
from tests.pages import made
from tests.pages.conftest import THREE

PERIODS = [["--year", "2019/20"], ["--year", "2020/21"]]
DAYS = [["--year", "2020/21", "--at", day] for day in ("2021-03-01", "2021-05-15")]
OF_NO_PERIOD = {"returns", "deep-dives", "publications", "changes"}
OF_A_DAY = {"scorecard", "trend", "counts", "compare", "actions", "vanished", "questions", "board-questions"} | {
    *("expected", "chasers")
}
TOLD_BY_PERIOD = {"scorecard", "counts", "trend", "passport", "forecast", "compare", "signals", "vanished", "control"}
TOLD_BY_DAY = {"scorecard", "counts", "trend", "compare", "vanished", "expected"}
OF_ONE = {"passport": ["--indicator", "IND-1", "--authority", "eastmere"]}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = made.store(tmp_path_factory.mktemp("options") / "store", authorities=THREE, partnership=True)
    with reader(path) as held:
        yield held


def asked(store: Store, measure: str, words: list[str]) -> str:
    given = commands.parser().parse_args(["query", measure, *OF_ONE.get(measure, []), *words, "--format", "csv"])
    return ask.query(store, given)


@pytest.mark.parametrize("measure", MEASURES)
def test_what_does_not_concern_a_query_is_refused(store: Store, measure: str) -> None:
    for words, refused in ((PERIODS[0], measure in OF_NO_PERIOD), (DAYS[0], measure not in OF_A_DAY)):
        if refused:
            with pytest.raises(BadInput) as told:
                asked(store, measure, words)
            assert "\n" not in str(told.value) and "eave" in str(told.value)


@pytest.mark.parametrize(
    ("measure", "two"),
    [(each, PERIODS) for each in sorted(TOLD_BY_PERIOD)] + [(each, DAYS) for each in sorted(TOLD_BY_DAY)],
)
def test_what_concerns_it_changes_the_answer(store: Store, measure: str, two: list[list[str]]) -> None:
    one, other = (asked(store, measure, words) for words in two)
    assert one != other


@pytest.mark.parametrize("measure", MEASURES)
def test_a_filter_is_heeded_or_refused(store: Store, measure: str) -> None:
    """Where there is nothing of an authority or a service nothing is answered, and of one indicator only its rows."""
    for name, value in (("authority", "Hastings"), ("service", "staffing"), ("indicator", "IND-1")):
        if f"--{name}" in OF_ONE.get(measure, []):
            continue
        try:
            rows = list(csv.DictReader(io.StringIO(asked(store, measure, [f"--{name}", value]))))
        except BadInput as told:
            assert f"eave --{name}" in str(told) or measure in {"changes", "laboratory"}
        else:
            shown = [row for row in rows if row.get("count") != "0"]
            assert {row.get("indicator", value) for row in shown} <= {value} if name == "indicator" else not shown


def test_a_forecast_is_of_a_year(store: Store) -> None:
    with pytest.raises(BadInput, match="2019/20 Q2"):
        asked(store, "forecast", ["--period", "2019/20 Q2"])
    assert asked(store, "forecast", ["--period", "2019/20"]) == asked(store, "forecast", ["--year", "2019/20"])


@pytest.mark.parametrize("words", [["--group", "three-vales"], ["--movement", "arrows"]])
def test_what_belongs_to_another_query_is_refused(store: Store, words: list[str]) -> None:
    with pytest.raises(BadInput):
        asked(store, "counts", words)
