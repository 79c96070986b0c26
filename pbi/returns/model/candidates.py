"""What a layout hands on: one candidate fact with the cells it is made from, and the words around its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pbi.catalogue.names import Names
from pbi.model import Finding
from pbi.period import Period
from pbi.returns.model.agreed import NOTHING_AGREED, Agreed
from pbi.returns.model.evidence import Evidence
from pbi.returns.model.shapes import Shape
from pbi.workbook.cells import Cell


class Kind(StrEnum):
    """What a row is a candidate for: the name of the table its fact goes to."""

    OUTTURN = "outturn"
    ACTION = "action"
    MILESTONE = "milestone"
    RATING = "rating"
    COMMENTARY = "commentary"
    ACHIEVEMENT = "achievement"


SIDE_BY_SIDE = " | "
"""Between the cells of a line above a table that holds several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is said around a table: lines above it (nearest last) and labelled values ("Authority: Broxtowe")."""

    sheet: str
    titles: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One row in the sense of the row counts. ``cells`` by field name (cells/headings.py); ``period`` or ``quarter``
    where the column's heading named it; ``cell`` is where the fact will say it came from."""

    kind: Kind
    sheet: str
    cell: str
    cells: Mapping[str, Cell]
    around: Surroundings
    period: Period | None = None
    quarter: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A workbook read: its main layout, what was judged of every candidate, and findings that belong to no row.

    ``proposed`` holds the indicators the file would add to the catalogue, by code; ``authority`` is the sender's,
    where given. ``evidence`` is what the file says of the polarity of indicators proposed before; ``names`` and
    ``agreed`` are what the file was read with; ``shapes`` the wide tables, read or asked about. ``left_out`` names, one
    by one, the rows a person left out, which are not among the judged.
    """

    layout: str
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...]
    proposed: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    sha256: str = ""
    filename: str = ""
    authority: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    names: Names | None = None
    agreed: Agreed = NOTHING_AGREED
    shapes: tuple[Shape, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(item.candidate for item in self.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A candidate after names, periods and figures were resolved.

    ``key`` says which fact it is about (equal keys in one file are a duplicate); ``facts`` are the rows it would add,
    each with its table; ``findings`` are the faults of this row alone.
    """

    candidate: Candidate
    authority: str | None
    key: tuple[str, ...] | None
    facts: tuple[tuple[str, dict[str, Any]], ...]
    findings: tuple[Finding, ...]


def judged(
    candidate: Candidate,
    *,
    authority: str | None,
    key: tuple[str, ...] | None,
    fact: dict[str, Any],
    findings: Sequence[Finding],
) -> Judged:
    """A candidate of one fact, which goes to the table its kind names; without a key, no fact."""
    facts = ((candidate.kind.value, fact),) if key else ()
    return Judged(candidate=candidate, authority=authority, key=key, facts=facts, findings=tuple(findings))
