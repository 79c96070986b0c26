"""Catalogue sheets go in whole or not at all, every fault named at its cell; people's words find the right codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from pbi import catalogue
from pbi.catalogue import CatalogueFaults, Counts
from pbi.errors import BadInput, UnknownName
from pbi.store import Store
from tests import once

SHEETS = {
    "authorities": "code,name,kind,successor\nE07000172,Broxtowe,district,\nE06000018,Nottingham,unitary,\n"
    "E06000041,Wokingham,unitary,\nE10000018,Leicestershire,county,\nE06000016,Leicester,unitary,\n"
    "E06000059,Dorset,unitary,\nE10000009,Dorset,former county,E06000059\nW06000001,Isle of Anglesey,welsh unitary,\n"
    "E07000146,King's Lynn and West Norfolk,district,\nthree-vales,Three Vales,partnership,\n",
    "authority_aliases": "alias,authority\nYnys Môn,W06000001\n",
    "services": "code,name,parent,purpose,position\ncommunity-safety,Community safety,,Safer streets,1\n",
    "objectives": "code,title,plan,objective_group,service\n"
    "CS1,Reduce anti-social behaviour,Plan,Safety,community-safety\n",
    "schemes": "scheme,name,status,label,letter,symbol,position,role\n"
    "rag,RAG,amber,Amber,A,▲,2,near\nrag,RAG,green,Green,G,●,1,good\n",
    "status_aliases": "alias,role\non target,good\n☺,good\n",
    "indicators": "code,name,service,objective,unit,polarity,across_authorities,accumulates,decimals\n"
    "ComS_048,Reassurance,community-safety,CS1,percent,higher,ratio,no,1\n"
    'FLY,Fly-tipping,community-safety,,"rate per 100,000",Lower,ratio,yes,\n',
    "targets": "indicator,authority,period,value\nComS_048,Broxtowe,2019/20,100\nFLY,,Q4 2019-20,0\n",
    "tolerances": "scheme,authority,indicator,green_within,amber_within,valid_from,valid_to\n"
    "rag,,,0,5,2000-04-01,31/03/2019\nrag,,,0,10,01/04/2019,\nrag,E07000172,,5,10,2019-04-01,\n",
}


def folder(path: Path, **sheets: str) -> Path:
    path.mkdir(exist_ok=True)
    for kind, text in sheets.items():
        (path / f"{kind}.csv").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder(tmp_path / "first", **SHEETS)
    with Store.open(once.copied(tmp_path / "store", "the first sheets", fill)) as opened:
        yield opened


def fill(path: Path) -> None:
    with Store.open(path, create=True) as store:
        sheets = folder(path.with_name("first sheets"), **SHEETS)
        catalogue.load(store, sheets, by="Officer", received_on=date(2020, 1, 1))


def faults(store: Store, path: Path) -> list[tuple[str, str, str]]:
    """Rule, sheet and cell of every fault, having seen that nothing was recorded."""
    before = store.version
    with pytest.raises(CatalogueFaults) as refusal:
        catalogue.load(store, path, by="Officer")
    assert store.version == before
    return [(each.rule, each.sheet, each.cell) for each in refusal.value.findings]


def test_every_kind_goes_in_as_its_table_has_it(store: Store) -> None:
    assert store.version == 1
    fly = next(row for row in store.current("indicator") if row["code"] == "FLY")
    assert (fly["unit"], fly["per"], fly["polarity"], fly["polarity_source"]) == (
        "rate",
        Decimal(100000),
        "lower",
        "stated",
    )
    assert (fly["accumulates"], fly["decimals"], fly["lifecycle"], fly["across_periods"]) == (True, 0, "active", "none")
    quarter, year = sorted(store.current("target"), key=lambda row: row["authority"] or "")
    assert (quarter["value"], quarter["authority"], quarter["period"]) == (Decimal(0), None, "2019/20 Q4")
    assert (quarter["period_kind"], quarter["period_start"], quarter["period_end"]) == (
        "quarter",
        date(2020, 1, 1),
        date(2020, 3, 31),
    )
    assert (year["authority"], year["period"], year["kind"]) == ("E07000172", "2019/20", "target")
    assert {row["valid_to"] for row in store.current("tolerance")} == {date(2019, 3, 31), None}


def test_the_same_sheets_again_change_nothing(store: Store, tmp_path: Path) -> None:
    counts = catalogue.load(store, tmp_path / "first", by="Officer")
    assert counts["targets"] == Counts(unchanged=2) and counts["authorities"] == Counts(unchanged=10)
    assert store.version == 1


def test_only_what_differs_is_recorded(store: Store, tmp_path: Path) -> None:
    sheet = tmp_path / "targets.csv"
    sheet.write_text("indicator,authority,period,value\ncoms _048,broxtowe borough council,2019-20,95\n"
                     "FLY,,2019/20 Q4,0.0\nFLY,,2019/20,12\n", encoding="utf-8")  # fmt: skip
    assert catalogue.load(store, sheet, by="Officer") == {"targets": Counts(new=1, changed=1, unchanged=1)}
    assert store.version == 2
    assert {(row["indicator"], row["period"]): row["value"] for row in store.current("target")} == {
        ("ComS_048", "2019/20"): Decimal(95), ("FLY", "2019/20 Q4"): Decimal(0),
        ("FLY", "2019/20"): Decimal(12)}  # fmt: skip


def test_a_column_a_sheet_does_not_have_is_left_as_it_stands(store: Store, tmp_path: Path) -> None:
    sheet = tmp_path / "indicators.csv"
    sheet.write_text("Code,Name,Unit,Decimals\nCOMS_048,Feeling safe,percent,\n", encoding="utf-8")
    assert catalogue.load(store, sheet, by="Officer") == {"indicators": Counts(changed=1)}
    row = next(row for row in store.current("indicator") if row["code"] == "ComS_048")
    assert (row["name"], row["polarity"], row["objective"], row["decimals"]) == ("Feeling safe", "higher", "CS1", 0)


def test_all_faults_are_told_at_once_with_their_cells(store: Store, tmp_path: Path) -> None:
    bad = folder(
        tmp_path / "bad",
        colours="a\n1\n",
        services="code,name,shade\nx,X,red\n",
        authorities="code,name,kind\nE1,,district\nE2,Two,district\nE2,Two again,district\n",
        indicators="code,name,unit,polarity,decimals,valid_from,service\nA,A,furlongs,up,1.5,31/02/2019,nowhere\n"
        "B,B,percent,higher,0,2019-04-01,nowhere\n",
        targets="indicator,authority,period,value\nZZZ,Broxtow,2019/20,1\nComS_048,Broxtowe,2019,1\nFLY,,2019/20,many\nFLY,,2018/19,\n",
    )
    assert sorted(faults(store, bad)) == [
        ("bad-value", "indicators.csv", "C2"),
        ("bad-value", "indicators.csv", "D2"),
        ("bad-value", "indicators.csv", "E2"),
        ("bad-value", "indicators.csv", "F2"),
        ("bad-value", "targets.csv", "A5"),
        ("bad-value", "targets.csv", "C3"),
        ("bad-value", "targets.csv", "D4"),
        ("duplicate-row", "authorities.csv", "A4"),
        ("missing-value", "authorities.csv", "A2"),
        ("unknown-column", "services.csv", "C1"),
        ("unknown-kind", "colours.csv", ""),
        ("unknown-name", "indicators.csv", "G3"),
        ("unknown-name", "targets.csv", "A2"),
        ("unknown-name", "targets.csv", "B2"),
    ]


def test_a_fault_says_what_to_do(store: Store, tmp_path: Path) -> None:
    sheet = tmp_path / "targets.csv"
    sheet.write_text("indicator,authority,period,value\nFLY,Wokingam,2019/20,1\n", encoding="utf-8")
    with pytest.raises(
        CatalogueFaults, match=r"targets.csv B2: .*No authority is called 'Wokingam'.*Did you mean Wokingham\?"
    ):
        catalogue.load(store, sheet, by="Officer")


@pytest.mark.parametrize(
    ("row", "rivals"),
    [
        ("rag,,,0,5,2018-04-01,2018-06-30", True),  # inside the first
        ("rag,,,0,5,2030-04-01,", True),  # the second is open-ended
        ("rag,,,0,5,1990-04-01,2000-03-31", False),  # before the first begins
        ("rag,,,0,7,2019-04-01,", False),  # the same tolerance, changed
        (",,,0,5,2018-04-01,", False),  # of no scheme: less specific
        ("rag,E07000172,FLY,0,5,2019-04-01,", False),
        ("rag,Broxtowe,,0,5,2020-04-01,", True),
    ],
)
def test_two_tolerances_may_not_compete_on_a_day(store: Store, tmp_path: Path, row: str, rivals: bool) -> None:
    sheet = tmp_path / "tolerances.csv"
    sheet.write_text(
        f"scheme,authority,indicator,green_within,amber_within,valid_from,valid_to\n{row}\n", encoding="utf-8"
    )
    if rivals:
        assert faults(store, sheet) == [("rival-tolerance", "tolerances.csv", "F2")]
    else:
        catalogue.load(store, sheet, by="Officer")
        assert store.version == 2


def test_a_code_that_parts_a_list_of_codes_is_refused(store: Store, tmp_path: Path) -> None:
    sheet = tmp_path / "services.csv"
    sheet.write_text("code,name\ntaxis|cabs,Taxis\n", encoding="utf-8")
    assert [cell for _, _, cell in faults(store, sheet)] == ["A2"]


def xlsx(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, float) and cell.value < 1:
                    cell.number_format = "0%"
    del book["Sheet"]
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_has_one_sheet_a_kind(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.xlsx"
    path.write_bytes(xlsx(
        Targets=[["Indicator", "Authority", "Period", "Target"], ["FLY", "Nottingham", "2019/20", 0.96]],
        Memberships=[["Partnership", "Authority", "From"], ["Three Vales", "Broxtowe", date(2019, 4, 1)]],
    ))  # fmt: skip
    assert catalogue.load(store, path, by="Officer") == {"targets": Counts(new=1), "memberships": Counts(new=1)}
    assert [row["value"] for row in store.current("target") if row["authority"] == "E06000018"] == [Decimal(96)]
    (membership,) = store.current("membership")
    assert membership == {
        "partnership": "three-vales",
        "authority": "E07000172",
        "valid_from": date(2019, 4, 1),
        "valid_to": None,
    }
    path.write_bytes(xlsx(Targets=[["Indicator", "Period", "Value"], ["FLY", "2019/20", "lots"]]))
    assert faults(store, path) == [("bad-value", "catalogue.xlsx, Targets", "C2")]


def test_a_file_excel_saved_as_csv_is_read(store: Store, tmp_path: Path) -> None:
    sheet = tmp_path / "authority_aliases.csv"
    sheet.write_bytes("alias,authority\r\nBroxtowe’s council,Broxtowe\r\n\r\n".encode("cp1252"))
    assert catalogue.load(store, sheet, by="Officer") == {"authority_aliases": Counts(new=1)}
    assert catalogue.names(store).authority("Broxtowe's Council") == "E07000172"


def test_there_must_be_something_to_read(store: Store, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", folder(tmp_path / "empty")):
        with pytest.raises(BadInput, match=r"There (is no such|are no catalogue)"):
            catalogue.load(store, path, by="Officer")


def test_an_earlier_receipt_is_marked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        catalogue.load(store, folder(tmp_path / "first", **SHEETS), by="Officer", received_on=date(2015, 4, 1))
        (line,) = store.ledger.lines()
    assert (line.content["received_on"], line.content["back_dated"], line.content["by"]) == (
        "2015-04-01",
        True,
        "Officer",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("E07000172", "E07000172"),
        ("e07000172", "E07000172"),
        ("  BROXTOWE  ", "E07000172"),
        ("Broxtowe Borough Council", "E07000172"),
        ("City of Nottingham", "E06000018"),
        ("Nottingham City Council", "E06000018"),
        ("Kings Lynn & West Norfolk", "E07000146"),
        ("King’s Lynn and West Norfolk BC", "E07000146"),
        ("ynys mon", "W06000001"),
        ("Dorset", "E06000059"),  # not the county that went
        ("Leicester", "E06000016"),
        ("Leicestershire", "E10000018"),
    ],
)
def test_an_authority_answers_however_it_is_spelt(store: Store, text: str, code: str) -> None:
    assert catalogue.names(store).authority(text) == code


def test_other_names_and_near_misses(store: Store) -> None:
    names = catalogue.names(store)
    assert [names.indicator(text) for text in ("Coms_048", "COMS _048")] == ["ComS_048", "ComS_048"]
    assert [names.service(text) for text in ("community-safety", "Community Safety")] == [
        "community-safety",
        "community-safety",
    ]
    assert [names.role(text) for text in ("AMBER", " On  target", "☺", "green", "purple")] == [
        "near",
        "good",
        "good",
        "good",
        None,
    ]
    assert (names.indicators["FLY"]["unit"], names.authorities["E06000018"]["name"], names.schemes) == (
        "rate",
        "Nottingham",
        ("rag",),
    )
    with pytest.raises(UnknownName) as refusal:
        names.indicator("ComS_049", where="B7")
    assert (refusal.value.near, refusal.value.where) == (["ComS_048"], "B7")
    for text in ("", "   ", "Council"):
        with pytest.raises(UnknownName):
            names.authority(text)
    with pytest.raises(TypeError):
        names.indicators["FLY"] = {}  # type: ignore[index]


def test_a_name_of_two_authorities_is_no_name(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        catalogue.load(
            store,
            folder(tmp_path / "x", authorities="code,name,kind\nE1,Newtown,district\nE2,Newtown,district\n"),
            by="O",
        )
        names = catalogue.names(store)
    assert names.authority("E2") == "E2"
    with pytest.raises(UnknownName):
        names.authority("Newtown")
