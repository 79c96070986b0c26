"""A paper as a .docx document: real heading styles, native tables whose heading rows repeat, A4, English (UK)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell

from pbi.charts import theme
from pbi.model import StatusRole
from pbi.narrative.meeting.deck import Mark
from pbi.reports import column_widths
from pbi.reports.paper import Cell, Column, Medium, Number, Paper, Section, Table, Words, plain, read

LANGUAGE = "en-GB"
PAGE = (Cm(21), Cm(29.7))
MARGIN = Cm(1.8)
SIDE = 0.11
"""Centimetres between a cell's text and its column's edge."""
ACROSS = 112
"""Characters of the small size that fit across the page."""
DEEPEST = 4
LONG, TOO_WIDE = 20, 1.35
"""Rows from which on a table is long; and how much wider than an upright page it must be to be set across."""
KEPT = 6
"""So many rows of a table stand on one page with its caption."""
_SMALL, _BODY, _LEAD, _TITLE = Pt(8), Pt(10.5), Pt(14), Pt(22)
_HEADINGS = {1: Pt(15), 2: Pt(12), 3: Pt(11), 4: Pt(10.5)}


def document(paper: Paper) -> bytes:
    """The file."""
    made = Document()
    _settle(made, paper)
    _styled(made.add_paragraph(style="Title"), paper.title)
    if paper.about:
        _paragraph(made, paper.about)
    for place, line in enumerate(paper.headline):
        _paragraph(made, line, size=None if place else _LEAD)
    _paragraph(made, paper.stamp, size=_SMALL)
    for section in paper.sections:
        _turn(made, wide=_is_wide(section))
        _section(made, section, 1)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _settle(made: Any, paper: Paper) -> None:
    """Page, language, styles, properties and the line at the foot of every page."""
    page = made.sections[0]
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    _font(made.styles["Normal"], _BODY)
    made.styles["Normal"].paragraph_format.space_after = Pt(4)
    _font(made.styles["Title"], _TITLE)
    _font(made.styles["Caption"], _SMALL, colour=theme.MUTED.light)
    for level, size in _HEADINGS.items():
        _font(made.styles[f"Heading {level}"], size)
        made.styles[f"Heading {level}"].paragraph_format.space_before = Pt(18 if level == 1 else 10)
    held = made.core_properties
    held.title, held.language, held.author, held.comments = plain(paper.title), LANGUAGE, "Outturn", paper.stamp
    foot = page.footer.paragraphs[0]
    _styled(foot, f"{paper.title} · page ", size=_SMALL)
    _field(foot, "PAGE")
    _styled(foot, " of ", size=_SMALL)
    _field(foot, "NUMPAGES")


def _is_wide(section: Section) -> bool:
    """Whether a section holds a long table that is too wide for an upright page."""
    tables = [part for part in section.parts if isinstance(part, Table) and part.medium is not Medium.SHEET]
    wide = any(
        len(rows) > LONG and column_widths.across(_texts(columns, rows)) > TOO_WIDE * ACROSS
        for columns, rows in (table.within(Medium.PRINT) for table in tables)
    )
    return wide or any(_is_wide(part) for part in section.parts if isinstance(part, Section))


def _turn(made: Any, *, wide: bool) -> None:
    """A new page of the other orientation, where the one in use is not that one."""
    page = made.sections[-1]
    if wide == (page.orientation is WD_ORIENT.LANDSCAPE):
        return
    page = made.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = reversed(PAGE) if wide else PAGE


def _font(style: Any, size: Any, *, colour: str = theme.INK.light) -> None:
    """One family for every style; the template's theme fonts and colours are set aside."""
    style.font.name, style.font.size, style.font.bold = "Arial", size, style.name.startswith(("Heading", "Title"))
    style.font.color.rgb = _rgb(colour)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    border = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def _section(made: Any, section: Section, level: int) -> None:
    if section.medium is Medium.SHEET:
        return
    _styled(made.add_paragraph(style=f"Heading {min(level, DEEPEST)}"), section.title)
    for part in section.parts:
        match part:
            case Section():
                _section(made, part, level + 1)
            case Table():
                if part.medium is not Medium.SHEET:
                    _table(made, part)
            case Words():
                about = _paragraph(made, part.about, size=_SMALL)
                about.paragraph_format.keep_with_next, about.paragraph_format.space_after = True, Pt(0)
                _paragraph(made, part.said)
            case _:
                _paragraph(made, part)


