"""What a person says of a table's columns: used at once, kept when the file is accepted, used again for the next."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pbi import commands, period, returns
from pbi.model import State
from pbi.returns import Shape
from pbi.store import Store
from tests.returns.making import facts, findings, read, rules, workbook, xlsx
from tests.returns.making import names as catalogue

STAFF = [
    ["Year", "Force", "Sex", "Rank", "Staff"],
    [2018, "Ashfield", "Female", "Constable", 7],
    [2018, "Ashfield", "Male", "Constable", 8],
    [2019, "Ashfield", "Male", "Constable", 9],
]
SAID = {
    "year": {"role": "period", "years": "ending"},
    "force": {"role": "authority"},
    "sex": {"role": "breakdown"},
    "rank": {"role": "not read"},
    "staff": {"role": "figure", "name": "Officers", "unit": "number"},
}


def mapping(shape: Shape, **authority: str) -> list[dict[str, Any]]:
    """A mapping of these staff as a person corrects it."""
    return [{**row, "name": None, "unit": None, **SAID[row["heading"]]} for row in returns.rows_of(shape, **authority)]


def shape_of(rows: list[list[Any]], **how: Any) -> Shape:
    (shape,) = read(rows, authority=None, **how).shapes
    return shape


def test_what_is_not_told_is_asked_and_the_answer_is_used() -> None:
    asked = read(STAFF, authority=None, add_indicators=True)
    assert [(each.rule, each.severity) for each in findings(asked)] == [("columns-unmapped", "error")]
    reading = read(STAFF, authority=None, add_indicators=True, mappings=mapping(asked.shapes[0]))
    assert reading.layout == "mapped"
    assert [
        (each["indicator"], each["authority"], each["period"], each["value"]) for each in facts(reading, "outturn")
    ] == [
        ("officers-female", "E07000170", "2017/18", 7),
        ("officers-male", "E07000170", "2017/18", 8),
        ("officers-male", "E07000170", "2018/19", 9),
    ]
    assert [row["name"] for row in reading.proposed.values()] == ["Officers: Female", "Officers: Male"]


def test_the_fingerprint_stays_with_more_rows_later_years_and_another_sheet_s_name() -> None:
    rows = [["Council", "Visits 2018/19", "Visits 2019/20"], ["Ashfield", 1, 2], ["Broxtowe", 3, 4]]
    later = [["Visits to premises"], [], ["COUNCIL", "Visits 2019/20", "Visits 2020/21", "Visits 2021/22"]]
    later += [[name, 1, 2, 3] for name in ("Ashfield", "Broxtowe", "Ashfield", "Broxtowe")]
    assert shape_of(rows).fingerprint == shape_of(later, sheet="New").fingerprint
    other = [["Council", "Calls 2018/19", "Calls 2019/20"], *rows[1:]]
    assert shape_of(rows).fingerprint != shape_of(other).fingerprint


def test_an_authority_s_own_mapping_goes_before_everyone_s_and_is_not_another_s() -> None:
    shape = shape_of(STAFF, period=None)
    everyone, own = mapping(shape), mapping(shape, authority="E07000170")
    own[-1]["name"] = "Ours"
    for sender, name in (("E07000170", "Ours: Male"), ("E07000172", "Officers: Male"), (None, "Officers: Male")):
        reading = read(STAFF, authority=sender, add_indicators=True, mappings=[*own, *everyone])
        assert name in [row["name"] for row in reading.proposed.values()]


def test_a_mapping_written_by_hand_needs_no_fingerprint_only_the_headings_as_they_are_printed() -> None:
    rows = [{"heading": heading.title(), "sheet": None, **said} for heading, said in SAID.items()]
    assert len(read(STAFF, authority=None, add_indicators=True, mappings=rows).judged) == 3
    assert read(STAFF, authority=None, mappings=[{**row, "sheet": "Elsewhere"} for row in rows]).judged == ()


def test_a_mapping_without_a_figure_says_what_it_lacks() -> None:
    rows = [{"heading": heading, "role": "not read"} for heading in SAID]
    (fault,) = findings(read(STAFF, authority=None, mappings=rows))
    assert "its mapping names no column of figures" in fault.message


def test_a_hidden_sheet_is_read_where_its_columns_are_mapped() -> None:
    book = workbook({"Data": STAFF}, hidden=["Data"])
    how: dict[str, Any] = {"names": catalogue(), "authority": None, "add_indicators": True}
    asked = returns.read(book, **how)
    assert "hidden-sheet" in rules(asked)
    assert len(returns.read(book, mappings=mapping(asked.shapes[0]), **how).judged) == 3


def test_a_layout_that_is_known_is_read_as_a_person_maps_it() -> None:
    rows = [["Indicator", "Outturn 2018/19", "Outturn 2019/20"], ["TS01", 5, 6]]
    said = [{"heading": "Indicator", "role": "indicator code"}, {"heading": "<period>", "role": "not read"}]
    assert read(rows, mappings=said).judged == ()


def test_a_mapping_given_is_remembered_with_what_it_read_and_used_for_the_next_file(store: Store) -> None:
    asked = returns.examine(
        store, data=xlsx({"Data": STAFF}), filename="one.xlsx", terms=returns.Terms(add_indicators=True)
    )
    how = returns.Terms(add_indicators=True, accept_warnings=True)
    given = mapping(asked.shapes[0])
    first = returns.submit(
        store, data=xlsx({"Data": STAFF}), filename="one.xlsx", by="tests", terms=replace(how, mappings=given)
    )
    assert (first.state, first.rows.new) == (State.ACCEPTED, 3)
    held = {row["heading"]: row["role"] for row in store.rows("known_mappings")}
    assert held == {"year": "period", "force": "authority", "sex": "breakdown", "rank": "not read", "staff": "figure"}
    more = [*STAFF, [2020, "Broxtowe", "Male", "Constable", 4]]
    second = returns.submit(store, data=xlsx({"Other": more}), filename="two.xlsx", by="tests", terms=how)
    assert (second.state, second.layout, second.rows.new, second.rows.unchanged) == (State.ACCEPTED, "mapped", 1, 3)


def test_a_refused_file_leaves_no_mapping_behind(store: Store) -> None:
    asked = returns.examine(store, data=xlsx({"Data": STAFF}), filename="one.xlsx")
    given = mapping(asked.shapes[0])
    refused = returns.submit(
        store, data=xlsx({"Data": STAFF}), filename="one.xlsx", by="tests", terms=returns.Terms(mappings=given)
    )
    assert (refused.state, store.rows("known_mappings")) == (State.REFUSED, [])


def test_a_mapping_kept_on_screen_is_used_and_a_later_one_takes_its_place(store: Store) -> None:
    data = xlsx({"Data": STAFF})
    shape = returns.examine(store, data=data, filename="one.xlsx").shapes[0]
    returns.remember(store, mapping(shape), by="tests")
    assert (
        len(
            returns.examine(store, data=data, filename="one.xlsx", terms=returns.Terms(add_indicators=True)).facts[
                "outturn"
            ]
        )
        == 3
    )
    later = [{**row, "role": "not read"} for row in mapping(shape)]
    returns.remember(store, later, by="tests")
    assert "columns-unmapped" in [each.rule for each in returns.examine(store, data=data, filename="a.xlsx").findings]


def test_the_command_writes_a_mapping_and_takes_it_back(tmp_path: Path, made: Path) -> None:
    file, said = tmp_path / "staff.xlsx", tmp_path / "said.csv"
    file.write_bytes(xlsx({"Data": STAFF}))
    where = ["--store", str(made)]
    assert commands.answer(["mapping", str(file), "-o", str(said), *where]).exit == 0
    rows = list(csv.DictReader(said.open(encoding="utf-8")))
    assert [(row["heading"], row["role"]) for row in rows[:2]] == [("year", "period"), ("force", "breakdown")]
    told = [{**row, "name": "", **SAID[row["heading"]]} for row in rows]
    with said.open("w", newline="", encoding="utf-8") as written:
        writer = csv.DictWriter(written, fieldnames=rows[0])
        writer.writeheader()
        writer.writerows(told)
    asked = ["check", str(file), "--mapping", str(said), "--add-indicators", "--format", "json", *where]
    checked = commands.answer(asked)
    answer = json.loads(checked.stdout)
    assert (checked.exit, answer["layout"], answer["rows"]["read"]) == (0, "mapped", 3)


@pytest.mark.parametrize("name", ["held.csv", "held.xlsx"])
def test_what_is_remembered_is_written_out_and_can_be_loaded_into_another_catalogue(
    tmp_path: Path, store: Store, name: str
) -> None:
    shape = returns.examine(store, data=xlsx({"Data": STAFF}), filename="one.xlsx").shapes[0]
    returns.remember(store, mapping(shape), by="tests")
    out = tmp_path / name.replace("held", "mappings")
    assert commands.answer(["mapping", "-o", str(out), "--store", str(store.path)], held=store).exit == 0
    if name.endswith("xlsx"):
        assert openpyxl.load_workbook(out)["mappings"]["E1"].value == "heading"
    loaded = commands.answer(["catalogue", str(out), "--store", str(store.path)], held=store)
    assert (loaded.exit, "unchanged" in loaded.stdout) == (0, True)


def test_a_role_that_is_none_is_refused_with_its_cell(tmp_path: Path, made: Path) -> None:
    (tmp_path / "said.csv").write_text("heading,role\nYear,perod\n", encoding="utf-8")
    (tmp_path / "staff.xlsx").write_bytes(xlsx({"Data": STAFF}))
    how = ["--mapping", str(tmp_path / "said.csv"), "--store", str(made)]
    refused = commands.answer(["check", str(tmp_path / "staff.xlsx"), *how])
    assert refused.exit == 1
    assert "cell B2" in refused.stderr
    assert "authority code" in refused.stderr


def test_figures_that_were_mapped_stand_in_the_cells_they_name() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in STAFF:
        sheet.append(row)
    (shape,) = read(STAFF, authority=None, period=period.year(2018)).shapes
    reading = read(STAFF, authority=None, add_indicators=True, mappings=mapping(shape))
    assert all(sheet[each["cell"]].value == each["value"] for each in facts(reading, "outturn"))
