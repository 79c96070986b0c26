"""What a file would do if it were accepted: its findings by weight, the fixes offered, and what becomes of its rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pbi import catalogue, measures, returns
from pbi.model import Finding, Question, Severity, StatusRole
from pbi.narrative import figures, sentences
from pbi.returns import Outcome
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.tables.tables import Column, Row, figure, judged, named, table, target, text

_WEIGHT = {
    Severity.ERROR: ("error", "◆", StatusRole.BAD, "each must be corrected"),
    Severity.WARNING: ("warning", "▲", StatusRole.NEAR, "accept each or correct it"),
    Severity.NOTE: ("note", "○", StatusRole.UNKNOWN, "for information"),
}
_ACCEPTED = {Severity.ERROR: "their rows were left out", Severity.WARNING: "accepted as they were"}
_SHOWN = 8
"""So many of one rule, or changes, are listed before the rest go behind a key."""
_LISTED = 100
"""More of one rule than this nobody reads on a screen."""


def draw(data: bytes, checked: Outcome, *, key: str) -> None:
    """What was read, what is wrong with it, and the file to take away with that marked."""
    show.lead(checked.sentence)
    for each in checked.findings:
        if each.rule == "tolerance-implied":
            show.note(each.message)
    findings(checked.findings, key=key)
    _marked(data, checked, key=key)


def effect(store: Store, checked: Outcome, *, key: str) -> None:
    """What accepting would do: to the rows and to the board's headline. Nothing where no row could be taken."""
    if checked.rows.refused == checked.rows.read:
        return
    note = "with the rows that have errors left out" if checked.rows.refused and checked.has_errors else ""
    show.heading("What accepting would do", level=3, note=note)
    _rows(store, checked, key=key)
    _headlines(store, checked)


def findings(held: Sequence[Finding], *, key: str, settled: bool = False) -> None:
    """The findings with their cells and what to do, errors first; notes behind one key. ``settled``: it was accepted.

    Of very many of one rule the first (or furthest) are listed, and the rest counted: they are in the marked workbook.
    """
    for severity, (word, _, _, meaning) in _WEIGHT.items():
        same = [each for each in held if each.severity is severity]
        title = figures.count(len(same), word)
        first, rest = _split(same)
        if same and severity is Severity.NOTE:
            with st.expander(show.plain(figures.sentence(title).rstrip(".")), key=f"notes_{key}"):
                _listed([*first, *rest], settled=settled)
                _counted_only(same, settled=settled)
        elif same:
            show.heading(title, level=3, note=_ACCEPTED[severity] if settled else meaning)
            _listed(first, settled=settled)
            _counted_only(same, settled=settled)
            if rest:
                with st.expander(f"{len(rest)} more of the same kinds", key=f"{word}s_{key}"):
                    _listed(rest, settled=settled)


