"""Papers read back from their files: the figures of ``query``, the sentences of the screen, text that stays text."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pptx
import pytest
from docx.oxml.ns import qn

from pbi import commands, measures, reports
from pbi.commands import ask, paper
from pbi.model import Draft, Question
from pbi.narrative import sentences
from pbi.reports import Kind, Matter
from pbi.store import Store, reader
from tests.pages import made
from tests.pages.conftest import THREE

HOSTILE = '=HYPERLINK("http://example.invalid") <script>alert(1)</script> \x07 @SUM(A1)'
KINDS = ("committee", "board", "exceptions", "deep-dive")
FORMATS = (".xlsx", ".html", ".docx")
JUDGEMENT = re.compile(r"\b(Green|Amber|Red|Unknown|Data only|Target)\b")
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three authorities in a partnership; an indicator, an action and a deep dive named to do harm."""
    path = made.store(tmp_path_factory.mktemp("papers") / "store", authorities=THREE, partnership=True)
    with Store.open(path) as store:
        facts: dict[str, list[dict[str, Any]]] = {"indicator": [_renamed(store, "IND-3", HOSTILE)]}
        store.record(
            Draft(
                kind="catalogue", by="a test", received_on=date(2020, 4, 21), facts=facts, filename="c.csv", layout=""
            )
        )
    return path


def _renamed(store: Store, code: str, name: str) -> dict[str, Any]:
    row = next(row for row in store.current("indicator") if row["code"] == code)
    return {key: value for key, value in row.items() if key not in {"version", "received_on", "withdrawn"}} | {
        "name": name
    }


