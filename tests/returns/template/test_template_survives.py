"""What people do to a template, and to last year's: each still loads, or is told exactly why not.

Broxtowe reported for 2019/20: FH01 98% and TS01 41. The template is that of 2020/21.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from pbi import period, returns
from pbi.model import Severity, State
from pbi.period import Period
from pbi.returns.layouts import template as layout
from pbi.store import Store
from tests.returns.conftest import Sent
from tests.returns.making import Shown
from tests.returns.template.test_template import saved

YEAR, LAST_YEAR = period.year(2020), period.year(2019)
HELD = {"FH01": Decimal(97), "TS01": Decimal(39)}


@pytest.fixture
def filled(reported: Sent) -> Store:
    rows = [
        ["Code", "Name", "Outturn 2019/20"],
        ["FH01", "High-risk food inspections done", Shown(0.98, "0%")],
        ["TS01", "Complaints about traders", 41],
    ]
    return reported("two figures", {"KPIs": rows})


def template(store: Store, of: Period = YEAR) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(returns.template(store, authority="E07000172", period=of)))


def with_figures(store: Store, of: Period = YEAR) -> Workbook:
    """97% of 100 and 39, as typed into their cells."""
    book = template(store, of)
    for cell, value in {"G7": 0.97, "H7": 97, "I7": 100, "G8": 39}.items():
        book["Figures"][cell] = value
    return book


def submitted(
    store: Store, book: Workbook | bytes, *, name: str = "t.xlsx", of: Period | None = None, who: str | None = None
) -> returns.Outcome:
    data = book if isinstance(book, bytes) else saved(book)
    return returns.submit(store, data=data, filename=name, by="officer", terms=returns.Terms(period=of, authority=who))


def held(store: Store, of: str = "2020/21") -> dict[str, Decimal | None]:
    return {row["indicator"]: row["value"] for row in store.rows("standing_outturn") if row["period"] == of}


def rules(outcome: returns.Outcome, *severities: Severity) -> list[str]:
    return [each.rule for each in outcome.findings if not severities or each.severity in severities]


def test_as_it_was_meant_it_loads_without_a_word(filled: Store) -> None:
    outcome = submitted(filled, with_figures(filled))
    assert (outcome.state, outcome.findings) == (State.ACCEPTED, ())
    assert held(filled) == HELD


def version_1() -> Workbook:
    """A workbook of the first version: twelve columns, no list of reasons, nothing stamped but the version."""
    book = Workbook()
    book.remove(book.active)
    book.create_sheet("Instructions")["A1"] = "Return for 2020/21: Broxtowe"
    sheet = book.create_sheet("Figures")
    titles = ["Code", "Name", "Definition", "Unit", "Last outturn", "Target", "Outturn", "Numerator", "Denominator"]
    for row in (
        ["Return for 2020/21"],
        ["Authority:", "Broxtowe"],
        ["Period:", "2020/21"],
        [],
        [],
        [*titles, "Provisional", "Commentary", "Reason when off target"],
        ["FH01", "High-risk food inspections done", None, "percent", 0.98, None, 0.97, 97, 100, "Yes", "Two late"],
        ["TS01", "Complaints about traders", None, "number", 41, None, 39],
    ):
        sheet.append(row)
    sheet["E7"].number_format = sheet["G7"].number_format = "0.##%"
    book.defined_names[layout.STAMP] = DefinedName(layout.STAMP, attr_text="1", hidden=True)
    return book


def test_the_first_version_still_loads(filled: Store) -> None:
    outcome = submitted(filled, version_1())
    assert (outcome.state, outcome.layout, rules(outcome, Severity.ERROR, Severity.WARNING)) == (
        State.ACCEPTED,
        "template",
        [],
    )
    assert held(filled) == HELD
    [row] = [row for row in filled.rows("standing_outturn") if (row["indicator"], row["period"]) == ("FH01", "2020/21")]
    assert (row["availability"], row["cell"]) == ("provisional", "G7")


def test_every_version_there_was_is_known() -> None:
    assert sorted(layout.SHAPES) == list(range(1, layout.VERSION + 1))


def test_a_reason_picked_from_the_list_stands_where_the_figure_would(filled: Store) -> None:
    book = template(filled)
    book["Figures"]["M7"], book["Figures"]["M8"] = "Suppressed", "Not applicable"
    assert submitted(filled, book).state is State.ACCEPTED
    rows = {row["indicator"]: row for row in filled.rows("standing_outturn") if row["period"] == "2020/21"}
    assert {code: (row["availability"], row["cell"]) for code, row in rows.items()} == {
        "FH01": ("suppressed", "M7"),
        "TS01": ("not_applicable", "M8"),
    }


def test_a_figure_beside_a_reason_for_there_being_none_must_be_looked_at(filled: Store) -> None:
    book = with_figures(filled)
    book["Figures"]["M8"] = "Awaited"
    outcome = submitted(filled, book)
    assert (outcome.state, rules(outcome)) == (State.REFUSED, ["figure-and-none"])


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_libreoffice_it_loads_alike(filled: Store, tmp_path: Path, kind: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip(
            "LibreOffice is not installed here. To try what it makes of the template, as root on Debian and Ubuntu: "
            "apt-get install libreoffice-calc"
        )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "template.xlsx").write_bytes(saved(with_figures(filled)))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / "in" / "template.xlsx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    name = f"template.{kind}"
    outcome = submitted(filled, (tmp_path / name).read_bytes(), name=name)
    assert (outcome.state, outcome.layout) == (State.ACCEPTED, "template"), outcome.text()
    assert rules(outcome, Severity.ERROR, Severity.WARNING) == []
    assert held(filled) == HELD


def test_rows_filtered_away_are_read_all_the_same(filled: Store) -> None:
    book = with_figures(filled)
    book["Figures"].row_dimensions[8].hidden = True
    outcome = submitted(filled, book)
    assert (outcome.state, rules(outcome)) == (State.ACCEPTED, ["hidden-cells"])
    assert held(filled) == HELD


def _as_text(book: Workbook) -> None:
    for cell, text in {"G7": "97%", "H7": "97", "I7": "100", "G8": "39"}.items():
        book["Figures"][cell].value, book["Figures"][cell].data_type = text, "s"


def _without_formats(book: Workbook) -> None:
    """97 pasted with the format of where it came from; and what the sheet checked is gone."""
    book["Figures"]["G7"].value, book["Figures"]["G7"].number_format = 97, "General"
    book["Figures"].data_validations.dataValidation = []


@pytest.mark.parametrize("pasted", [_as_text, _without_formats])
def test_what_was_pasted_over_the_cells_is_read_for_what_it_says(
    filled: Store, pasted: Callable[[Workbook], None]
) -> None:
    book = with_figures(filled)
    pasted(book)
    outcome = submitted(filled, book)
    assert outcome.state is State.ACCEPTED and set(rules(outcome)) <= {"number-as-text"}
    assert held(filled) == HELD


@pytest.mark.parametrize(
    ("value", "shown", "told"), [(0.97, "General", "Write 97, or write"), (97, "0.##%", "shows 9700%")]
)
def test_a_percentage_on_another_scale_is_not_guessed(filled: Store, value: float, shown: str, told: str) -> None:
    book = with_figures(filled)
    book["Figures"]["G7"].value, book["Figures"]["G7"].number_format = value, shown
    outcome = submitted(filled, book)
    assert (outcome.state, rules(outcome, Severity.ERROR)) == (State.REFUSED, ["percent-scale"])
    assert told in outcome.sentence
    assert held(filled) == {}


def test_a_row_added_by_name_is_read_and_one_of_nobodys_catalogue_is_named(filled: Store) -> None:
    book = with_figures(filled)
    book["Figures"]["A9"], book["Figures"]["G9"] = "TS02", 1200
    book["Figures"]["B10"], book["Figures"]["G10"] = "Bees kept", 7
    outcome = submitted(filled, book)
    assert (outcome.state, rules(outcome, Severity.ERROR)) == (State.REFUSED, ["unknown-indicator"])
    assert "'Bees kept' in cell B10 of 'Figures'" in outcome.sentence
    book["Figures"]["B10"] = book["Figures"]["G10"] = None
    assert submitted(filled, book).state is State.ACCEPTED
    assert held(filled) == {**HELD, "TS02": Decimal(1200)}


def test_last_years_template_sent_for_this_year_is_told_where_it_says_so(filled: Store) -> None:
    outcome = submitted(filled, with_figures(filled, LAST_YEAR), of=YEAR)
    [told] = [each for each in outcome.findings if each.severity is Severity.ERROR]
    assert (told.rule, told.cell, told.found, told.expected) == ("template-of-another", "B3", "2019/20", "2020/21")
    assert (held(filled), held(filled, "2019/20")) == ({}, {"FH01": Decimal(98), "TS01": Decimal(41)})


def test_last_years_template_with_the_year_corrected_loads_once_it_was_looked_at(filled: Store) -> None:
    book = with_figures(filled, LAST_YEAR)
    book["Figures"]["B3"] = "2020/21"
    outcome = submitted(filled, book, of=YEAR)
    assert (outcome.state, rules(outcome)) == (State.REFUSED, ["template-reused"])
    data = saved(book)
    sent = returns.submit(filled, data=data, filename="t.xlsx", by="officer", terms=returns.Terms(accept_warnings=True))
    assert sent.state is State.ACCEPTED and held(filled) == HELD


def test_another_authoritys_template_is_told(filled: Store) -> None:
    outcome = submitted(filled, with_figures(filled), who="Ashfield")
    [told] = [each for each in outcome.findings if each.severity is Severity.ERROR]
    assert (told.rule, told.cell, told.found, told.expected) == ("template-of-another", "B2", "Broxtowe", "Ashfield")


def test_without_the_lines_above_the_table_its_hidden_names_say_whose_it_is(filled: Store) -> None:
    book = with_figures(filled)
    book["Figures"].delete_rows(1, 5)
    outcome = submitted(filled, book)
    assert (outcome.state, outcome.authority, outcome.period) == (State.ACCEPTED, "E07000172", "2020/21")
    assert held(filled) == HELD


def test_a_heading_that_was_renamed_is_named(filled: Store) -> None:
    book = with_figures(filled)
    book["Figures"]["G6"] = "Our figure"
    outcome = submitted(filled, book)
    assert outcome.state is State.REFUSED and "template-headings" in rules(outcome, Severity.ERROR)
    assert any("no column headed 'Outturn'" in each.message for each in outcome.findings)


def test_a_sheet_that_is_gone_is_named(filled: Store) -> None:
    book = with_figures(filled)
    book["Figures"].title = "Sheet1"
    book["Sheet1"].delete_rows(6)
    outcome = submitted(filled, book)
    assert any("The sheet 'Figures' of this template is missing" in each.message for each in outcome.findings)
