"""Tables of the pages: real tables with headings, figures right-aligned with their unit, status as mark and word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pbi.model import JUDGED
from pbi.narrative import availability, figures, sentences
from pbi.narrative.change import arrows, movement
from pbi.narrative.rows import records as of_frame
from pbi.ui.session import address
from pbi.ui.show import Markup, join, note, put, status, tag

Row = Mapping[str, Any]
MOST_ROWS = 400
"""More rows than these are cut; one for every authority of the country is not."""
_GSS = re.compile(r'class="shorthand gss"[^>]*>(\[\w+\])<')
NONE = Markup('<span class="shorthand">–</span>')


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how its cells are made from a row. ``head``: the cell that names the row."""

    title: str
    cell: Callable[[Row], object]
    right: bool = False
    head: bool = False


def table(
    columns: Sequence[Column],
    rows: pd.DataFrame | Iterable[Row],
    *,
    caption: str = "",
    narrow: bool = False,
    even: bool = False,
    first: int = MOST_ROWS,
) -> None:
    """Put a table on the screen. Columns empty in every row are left out; a very long table is cut, and says so.

    ``narrow``: no wider than it must be. ``even``: columns of one width, for words. ``first``: so many rows stand open,
    the others behind one key, where there are half as many again.
    """
    held = records(rows)
    if not held:
        return
    made = [(column, [column.cell(row) for row in held[:MOST_ROWS]]) for column in columns]
    shown = [(column, cells) for column, cells in made if column.head or any(cells)]
    titles = [tag("th", column.title, scope="col", class_="right" if column.right else None) for column, _ in shown]
    lines = [
        tag("tr", *[_cell(column, cells[place]) for column, cells in shown])
        for place in range(min(len(held), MOST_ROWS))
    ]
    open_ = first if len(lines) > first * 3 // 2 else len(lines)
    kind, label = "narrow" if narrow else "even" if even else None, caption or f"Table of {shown[0][0].title}"
    put(_framed(titles, lines[:open_], kind=kind, label=label, caption=caption), _legend(lines))
    if open_ < len(lines):
        with st.expander(f"The other {len(lines) - open_:,}"):
            put(_framed(titles, lines[open_:], kind=kind, label=f"{label}, the others"))
    if len(held) > MOST_ROWS:
        note(f"The first {MOST_ROWS} of {len(held):,} rows. Choose an authority or a service above to see fewer.")


def _framed(
    titles: Sequence[Markup], lines: Sequence[Markup], *, kind: str | None, label: str, caption: str = ""
) -> Markup:
    """The table itself, in a frame that scrolls where it is too wide."""
    head = tag("thead", tag("tr", *titles))
    body = tag("table", tag("caption", caption) if caption else None, head, tag("tbody", *lines), class_=kind)
    return tag("div", body, class_="frame", tabindex="0", role="group", aria_label=label)