@pytest.fixture(scope="module")
def write(held: Path, tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Writes a paper once and gives its file; ``more`` is what else the command line says.

    What papers are made of is gathered once for all kinds and formats, as the Reports page does.
    """
    folder, known = tmp_path_factory.mktemp("written"), dict[tuple[str, ...], Path]()
    gathered: dict[tuple[str, ...], Matter] = {}

    def written(kind: str, suffix: str, *more: str) -> Path:
        key = (kind, suffix, *more)
        if key not in known:
            gathered[more] = gathered.get(more) or gather(line(held, kind, *more, to=folder / "paper.html"))
            known[key] = folder / f"{len(known)}{suffix}"
            known[key].write_bytes(reports.form_of(suffix).render(reports.compose(Kind(kind), gathered[more])))
        return known[key]

    return written


def line(held: Path, kind: str, *more: str, to: Path) -> list[str]:
    return ["report", kind, "--period", "2019/20", "--store", str(held), "-o", str(to), *more]


def gather(words: list[str]) -> Matter:
    given = commands.parser().parse_args(words)
    with reader(given.store) as store:
        question = ask.question(store, given, needs_period=True)

        def of(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
            return measure(store, replace(question, **changed))

        return paper.gather(of, question, store=store, whose=paper.whose(store, question))


@pytest.mark.parametrize(
    ("kind", "suffix", "more"),
    [
        ("committee", ".html", []),
        ("exceptions", ".docx", []),
        ("deep-dive", ".xlsx", ["--service", "licensing"]),
        ("board", ".pptx", ["--scheme", "none"]),
    ],
)
def test_the_command_line_writes_it(
    held: Path, write: Write, tmp_path: Path, kind: str, suffix: str, more: list[str]
) -> None:
    file = tmp_path / f"paper{suffix}"
    told = commands.answer(line(held, kind, *more, to=file))
    assert told.exit == 0 and str(file) in told.stdout, told.stderr
    assert said_in(file) == said_in(write(kind, suffix, *more))


def asked(held: Path, *line: str) -> list[dict[str, Any]]:
    told = commands.answer(["query", *line, "--store", str(held), "--format", "json"])
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


class Read(HTMLParser):
    """A page's headings, tables row by row, all its text, and every address it names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.headings: list[str] = []
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        tag = self.tags[-1][0] if self.tags else ""
        if tag == "style":
            return
        self.words.append(data)
        if re.fullmatch(r"h\d", tag) and data.strip():
            self.headings.append(tag)
        if self.rows and self.rows[-1] and tag in {"th", "td", "span"}:
            self.rows[-1][-1] += data


def said_in(file: Path) -> str:
    """All the text of a file."""
    if file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        return "\n".join(
            str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value
        )
    if file.suffix == ".pptx":
        return "\n".join(text for slide in slides_of(file) for text in texts(slide))
    if file.suffix == ".docx":
        return "\n".join(each.text for each in docx.Document(str(file)).element.body.iter(qn("w:t")) if each.text)
    return "".join(Read(file.read_text("utf-8")).words)


def tables_of(file: Path) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """The named tables of a workbook: sheet, headings, rows."""
    for sheet in openpyxl.load_workbook(file):
        for table in sheet.tables.values():
            head, *rows = [tuple(cell.value for cell in row) for row in sheet[table.ref]]
            yield sheet.title, [str(each) for each in head], rows


def test_the_workbooks_figures_are_the_querys_to_the_digit(held: Path, write: Write) -> None:
    by_key = {(row["indicator"], row["authority_name"]): row for row in asked(held, "scorecard", "--year", "2019/20")}
    seen = {}
    for _, head, rows in tables_of(write("committee", ".xlsx")):
        if {"Code", "Outturn", "Better or worse"} <= set(head) and "Commentary" not in head:
            at = {name: head.index(name) for name in ("Code", "Authority", "Outturn", "Target", "From")}
            for row in rows:
                seen[row[at["Code"]], row[at["Authority"]]] = tuple(row[at[name]] for name in list(at)[2:])
    assert seen == {key: (row["outturn"], row["target"], row["previous"]) for key, row in by_key.items()}
    assert seen["IND-1", "Eastmere"] == (98, 100, 100)


def test_the_workbooks_counts_are_the_querys(held: Path, write: Write) -> None:
    total = [row for row in asked(held, "counts", "--year", "2019/20") if row["authority"] == row["service"] == "all"]
    wanted = {row["label"]: row["count"] for row in total if row["basis"] == "official"} | {"Of": total[0]["base"]}
    head, first = next(
        (head, rows[0]) for name, head, rows in tables_of(write("committee", ".xlsx")) if name == "Counts"
    )
    shown = dict(zip(head, first, strict=True))
    assert {label: shown[label] for label in wanted} == wanted
    assert wanted["Of"] == 3 and wanted["Green"] == wanted["Amber"] == wanted["Red"] == 1


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", ("committee", "exceptions"))
def test_the_first_sentence_is_the_screens(write: Write, kind: str, suffix: str) -> None:
    assert "1 Green, 1 Amber and 1 Red of 3." in said_in(write(kind, suffix))


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_red_stands_with_what_was_said_and_where_it_came_from(write: Write, suffix: str) -> None:
    text = said_in(write("committee", suffix))
    assert made.TRICKY in text
    assert "Action, Eastmere (" in text
    assert made.FILE in text and "S-1" in text
    assert "None of 12 figures is missing." in text


def test_a_workbook_opens_with_notes_and_has_one_table_a_sheet(write: Write) -> None:
    book = openpyxl.load_workbook(write("committee", ".xlsx"))
    assert book.sheetnames[0] == "Notes"
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names)) == len(book.sheetnames)
    for sheet in book:
        assert not sheet.merged_cells.ranges
        (table,) = sheet.tables.values()
        head = [cell.value for cell in sheet[table.ref][0]]
        assert all(isinstance(each, str) and each for each in head) and len(set(head)) == len(head)
        assert sheet.cell(1, 1).value
    assert [row[0] for name, _, rows in tables_of(write("committee", ".xlsx")) if name == "Notes" for row in rows] == (
        book.sheetnames[1:]
    )