def _table(made: Any, table: Table) -> None:
    columns, rows = table.within(Medium.PRINT)
    caption = made.add_paragraph(style="Caption")
    _styled(caption, table.caption)
    caption.paragraph_format.keep_with_next = True
    grid = made.add_table(rows=len(rows) + 1, cols=len(columns))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _describe(grid, table.caption)
    page = made.sections[-1]
    width = page.page_width - 2 * MARGIN
    wide = [Emu(int(width * share)) for share in _shares(columns, rows, room=ACROSS * width / (PAGE[0] - 2 * MARGIN))]
    for place, width in enumerate(wide):
        grid.columns[place].width = width
    for number, row in enumerate(grid.rows):
        values = [column.title for column in columns] if number == 0 else rows[number - 1]
        _row(row, columns, values, wide, head=number == 0, kept=number < min(len(rows), KEPT))
    for note in table.notes:
        _paragraph(made, note, size=_SMALL)
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _shares(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, room: float) -> list[float]:
    """The share of each column, by what it holds: figures, days and statuses stay on one line."""
    held = zip(*rows, strict=True) if rows else [()] * len(columns)
    whole = [any(isinstance(cell, Number | Mark | date) for cell in cells) for cells in held]
    return column_widths.shares(_texts(columns, rows), whole=whole, room=room)


def _texts(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[column.title, *(_said(row[place]) for row in rows)] for place, column in enumerate(columns)]


def _said(cell: Cell) -> str:
    return f"  {cell.label}" if isinstance(cell, Mark) else read(cell)


def _row(
    row: Any, columns: Sequence[Column], values: Sequence[Cell], wide: Sequence[Any], *, head: bool, kept: bool
) -> None:
    """A row that does not break over a page; the heading row is repeated on each; ``kept``: with the row after it."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    cells = [_Cell(held, row) for held in row._tr.tc_lst]  # row.cells walks the whole row for each
    for cell, column, value, width in zip(cells, columns, values, wide, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = kept or None
        if column.right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if isinstance(value, Mark):
            colour = theme.STATUS[value.role or StatusRole.UNKNOWN].light
            _styled(paragraph, f"{value.symbol} ", size=_SMALL, colour=colour)
            _styled(paragraph, value.label, size=_SMALL)
        else:
            _styled(paragraph, read(value), size=_SMALL, bold=head or None)


def _describe(grid: Any, caption: str) -> None:
    """Hairlines between rows, the heading row marked as one, and what the table holds for those who hear it."""
    properties = grid._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", theme.HAIRLINE.light[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        for name, value in (("w", str(Cm(SIDE).twips)), ("type", "dxa")):
            margin.set(qn(f"w:{name}"), value)
        margins.append(margin)
    properties.append(margins)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    for name, value in (("tblLook", "00A0"), ("tblCaption", plain(caption)), ("tblDescription", plain(caption))):
        held = OxmlElement(f"w:{name}")
        held.set(qn("w:val"), value)
        properties.append(held)


def _paragraph(made: Any, text: str, *, size: Any = None) -> Any:
    paragraph = made.add_paragraph()
    _styled(paragraph, text, size=size)
    return paragraph


def _styled(paragraph: Any, text: str, *, size: Any = None, bold: bool | None = None, colour: str = "") -> None:
    run = paragraph.add_run(plain(text))
    run.font.size, run.font.bold = size, bold
    if colour:
        run.font.color.rgb = _rgb(colour)


def _field(paragraph: Any, name: str) -> None:
    """A field that the reader's program fills: the page's number, or how many there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    shape, size = OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), str(int(2 * _SMALL.pt)))
    shape.append(size)
    text.text = "1"
    run.extend([shape, text])
    field.append(run)
    paragraph._p.append(field)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