def _split(held: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The first few of each rule, and the rest of those that are not too many to list."""
    first: list[Finding] = []
    rest: list[Finding] = []
    for group in returns.groups(held):
        first += group.findings[:_SHOWN]
        rest += group.findings[_SHOWN:_LISTED] if len(group.findings) <= _LISTED else ()
    return first, rest


def _counted_only(held: Sequence[Finding], *, settled: bool) -> None:
    """How many there are of each rule that has too many to list, and where they all are."""
    where = "All are kept with the return." if settled else "All are in the workbook with the faults marked."
    for group in returns.groups(held):
        if len(group.findings) > _LISTED:
            show.note(f"{group.sentence(shown=_SHOWN)} are listed here. {where}")


def _listed(held: Sequence[Finding], *, settled: bool) -> None:
    table(
        [
            Column("Where", lambda row: _where(row["each"]), head=True),
            Column("What", lambda row: row["each"].message),
            Column("Found", lambda row: row["each"].found),
            Column("Expected", lambda row: row["each"].expected),
            *([] if settled else [Column("What to do", lambda row: returns.to_do(row["each"]))]),
        ],
        [{"each": each} for each in held],
    )


def _where(each: Finding) -> object:
    _, mark, role, _ = _WEIGHT[each.severity]
    place = " ".join(part for part in (each.sheet, each.cell) if part) or "the file"
    return show.status(role, mark, place)


def _headlines(store: Store, checked: Outcome) -> None:
    """The board's headline for the return's period as it is, and as it would be."""
    if not checked.period or not checked.facts:
        return
    question = Question(period=checked.period, scheme=address.value("scheme"))
    now = sentences.headline(measures.counts(store, question))
    then = sentences.headline(measures.counts_supposing(store, question, facts=checked.facts))
    show.note(sentences.before_and_after(checked.period, now=now, then=then))


def _rows(store: Store, checked: Outcome, *, key: str) -> None:
    """What becomes of the rows: how many of each, then each value that changes, and the new ones behind a key."""
    counts = checked.rows
    absent = [each for each in checked.findings if each.rule == "rows-missing"]
    refused = "Rejected" if checked.has_errors else "Left out"
    held = {"New": counts.new, "Changed": counts.changed, "Unchanged": counts.unchanged, refused: counts.refused}
    parts = [_counted(number, word) for word, number in held.items()]
    if absent:
        parts.append(_counted(sum(_absent(each) for each in absent), "Expected and missing"))
    show.put(show.tag("div", *parts, class_="tally"))
    if len(checked.changes) > _SHOWN:
        with st.expander(f"What would change ({len(checked.changes)})", key=f"changes_{key}"):
            _changes(checked)
    else:
        _changes(checked)
    changed = {(each.sheet, each.cell) for each in checked.changes}
    new = [row for row in checked.facts.get("outturn", []) if (row["sheet"], row["cell"]) not in changed]
    if new:
        with st.expander(f"The new figures ({len(new)})", key=f"new_{key}"):
            _new(store, new, checked.facts.get("indicator", []))
    for each in absent:
        show.note(each.message)


def _counted(number: int, word: str) -> object:
    return show.tag("span", show.tag("span", f"{number:,}", class_="count"), " ", word.lower(), class_="small")


def _absent(finding: Finding) -> int:
    given, _, expected = finding.found.partition(" of ")
    return int(expected) - int(given)


def _changes(checked: Outcome) -> None:
    """Each value that would change, old and new."""
    table(
        [
            Column("What would change", lambda row: row["change"].about, head=True),
            Column("Field", lambda row: row["change"].column.replace("_", " ")),
            Column("Stands", lambda row: row["change"].old, right=True),
            Column("File says", lambda row: row["change"].new, right=True),
            Column("Cell", lambda row: f"{row['change'].sheet} {row['change'].cell}"),
        ],
        [{"change": each} for each in checked.changes],
    )


def _new(store: Store, held: Sequence[Row], added: Sequence[Row]) -> None:
    names = catalogue.names(store)
    known: dict[str, Row] = {str(row["code"]): row for row in added} | dict(names.indicators)
    table(
        [
            Column("Indicator", lambda row: _indicator(row, known), head=True),
            Column("Authority", lambda row: str(names.authorities.get(row["authority"], {}).get("name", ""))),
            Column("Period", text("period")),
            Column("Figure", lambda row: figures.figure(row["value"]) or str(row["availability"] or ""), right=True),
            Column("Numerator", lambda row: figures.figure(row["numerator"]), right=True),
            Column("Denominator", lambda row: figures.figure(row["denominator"]), right=True),
            Column("Cell", lambda row: f"{row['sheet']} {row['cell']}"),
        ],
        held,
    )


def _indicator(row: Row, known: dict[str, Row]) -> str:
    name = known.get(row["indicator"], {}).get("name")
    return f"{name} ({row['indicator']})" if name else str(row["indicator"])


def _marked(data: bytes, checked: Outcome, *, key: str) -> None:
    """The file to take away with its faults marked."""
    if any(each.severity is not Severity.NOTE for each in checked.findings):
        st.download_button(
            "Download it with the faults marked",
            key=f"marked_{key}",
            on_click="ignore",
            file_name=f"{checked.filename.rpartition('.')[0] or checked.filename}-marked.xlsx",
            data=lambda: returns.marked(data, filename=checked.filename, findings=checked.findings),
            help="Your workbook with each faulty cell coloured and commented, and a list of them in front. Correct it "
            "and send it again.",
        )


def loaded(outcome: Outcome) -> None:
    """The figures just recorded, read back as they now stand; of many the first, the rest behind a key."""
    held = ask.answer(measures.trend, Question(authorities=outcome.authorities, scheme=address.value("scheme")))
    held = held[(held["submission"] == outcome.submission) & (held["origin"] == "reported")]
    table(
        [
            Column("Indicator", named, head=True),
            Column("Authority", text("authority_name")),
            Column("Period", text("period")),
            Column("Outturn", figure("outturn"), right=True),
            Column("Target", target, right=True),
            Column("Status", judged),
            Column("Cell", text("cell")),
        ],
        held,
        caption="As recorded.",
        first=_SHOWN,
    )