def test_a_figure_is_a_number_shown_with_its_decimals(write: Write) -> None:
    sheet = openpyxl.load_workbook(write("committee", ".xlsx"))["Licensing"]
    (table,) = sheet.tables.values()
    head, first, *_ = sheet[table.ref]
    cells = {name.value: cell for name, cell in zip(head, first, strict=True)}
    assert (cells["Outturn"].data_type, cells["Outturn"].number_format) == ("n", '#,##0"%"')
    assert cells["On last year"].value == -2 and cells["On last year"].number_format == "+#,##0;-#,##0;0"


@pytest.mark.parametrize("kind", ("committee", "board"))
def test_nothing_in_a_workbook_is_a_formula(write: Write, kind: str) -> None:
    cells = [cell for sheet in openpyxl.load_workbook(write(kind, ".xlsx")) for row in sheet for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    hostile = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=HYPERLINK")]
    assert hostile and all(cell.data_type == "s" for cell in hostile)


@pytest.mark.parametrize("kind", ("committee", "board"))
def test_a_page_asks_for_nothing_and_runs_nothing(write: Write, kind: str) -> None:
    text = write(kind, ".html").read_text("utf-8")
    read = Read(text)
    names = {tag for tag, _ in read.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form"}
    held = [str(value) for _, attrs in read.tags for value in attrs.values()]
    assert not [value for value in held if value.startswith(("http", "//", "javascript"))]
    assert "url(" not in text and "<script>alert(1)</script>" in "".join(read.words)


def test_a_page_can_be_read_by_ear(write: Write) -> None:
    text = write("committee", ".html").read_text("utf-8")
    read = Read(text)
    assert dict(read.tags)["html"] == {"lang": "en-GB"}
    levels = [int(name[1]) for name in read.headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert text.count("<table>") == text.count("<caption>") == text.count("<thead>")
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in read.tags if tag == "th")
    assert "@page{size:A4" in text


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", ("committee", "board"))
def test_without_a_scheme_no_file_says_how_a_figure_is_judged(write: Write, kind: str, suffix: str) -> None:
    file = write(kind, suffix, "--scheme", "none")
    assert "3 of 3 indicators have a figure for 2019/20" in said_in(file)
    assert not JUDGEMENT.findall(said_in(file))
    assert JUDGEMENT.findall(said_in(write(kind, suffix)))
    if suffix == ".html":
        text = file.read_text("utf-8")
        assert "#0A7F62" not in text and "#8D0B15" not in text and 'class="bad"' not in text


def test_a_deep_dive_of_a_service_holds_every_year(write: Write) -> None:
    file = write("deep-dive", ".xlsx", "--service", "licensing")
    (rows,) = [rows for _, head, rows in tables_of(file) if "Period" in head and "Outturn" in head]
    assert {row[3] for row in rows} == {"2017/18", "2018/19", "2019/20"}
    assert "IND-3" not in said_in(file)


def refused(tmp_path: Path, *line: str) -> str:
    told = commands.answer(["report", *line])
    assert (told.exit, told.stdout) == (1, "")
    assert not list(tmp_path.glob("paper*"))
    return told.stderr


def test_an_empty_store_is_refused_in_a_sentence(tmp_path: Path) -> None:
    empty = made.store(tmp_path / "empty")
    told = refused(tmp_path, "committee", "--store", str(empty), "-o", str(tmp_path / "paper.xlsx"))
    assert told == (
        "Nothing has been accepted into this store yet, so there is nothing to report. Load a return first."
    )


def test_what_holds_nothing_is_refused(held: Path, tmp_path: Path) -> None:
    def line(kind: str, name: str, *more: str) -> str:
        return refused(tmp_path, kind, "--store", str(held), "-o", str(tmp_path / name), *more)

    assert "There is nothing to report for 2010/11" in line("committee", "paper.html", "--period", "2010/11")
    assert "No deep dive is set down" in line("deep-dive", "paper.html")
    assert "'.pdf'" in line("committee", "paper.pdf")
    assert "cannot be written there" in line("committee", "none/paper.html")


def test_the_sentences_are_narratives_own(held: Path, write: Write) -> None:
    with reader(held) as store:
        rows = measures.scorecard(store, Question(period="2019/20"))
    red = rows[(rows["indicator"] == "IND-3") & (rows["authority"] == "joint")].to_dict("records")[0]
    assert sentences.in_short(red).split(":")[0] in said_in(write("committee", ".html"))


def test_a_workbook_is_whole(write: Write) -> None:
    assert openpyxl.load_workbook(io.BytesIO(write("board", ".xlsx").read_bytes())).properties.language == "en-GB"


def test_a_document_has_real_headings_and_tables_that_say_what_they_are(write: Write) -> None:
    document = docx.Document(str(write("committee", ".docx")))
    levels = [int(each.style.name[-1]) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    for table in document.tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rest)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_the_documents_figures_are_said_as_on_the_page(write: Write) -> None:
    document = docx.Document(str(write("committee", ".docx")))
    printed = [[cell.text.strip() for cell in row.cells] for table in document.tables for row in table.rows]
    page = Read(write("committee", ".html").read_text("utf-8")).rows
    assert printed == [[cell.strip() for cell in row] for row in page]


def slides_of(file: Path) -> list[Any]:
    return list(pptx.Presentation(str(file)).slides)


def texts(slide: Any) -> list[str]:
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return said + [cell.text_frame.text for table in tables for row in table.rows for cell in row.cells]


def test_a_pack_has_one_message_a_slide_and_a_text_beside_every_picture(write: Write) -> None:
    slides = slides_of(write("board", ".pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == "1 Green, 1 Amber and 1 Red of 3." and all(titles)
    drawn = [shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert any(shape.has_chart for shape in drawn) and any(shape.has_table for shape in drawn)
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in drawn)
    assert all(sum(shape.has_chart or shape.has_table for shape in slide.shapes) <= 2 for slide in slides)
    chart = next(shape.chart for shape in drawn if shape.has_chart)
    assert list(chart.plots[0].categories)[-1] == "2019/20"
    assert [series.values[-1] for series in chart.plots[0].series] == [1, 1, 1]
    assert any(HOSTILE.split(" ")[0] in text for slide in slides for text in texts(slide))
    assert 'lang="en-GB"' in slides[0].shapes.title._element.xml


def test_without_a_scheme_no_slide_says_how_a_figure_is_judged(write: Write) -> None:
    with_one, without = (
        "\n".join(text for slide in slides_of(write("board", ".pptx", *more)) for text in texts(slide))
        for more in ((), ("--scheme", "none"))
    )
    assert JUDGEMENT.findall(with_one) and not JUDGEMENT.findall(without)
    assert "3 of 3 indicators have a figure for 2019/20" in without
    for slide in slides_of(write("board", ".pptx", "--scheme", "none")):
        assert "0A7F62" not in slide._element.xml and "8D0B15" not in slide._element.xml


@pytest.mark.parametrize("kind", ["committee", "board", "exceptions"])
def test_figures_that_the_counts_leave_out_are_named_in_papers_as_on_pages(tmp_path: Path, kind: str) -> None:
    path = made.store(tmp_path / "store", authorities=THREE, partnership=True)
    stranger = [made.outturn("E07000172", number, "2019/20", 90, 9) for number in (1, 2)]
    with Store.open(path) as store:
        facts = {"outturn": [{**row, "submission": "S-2"} for row in stranger]}
        day = date(2020, 5, 1)
        store.record(Draft(kind="accepted", by="a test", received_on=day, submission="S-2", facts=facts))
    file = tmp_path / "paper.html"
    told = commands.answer(["report", kind, "--period", "2019/20", "-o", str(file), "--store", str(path)])
    assert told.exit == 0, told.stderr
    assert (
        "2 figures of Broxtowe are not counted in all: it is no member, and the partnership reports the same."
        in file.read_text("utf-8")
    )
