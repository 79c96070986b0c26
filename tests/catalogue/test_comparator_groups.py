"""Comparator groups: from a sheet to the query, by code or name, on their day; and what makes no sense is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from pbi import catalogue, commands
from pbi.catalogue import CatalogueFaults
from pbi.model import Draft
from pbi.store import Store
from tests import once
from tests.memory import of_period

SHEETS = {
    "schemes": "scheme,name,status,label,position,role\nrag,RAG,green,Green,1,good\n",
    "authorities": "code,name,kind\naford,Aford,district\nbford,Bford,district\ncford,Cford,district\n",
    "indicators": "code,name,unit,polarity,across_authorities,across_periods\nIN,In time,percent,higher,ratio,ratio\n",
    "comparator_groups": "group,name,authority,source,from,to\nnear,Nearest,Aford,A list,,\n"
    "near,Nearest,bford,A list,2015-04-01,2019-03-31\nlone,,Cford,,,\n",
}
COUNTS = {"aford": (95, 100), "bford": (30, 60), "cford": (190, 200)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    once.copied(tmp_path / "store", "three councils compared", fill)
    return tmp_path


def fill(path: Path) -> None:
    load(path, **SHEETS)
    outturns = [
        {
            "indicator": "IN",
            "authority": who,
            "numerator": Decimal(x),
            "denominator": Decimal(n),
            "submission": "S",
            "sheet": "T",
            "cell": "B2",
            **of_period("2019/20"),
        }
        for who, (x, n) in COUNTS.items()
    ]
    with Store.open(path) as store:
        store.record(
            Draft(
                kind="accepted",
                by="a test",
                received_on=date(2020, 5, 1),
                submission="S",
                filename="r.csv",
                layout="tidy",
                sha256="0" * 64,
                facts={"outturn": outturns},
            )
        )


def load(path: Path, **sheets: str) -> None:
    sheet = path.with_name("-".join(sheets))
    sheet.mkdir()
    for kind, text in sheets.items():
        (sheet / f"{kind}.csv").write_text(text, encoding="utf-8")
    with Store.open(path, create=True) as store:
        catalogue.load(store, sheet, by="Officer", received_on=date(2020, 1, 1))


def asked(path: Path, *words: str) -> list[dict[str, Any]]:
    answer = commands.answer(["query", "compare", *words, "--store", str(path / "store"), "--format", "json"])
    assert answer.exit == 0, answer.stderr
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_a_sheet_goes_in_with_what_it_leaves_out_filled_in(path: Path) -> None:
    with Store.open(path / "store") as store:
        held = store.current("comparator_group")
    said = [(row["comparators"], row["name"], row["authority"], row["valid_from"], row["valid_to"]) for row in held]
    assert sorted(said) == [
        ("lone", "lone", "cford", date(2000, 4, 1), None),
        ("near", "Nearest", "aford", date(2000, 4, 1), None),
        ("near", "Nearest", "bford", date(2015, 4, 1), date(2019, 3, 31)),
    ]


def test_a_workbook_does_as_well(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "comparator_groups"
    for row in (("Group", "Name", "Authority", "Valid from"), ("near", "Nearest", "Cford", date(2019, 4, 1))):
        sheet.append(row)
    book.save(path / "groups.xlsx")
    assert commands.answer(["catalogue", str(path / "groups.xlsx"), "--store", str(path / "store")]).exit == 0
    assert {row["authority"] for row in asked(path, "--group", "near")} == {"aford", "cford"}


def test_without_a_group_everyone_is_compared(path: Path) -> None:
    rows = asked(path)
    assert [(row["authority"], row["comparators"], row["members"], row["pooled"]) for row in rows] == [
        ("aford", "all", 3, 87.5),
        ("cford", "all", 3, 87.5),
        ("bford", "all", 3, 87.5),
    ]


def test_a_group_is_asked_by_code_or_name_and_holds_on_its_days(path: Path) -> None:
    """Bford left in March 2019, so Aford is alone; Cford, asked about, is judged by its 95 of 100."""
    assert asked(path, "--group", "near") == asked(path, "--group", "NEAREST")
    [row] = asked(path, "--group", "near")
    assert (row["authority"], row["members"], row["benchmark"], row["comparison"]) == ("aford", 1, None, None)
    [row] = asked(path, "--group", "near", "--authority", "Cford")
    assert (row["authority"], row["is_member"], row["benchmark"], row["comparison"]) == ("cford", False, 95, "similar")


def test_who_is_asked_about_changes_no_benchmark(path: Path) -> None:
    [row] = asked(path, "--authority", "bford")
    assert (row["pooled"], row["comparison"], row["rank"], row["ranked"]) == (87.5, "lower", 3, 3)


def test_an_unknown_group_is_refused_with_those_there_are(path: Path) -> None:
    answer = commands.answer(["query", "compare", "--group", "far", "--store", str(path / "store")])
    assert answer.exit == 1
    assert answer.stderr.startswith("No comparator group is called 'far'. Did you mean lone or near?")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("group,authority\nnear,Atlantis\n", "No authority is called 'Atlantis'."),
        ("group,authority\n,Aford\n", "The group is blank."),
        ("group,authority,from,to\nx,Aford,2020-04-01,2019-04-01\n", "It ends before it begins."),
        ("group,authority\nx,Aford\nx,aford\n", "x, aford, 2000-04-01 is also in"),
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    load(tmp_path / "store", authorities=SHEETS["authorities"])
    with pytest.raises(CatalogueFaults) as refused:
        load(tmp_path / "store", comparator_groups=text)
    assert fault in str(refused.value)