def records(rows: pd.DataFrame | Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as dicts; what a frame marks as missing is None."""
    if not isinstance(rows, pd.DataFrame):
        return [dict(row) for row in rows]
    return of_frame(rows)


def figure(name: str, *, linked: bool = True) -> Callable[[Row], object]:
    """A figure with its unit and shorthand; where ``linked`` it opens its own page, and there its passport."""

    def cell(row: Row) -> object:
        spelt = shaped(row, name)
        if not spelt:
            return missing(row) if name == "outturn" else NONE
        marks = [shorthand(mark) for mark in availability.marks(row)] if name == "outturn" else []
        body = _linked(row, spelt) if linked and name == "outturn" else spelt
        return join([body, *marks], between=" ")

    return cell


def shaped(row: Row, name: str) -> str:
    """One figure of a row, spelt in the row's unit; an outturn so that it is not mistaken for its target."""
    if name == "outturn":
        return figures.outturn(row)
    return figures.figure(row[name], **figures.shape(row))


def moved(row: Row) -> object:
    """The change on the same period of the year before."""
    said = figures.change(row["change"], **figures.shape(row)) or NONE
    among = movement.over(row)
    return join([said, tag("span", among, class_="sub")]) if among else said


def movements(rows: pd.DataFrame) -> list[Column]:
    """Whether it changed, in a word beside the status or by itself where there is none; or the plain arrows where those
    were asked for, never the two together. Rows of several periods have neither: only the asked one is tested."""
    if "short_trend" not in rows:
        shown = "movement" in rows and not rows["label"].notna().any()
        return [Column("Better or worse", movement.word)] if shown else []
    years = rows["earlier_change"].equals(rows["change"])  # the period before is the year before
    return [
        *([] if years else [Column("On the period before", _moved_before, right=True)]),
        Column("Short trend", _arrow("short_trend")),
        Column("Long trend", _arrow("long_trend")),
    ]


def why_not(rows: pd.DataFrame) -> None:
    """Under a list: why some of its results have not enough data to say whether they changed."""
    if said := movement.reasons(rows):
        note(said)


def _arrow(name: str) -> Callable[[Row], object]:
    return lambda row: tag("span", arrows.arrow(row, name), class_="nowrap") if row[name] else ""


def _moved_before(row: Row) -> object:
    said = figures.change(row["earlier_change"], **figures.shape(row))
    among = movement.over(row, of="earlier_")
    return join([said, tag("span", among, class_="sub")]) if among else said


def judged(row: Row) -> object:
    """Status as mark and word; of what is not due there is none."""
    if row.get("outturn", "") is None and row.get("availability") in sentences.NOT_DUE:
        return NONE
    word = status(row["role"], row["symbol"], row["label"])
    said = figures.text(row.get("movement")) if word else ""
    why = f" ({reason})" if word and (reason := availability.unjudged(row)) else ""
    return join([word, f"{why}{f', {said}' if said else ''}"]) if word else word


def target(row: Row) -> object:
    """The target, the band, or what stands in its place and is labelled so; "" where no status scheme is applied."""
    if row["role"] is None:
        return ""
    none = tag("span", "no target", class_="shorthand") if row.get("availability") == "no_target" else NONE
    return figures.target(row) or none


def missing(row: Row) -> object:
    """Why there is no figure, in its shorthand and in words."""
    words = availability.why({"availability": None, **row})
    mark = availability.shorthand({**row, "outturn": None})
    return tag("span", shorthand(mark) if mark else None, f" {words}", class_="shorthand nowrap")


def shorthand(mark: str) -> Markup:
    """One mark of the Government Statistical Service, which the table's legend then explains."""
    return tag("span", mark, class_="shorthand gss", title=availability.LEGEND[mark])


def named(row: Row) -> object:
    """An indicator's name, linked to its page, with its code."""
    where = address.link("indicator", address.values(), indicator=row["indicator"])
    name = tag("a", row["indicator_name"], href=where, class_="in", target="_self")
    return join([name, tag("span", f" {row['indicator']}", class_="shorthand nowrap")])


def text(name: str) -> Callable[[Row], object]:
    """A cell of plain text."""
    return lambda row: row[name] or ""


def day(name: str) -> Callable[[Row], object]:
    """A cell with a date."""
    return lambda row: tag("span", figures.day(row[name]), class_="nowrap") if figures.is_known(row[name]) else ""


def tally(rows: pd.DataFrame) -> None:
    """The counts in one line: those judged large, those outside the base small, and the base named."""
    shown = [(row, row["role"] in JUDGED) for row in records(rows)]
    base = next((int(row["base"]) for row, _ in shown), 0)
    parts = [
        tag(
            "span",
            mark(row),
            " ",
            tag("span", row["count"], class_="count"),
            " ",
            row["label"],
            class_=None if inside else "small",
        )
        for row, inside in shown
    ]
    outside = not all(inside for _, inside in shown)
    put(tag("div", *parts, tag("span", f"outside the {base}", class_="quiet") if outside else None, class_="tally"))


def _legend(lines: Sequence[Markup]) -> Markup | None:
    """What the shorthand in a table's lines means; None where it has none. Text of the data is escaped, never found."""
    said = availability.legend(_GSS.findall("".join(lines)))
    return tag("p", said, class_="quiet") if said else None


def _cell(column: Column, content: object) -> Markup:
    if column.head:
        return tag("th", content, scope="row")
    return tag("td", content if content is not None else "", class_="right" if column.right else None)


def mark(row: Row) -> Markup:
    """The mark of a status; its word stands beside it."""
    return tag("span", row["symbol"], class_=f"mark {row['role'].replace(' ', '-')}", aria_hidden="true")


def _linked(row: Row, spelt: str) -> Markup:
    where = address.link(
        "indicator", address.values(), indicator=row["indicator"], authority=[row["authority"]], period=row["period"]
    )
    return tag("a", spelt, href=f"{where}#passport", class_="in figure", target="_self")
