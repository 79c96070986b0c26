"""From sheets to answers: months, quarters without cases and events among people, as an officer writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pbi import catalogue, measures
from pbi.catalogue import CatalogueFaults
from pbi.model import Question, State
from pbi.narrative import availability, sentences
from pbi.returns import Terms, submit
from pbi.store import Store
from tests.catalogue.test_catalogue import fill
from tests.returns.making import xlsx

HEADINGS = ["Indicator", "Period", "Outturn", "Numerator", "Denominator"]
MONTHS = ["Apr-2019", "May-2019", "Jun-2019", "Jul-2019", "Aug-2019", "Sep-2019"]
INDICATORS = (
    "code,name,unit,polarity,frequency,across_authorities,across_periods\n"
    "CLEARED,Fly-tips cleared,number,higher,monthly,sum,sum\n"
    "ANSWERED,Complaints answered,percent,higher,quarterly,ratio,ratio\n"
    "REPORTS,Reports of nuisance,rate per 1000,lower,quarterly,ratio,{roll_up}\n"
)
TARGETS = "indicator,authority,period,value\nCLEARED,Broxtowe,2019/20,60\nREPORTS,Broxtowe,2019/20,6\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    tmp_path = tmp_path_factory.mktemp("reported")
    fill(tmp_path / "store")
    (tmp_path / "indicators.csv").write_text(INDICATORS.format(roll_up="population"), encoding="utf-8")
    (tmp_path / "targets.csv").write_text(TARGETS, encoding="utf-8")
    with Store.open(tmp_path / "store") as opened:
        for name in ("indicators.csv", "targets.csv"):
            catalogue.load(opened, tmp_path / name, by="Officer")
        rows: list[list[object]] = [["CLEARED", when, 10 + place, None, None] for place, when in enumerate(MONTHS)]
        rows += [
            ["ANSWERED", f"2019/20 Q{place}", 100, each, each] for place, each in enumerate((10, 0, 9, 11), start=1)
        ]
        rows += [["REPORTS", f"2019/20 Q{place}", None, 300, 100000] for place in (1, 2, 3, 4)]
        sent = submit(
            opened,
            data=xlsx({"Figures": [HEADINGS, *rows]}),
            filename="return.xlsx",
            by="Officer",
            received_on=date(2019, 5, 20),
            terms=Terms(authority="Broxtowe", accept_warnings=True),
        )
        assert sent.state is State.ACCEPTED, sent.sentence
        yield opened


def told(store: Store, period: str, code: str) -> tuple[object, object, object, str]:
    """Outturn, target, role and what is said of one indicator, judged long after the year."""
    rows = measures.scorecard(store, Question(period=period, indicators=(code,), at=date(2021, 1, 1))).to_dict(
        "records"
    )
    [row] = [{**each, "outturn": None if each["outturn"] != each["outturn"] else each["outturn"]} for each in rows]
    return row["outturn"], row["target"], row["role"], availability.reason(row) or sentences.made_of(row)


def test_months_are_a_quarter_and_a_half(store: Store) -> None:
    split = "The year's target is split evenly over its periods."
    made = "The quarter's figure is worked out from its three months."
    assert told(store, "2019/20 Q2", "CLEARED") == (42, 15, "good", f"{made} {split}")
    half = "The half's figure is worked out from its six months."
    assert told(store, "2019/20 H1", "CLEARED") == (75, 30, "good", f"{half} {split}")
    late = "late: October, November, December, January, February and March awaited"
    assert told(store, "2019/20", "CLEARED")[::3] == (None, late)


def test_a_quarter_of_no_cases_is_said_to_be_one_and_the_year_goes_on(store: Store) -> None:
    assert told(store, "2019/20 Q2", "ANSWERED")[::3] == (None, "no cases")
    assert told(store, "2019/20", "ANSWERED")[0] == 100


def test_a_rate_of_a_population_is_of_the_year(store: Store) -> None:
    assert told(store, "2019/20", "REPORTS")[:3] == (12, 6, "bad")
    assert told(store, "2019/20 Q1", "REPORTS")[:3] == (3, 1.5, "bad")


def test_across_authorities_a_population_adds_up_as_a_ratio(store: Store, tmp_path: Path) -> None:
    wrong = tmp_path / "indicators.csv"
    wrong.write_text("code,name,unit,across_authorities\nX,X,rate per 1000,population\n", encoding="utf-8")
    with pytest.raises(CatalogueFaults, match="'population' is not one of the words allowed here"):
        catalogue.load(store, wrong, by="Officer")
