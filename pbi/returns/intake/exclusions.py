"""Rows a person leaves out of a return: one by one, by name. They count as refused, and who left them out is recorded.

A row is named by its sheet and line, as "Return!7"; where a line holds several (a year a column), one of them by the
cell of its figure, as "Return!D7".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pbi.errors import BadInput
from pbi.model import Finding, Severity
from pbi.returns.cells.rows import in_one_line
from pbi.returns.findings.file import duplicates
from pbi.returns.model.candidates import Candidate, Judged, Reading
from pbi.returns.rules.cells import FIGURE_LEFT_OUT, ROW_LEFT_OUT
from pbi.returns.rules.files import DUPLICATE_ROW

_IDENTITY = ("code", "code_name", "action_code", "indicator", "name", "action", "title", "service")
_PLACE = ("authority", "period", "milestone", "text")
_SHORT = 40
_GRAVE = (Severity.ERROR, Severity.WARNING)
_MOST = 300
"""Of a longer return only so many rows are offered to be left out, of those with faults alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leavable:
    """A row of a return that can be left out: its name, what it is about, and the gravest fault found in it."""

    name: str
    said: str
    gravest: Severity | None


def names(candidate: Candidate) -> tuple[str, str]:
    """What a row may be called: its line first, then its cell.

    >>> from pbi.returns.model.candidates import Kind, Surroundings
    >>> around = Surroundings(sheet="Return")
    >>> names(Candidate(kind=Kind.OUTTURN, sheet="Return", cell="D7", cells={}, around=around))
    ('Return!7', 'Return!D7')
    """
    number = candidate.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{candidate.sheet}!{number}", f"{candidate.sheet}!{candidate.cell}"


def leave_out(reading: Reading, rows: Sequence[str], *, by: str) -> Reading:
    """The reading without the rows named, a note of each in place of its findings. BadInput where there is no such row.

    What was a duplicate only beside a row left out is none.
    """
    if not rows:
        return reading
    gone: dict[str, list[Judged]] = {name: [] for name in rows}
    kept: list[Judged] = []
    for each in reading.judged:
        asked = next((name for name in names(each.candidate) if name in gone), None)
        (gone[asked] if asked else kept).append(each)
    for name in (name for name, held in gone.items() if not held):
        raise BadInput(
            f"The return has no row at '{name}'.",
            remedy="Name the sheet and the line, as Return!7, or the cell of the figure, as Return!D7.",
        )
    return replace(
        reading,
        judged=tuple(duplicates(map(_alone, kept))),
        left_out=tuple(name for name, held in gone.items() for _ in held),
        findings=(*reading.findings, *(_note(name, held[0].candidate, by) for name, held in gone.items())),
    )


def leavable(judged: Sequence[Judged], others: Iterable[Finding]) -> tuple[Leavable, ...]:
    """The rows of a return in their order; ``others`` are findings about their cells that are not the rows' own.

    Where the file does not say whose it is, its rows have no error of their own: leaving them out would mend nothing.
    """
    found: dict[tuple[str, str], Severity | None] = {}
    for each in others:
        place = (each.sheet, each.cell)
        found[place] = _gravest(each.severity, found.get(place))
    in_line = Counter(names(row.candidate)[0] for row in judged)
    rows: dict[str, tuple[Candidate, Severity | None]] = {}
    for row in judged:
        line, cell = names(row.candidate)
        name = line if in_line[line] == 1 else cell
        first, grave = rows.get(name, (row.candidate, None))
        own = (each.severity for each in row.findings)
        rows[name] = (first, _gravest(grave, found.get((row.candidate.sheet, row.candidate.cell)), *own))
    offered = [name for name, (_, grave) in rows.items() if len(rows) <= _MOST or grave in _GRAVE][:_MOST]
    return tuple(Leavable(name=name, said=_brief(rows[name][0]), gravest=rows[name][1]) for name in offered)


def _gravest(*severities: Severity | None) -> Severity | None:
    return min(filter(None, severities), key=list(Severity).index, default=None)


def _alone(judged: Judged) -> Judged:
    """A row without what was said of its doubles."""
    return replace(judged, findings=tuple(each for each in judged.findings if each.rule != DUPLICATE_ROW.code))


def _said(candidate: Candidate) -> str:
    here = [cell for cell in candidate.cells.values() if names(candidate)[0] == f"{cell.sheet}!{cell.row}"]
    return in_one_line(sorted({cell.column: cell for cell in here}.values(), key=lambda cell: cell.column))


def _brief(candidate: Candidate) -> str:
    """What a row is about and its figure, short enough for a list of rows."""
    cells = candidate.cells
    wanted = (next((name for name in _IDENTITY if name in cells), ""), *_PLACE, candidate.kind.value)
    texts = [" ".join(cells[name].text.split()) for name in wanted if name in cells]
    return " · ".join(text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…" for text in texts if text)


def _note(name: str, candidate: Candidate, by: str) -> Finding:
    place = name.rpartition("!")[2]
    rule = ROW_LEFT_OUT if place.isdigit() else FIGURE_LEFT_OUT
    return rule.on(candidate.sheet, candidate.cell, found=_said(candidate), row=place, by=f" by {by}" if by else "")
