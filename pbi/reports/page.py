"""A paper as one self-contained HTML file: no script, no outside request, real headings and tables, set for A4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from pbi.charts import theme
from pbi.charts.theme import Ground
from pbi.model import StatusRole
from pbi.narrative.meeting.deck import Mark
from pbi.reports.paper import Cell, Column, Medium, Paper, Section, Table, Words, plain, read

DEEPEST = 4
_STYLE = """
:root{color-scheme:light}
body{font:16px/1.5 "Helvetica Neue",Arial,sans-serif;color:%(ink)s;background:%(ground)s;margin:0 auto;max-width:72rem;
padding:2rem 1.5rem 4rem;font-variant-numeric:tabular-nums}
h1{font-size:2rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.35rem;margin:2.6rem 0 .6rem;padding-top:.5rem;
border-top:2px solid %(ink)s}h3,h4{font-size:1rem;margin:1.6rem 0 .3rem}p{margin:.35rem 0;max-width:46rem}
.lead{font-size:1.35rem;line-height:1.35}.quiet,caption,.about{color:%(muted)s;font-size:.875rem}
.said{white-space:pre-line;overflow-wrap:anywhere}.about{margin-top:.8rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%%;margin:.8rem 0;font-size:.875rem}
caption{text-align:left;padding:.3rem 0}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;
border-bottom:1px solid %(hairline)s;overflow-wrap:break-word;white-space:pre-line}
thead th{border-bottom:2px solid %(ink)s;
overflow-wrap:normal}tbody th{font-weight:400}
.right{text-align:right}td.right,.status,.day{white-space:nowrap}
nav ul{columns:2;padding-left:1.2rem}a{color:%(accent)s}
%(status)s
@page{size:A4;margin:16mm 14mm}
@media print{body{font-size:10.5pt;max-width:none;padding:0}.lead{font-size:13pt}
table,caption,.quiet,.about{font-size:8pt}
thead{display:table-header-group}tr,h2,h3,h4{break-inside:avoid}h2,h3,h4{break-after:avoid}.wide{overflow:visible}}
"""


def page(paper: Paper) -> bytes:
    """The file."""
    sections = [each for each in paper.sections if each.medium is not Medium.SHEET]
    first, *more = paper.headline or ("",)
    body = [
        f"<header><h1>{_text(paper.title)}</h1>",
        _paragraph(paper.about, "quiet"),
        _paragraph(first, "lead"),
        *[_paragraph(line) for line in more],
        _paragraph(paper.stamp, "quiet"),
        "</header>",
        _contents(sections),
        "<main>",
        *[line for number, section in enumerate(sections, start=1) for line in _section(section, f"s{number}", 2)],
        "</main>",
    ]
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_text(paper.title)}</title><style>{_style(coloured=_has_status(paper))}</style>"
    )
    lines = "\n".join(filter(None, body))
    made = f'<!DOCTYPE html>\n<html lang="en-GB"><head>{head}</head>\n<body>\n{lines}\n</body></html>\n'
    return made.encode("utf-8")


def _contents(sections: list[Section]) -> str:
    items = "".join(
        f'<li><a href="#s{number}">{_text(section.title)}</a></li>' for number, section in enumerate(sections, start=1)
    )
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>'


def _section(section: Section, anchor: str, level: int) -> Iterator[str]:
    if section.medium is Medium.SHEET:
        return
    yield f'<section aria-labelledby="{anchor}"><h{level} id="{anchor}">{_text(section.title)}</h{level}>'
    for place, part in enumerate(section.parts, start=1):
        match part:
            case Section():
                yield from _section(part, f"{anchor}-{place}", min(level + 1, DEEPEST))
            case Table():
                yield _table(part) if part.medium is not Medium.SHEET else ""
            case Words():
                yield f'<p class="about">{_text(part.about)}</p>{_paragraph(part.said, "said")}'
            case _:
                yield _paragraph(part)
    yield "</section>"


def _table(table: Table) -> str:
    columns, rows = table.within(Medium.PRINT)
    heads = "".join(f'<th scope="col"{_right(column)}>{_text(column.title)}</th>' for column in columns)
    lines = "\n".join(_line(columns, row) for row in rows)
    notes = "".join(_paragraph(note, "quiet") for note in table.notes)
    caption = _text(table.caption)
    return (
        f'<div class="wide" role="group" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>\n{lines}\n</tbody></table></div>{notes}"
    )


def _line(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> str:
    first = f'<th scope="row">{_cell(row[0])}</th>'
    rest = (f"<td{_right(column)}>{_cell(cell)}</td>" for column, cell in zip(columns[1:], row[1:], strict=True))
    return f"<tr>{first}{''.join(rest)}</tr>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Mark):
        css = (cell.role or StatusRole.UNKNOWN).replace(" ", "-")
        mark = f'<span class="{css}" aria-hidden="true">{_text(cell.symbol)}</span>'
        return f'<span class="status">{mark} {_text(cell.label)}</span>'
    return f'<span class="day">{_text(read(cell))}</span>' if isinstance(cell, date) else _text(read(cell))


def _right(column: Column) -> str:
    return ' class="right"' if column.right else ""


def _paragraph(text: str, css: str = "") -> str:
    return f"<p{f' class={chr(34)}{css}{chr(34)}' if css else ''}>{_text(text)}</p>" if text else ""


def _text(text: str) -> str:
    return escape(plain(text), quote=True)


def _has_status(paper: Paper) -> bool:
    return any(isinstance(cell, Mark) for _, table in paper.tables(Medium.PRINT) for row in table.rows for cell in row)


def _style(*, coloured: bool) -> str:
    """The stylesheet; a status's colours are in it only where a status is."""
    named = {"ink": theme.INK, "muted": theme.MUTED, "hairline": theme.HAIRLINE, "ground": theme.GROUND}
    named["accent"] = theme.ACCENT
    values = {name: colour.on(Ground.LIGHT) for name, colour in named.items()}
    status = [f".{role.replace(' ', '-')}{{color:{each.on(Ground.LIGHT)}}}" for role, each in theme.STATUS.items()]
    return _STYLE % (values | {"status": "".join(status) if coloured else ""})
