"""Flags and deep dives as sheets: what goes in, what is refused, and that a sheet sent again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pbi import catalogue
from pbi.catalogue import CatalogueFaults
from pbi.store import Store
from tests import once

SHEETS = {
    "authorities": "code,name,kind\naford,Aford,district\n",
    "objectives": "code,title\nO1,Quiet nights\n",
    "indicators": "code,name,unit,objective\nEP01,Noise answered,percent,O1\n",
}
FLAGS = "indicator,authority,period,kind,raised_by,reason,raised_on,lowered_on\n"
DIVES = "subject,meeting,indicator,objective,authority,led_by,done_on\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.copied(tmp_path / "store", "a panel's catalogue", fill)) as opened:
        yield opened


def fill(path: Path) -> None:
    with Store.open(path, create=True) as store:
        load(store, path.with_name("a panel's sheets"), **SHEETS)


def load(store: Store, path: Path, **sheets: str) -> dict[str, catalogue.Counts]:
    path.mkdir()
    for kind, text in sheets.items():
        (path / f"{kind}.csv").write_text(text, encoding="utf-8")
    return catalogue.load(store, path, by="Officer", received_on=date(2020, 6, 1))


def test_flags_and_deep_dives_go_in_and_again_change_nothing(store: Store, tmp_path: Path) -> None:
    sheets = {
        "flags": FLAGS + "ep01,Aford,2019-20,Concern,Panel,Nobody comes at night,28/05/2020,\n",
        "deep_dives": DIVES + "Noise in the evening,10/09/2020,,O1,Aford,Lead,\n",
    }
    assert {kind: each.new for kind, each in load(store, tmp_path / "a", **sheets).items()} == {
        "flags": 1,
        "deep_dives": 1,
    }
    assert {kind: each.unchanged for kind, each in load(store, tmp_path / "b", **sheets).items()} == {
        "flags": 1,
        "deep_dives": 1,
    }
    [flag], [dive] = store.current("flag"), store.current("deep_dive")
    assert (flag["indicator"], flag["authority"], flag["period"], flag["kind"]) == (
        "EP01",
        "aford",
        "2019/20",
        "concern",
    )
    assert (flag["raised_by"], flag["raised_on"], flag["lowered_on"]) == ("Panel", date(2020, 5, 28), None)
    assert (dive["meeting_on"], dive["objective"], dive["indicator"]) == (date(2020, 9, 10), "O1", None)


def test_a_flag_is_lowered_by_a_later_row_and_the_first_stays_in_the_store(store: Store, tmp_path: Path) -> None:
    row = "EP01,aford,2019/20,media,Press office,Evening paper,2020-05-28,"
    load(store, tmp_path / "a", flags=f"{FLAGS}{row}\n")
    load(store, tmp_path / "b", flags=f"{FLAGS}{row}2020-06-30\n")
    assert [each["lowered_on"] for each in store.current("flag")] == [date(2020, 6, 30)]
    assert len(store.rows("known_flags", as_of=date(2020, 6, 29))) == 1
    assert store.rows("known_flags", as_of=date(2020, 6, 30)) == []
    assert store.rows("known_flags") == []


def test_a_workbook_with_a_sheet_of_flags_goes_in_as_a_csv_does(store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "flags"
    for row in (
        FLAGS.strip().split(","),
        ["EP01", "Aford", "2019/20", "excellence", "Lead", "On the day", date(2020, 5, 1)],
    ):
        sheet.append(row)
    book.save(tmp_path / "panel.xlsx")
    assert catalogue.load(store, tmp_path / "panel.xlsx", by="Officer")["flags"].new == 1


@pytest.mark.parametrize(
    ("sheet", "row", "said"),
    [
        ("flags", "EP01,aford,2019/20,significant change,Panel,Down,2020-05-28,", "worked out, not written"),
        ("flags", "EP01,aford,2019/20,worry,Panel,Down,2020-05-28,", "Write concern, excellence or media."),
        ("flags", "EP01,aford,2019/20,concern,,Down,2020-05-28,", "The raised_by is blank."),
        ("flags", "EP01,aford,2019/20,concern,Panel,,2020-05-28,", "The reason is blank."),
        ("flags", "EP99,aford,2019/20,concern,Panel,Down,2020-05-28,", "EP99"),
        ("flags", "EP01,aford,2019/20,concern,Panel,Down,2020-05-28,2020-05-01", "lowered before it was raised"),
        ("deep_dives", "Noise,2020-09-10,,,aford,Lead,", "neither an indicator nor an objective"),
        ("deep_dives", "Noise,2020-09-10,,O9,aford,Lead,", "O9"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, tmp_path: Path, sheet: str, row: str, said: str) -> None:
    heads = {"flags": FLAGS, "deep_dives": DIVES}
    with pytest.raises(CatalogueFaults) as refused:
        load(store, tmp_path / "bad", **{sheet: f"{heads[sheet]}{row}\n"})
    assert said in str(refused.value)
    assert store.current("flag") == store.current("deep_dive") == []
