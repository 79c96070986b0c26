"""Text of the data in every file that can be fetched: as it was typed, and nothing in it does anything."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from pbi import reports
from pbi.model import Draft, Question
from pbi.reports import Kind, Matter, opendata
from pbi.store import Store, reader
from tests.pages import made
from tests.reports.test_reports import gather, line

ODD = "=1+1 5*3*2 :+1: 1. Purpose ![x](http://example.invalid/x.png) <b>b</b> $x$ :material/home: :red[x]"
PLACES = {name: f"{ODD} {name}" for name in ("authority", "service", "indicator", "commentary", "action", "objective")}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One authority with three indicators; everything a person names is named oddly, each in its own way."""
    path = made.store(tmp_path_factory.mktemp("downloads") / "store", authorities=(("odd", PLACES["authority"]),))
    with Store.open(path) as store:
        rows = {kind: store.current(kind) for kind in ("indicator", "service", "objective")}
        rows |= made._reported(["odd"])
        facts = {
            "indicator": [row | {"name": PLACES["indicator"]} for row in rows["indicator"]],
            "service": [row | {"name": PLACES["service"]} for row in rows["service"] if row["code"] == "licensing"],
            "objective": [row | {"title": PLACES["objective"]} for row in rows["objective"]],
        }
        _record(store, "catalogue", facts)
        said = {
            "commentary": [row | {"text": PLACES["commentary"]} for row in rows["commentary"]],
            "action": [row | {"title": PLACES["action"], "comments": ODD} for row in rows["action"]],
        }
        _record(store, "accepted", said, submission="S-2", sha256="1" * 64)
    return path


def _record(store: Store, kind: str, facts: dict[str, list[dict[str, object]]], **more: str) -> None:
    kept = {
        table: [{key: row[key] for key in row if key not in {"version", "received_on", "withdrawn"}} for row in rows]
        for table, rows in facts.items()
    }
    on = date.today() if kind == "catalogue" else date(2020, 4, 21)  # the shipped catalogue was received today
    store.record(Draft(kind=kind, by="a test", received_on=on, filename="odd.csv", layout="", facts=kept, **more))


@pytest.fixture(scope="module")
def matter(held: Path) -> Matter:
    """What its papers are made of; that the command line writes the same is held by tests/reports/test_reports.py."""
    return gather(line(held, "committee", to=Path("paper.html")))


def of_workbook(file: Path) -> list[str]:
    cells = [cell for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink and "http" in (cell.hyperlink.target or "")] == []
    return [str(cell.value) for cell in cells if cell.value is not None]


def of_document(file: Path) -> list[str]:
    held = docx.Document(str(file))
    cells = [cell.text for table in held.tables for row in table.rows for cell in row.cells]
    return [each.text for each in held.paragraphs] + cells


def of_slides(file: Path) -> list[str]:
    shapes = [shape for slide in pptx.Presentation(str(file)).slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return [shape.text_frame.text for shape in shapes if shape.has_text_frame] + cells


class Page(HTMLParser):
    """The text of a page and its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.sources: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.sources += [value or "" for name, value in attrs if name in {"src", "href"}]


def of_page(file: Path) -> list[str]:
    page = Page()
    page.feed(file.read_text("utf-8"))
    assert not [each for each in page.sources if each.startswith("http")]
    return page.said


READ = {".xlsx": of_workbook, ".docx": of_document, ".pptx": of_slides, ".html": of_page}
EXPECTED = {".xlsx": set(PLACES) - {"objective"}, ".docx": {"authority", "indicator", "commentary", "action"},
            ".pptx": {"indicator"}, ".html": {"authority", "indicator", "commentary", "action"}}  # fmt: skip
"""What the paper of this format is bound to name."""


@pytest.mark.parametrize("suffix", READ)
def test_a_paper_shows_what_was_typed(matter: Matter, tmp_path: Path, suffix: str) -> None:
    kind, file = Kind("board" if suffix == ".pptx" else "committee"), tmp_path / f"paper{suffix}"
    file.write_bytes(reports.form_of(suffix).render(reports.compose(kind, matter)))
    text = "\n".join(READ[suffix](file))
    assert [name for name in EXPECTED[suffix] if PLACES[name] not in text] == []
    assert "532" not in text.replace(ODD, "")


def test_the_open_data_shows_what_was_typed_and_a_spreadsheet_reads_it_as_text(held: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(opendata.archive(reader(held), Question(period="2019/20"))))
    cells = [
        cell
        for name in archive.namelist()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
        for cell in row
    ]
    assert [
        name for name in ("authority", "indicator", "service") if not any(PLACES[name] in cell for cell in cells)
    ] == []
    assert [cell for cell in cells if cell.startswith("=")] == []
