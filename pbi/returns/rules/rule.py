"""A rule of a return: its name, what a person reads of one fault or of many, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pbi.model import Finding, Severity
from pbi.returns.model.digits import LARGEST, six_places
from pbi.workbook.cells import Cell

_LONGEST = 60
"""Longer texts of a cell are cut in a sentence; the finding's own column keeps them whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``code`` is its stable name for scripts; no person reads it. ``title`` heads it in the documents.

    ``says`` and ``to_do`` are sentences, ``expected`` a phrase. Each may name in braces the words its emitter gives,
    and the finding's own ``sheet``, ``cell``, ``row``, ``found``, ``expected`` and ``fix``. ``many`` follows a number.
    ``also``: weights the rule has in some cases. ``writes``: what it proposes can be written into the cell.
    ``example`` fills the braces in the documents.

    A rule with several sentences is several of these with one code, title and ``many``, made with ``replace``.
    """

    code: str
    severity: Severity
    title: str
    says: str
    to_do: str
    many: str
    expected: str = ""
    also: tuple[Severity, ...] = ()
    writes: bool = False
    example: Mapping[str, str] = field(default_factory=dict)

    def at(
        self, cell: Cell, *, severity: Severity | None = None, found: str = "", fix: str = "", **words: object
    ) -> Finding:
        """The finding of one cell, with what the cell shows as found."""
        found = found or text_of(cell)
        return self.on(cell.sheet, cell.address, severity=severity, found=found, fix=fix, **words)

    def on(
        self,
        sheet: str = "",
        cell: str = "",
        *,
        severity: Severity | None = None,
        found: str = "",
        fix: str = "",
        **words: object,
    ) -> Finding:
        """The finding at an address, on a sheet or, without either, of the whole file. ``fix``: a value to propose."""
        own: dict[str, Any] = {"sheet": sheet, "cell": cell, "row": "".join(filter(str.isdigit, cell)), **words}
        own["found"] = short(found)
        own["expected"] = own.get("expected") or self.expected.format(**own)
        own["fix"] = fix
        return Finding(
            rule=self.code,
            severity=severity or self.severity,
            sheet=sheet,
            cell=cell,
            found=found,
            expected=str(own["expected"]),
            message=self.says.format(**own),
            fix=fix or self.to_do.format(**own),
        )

    def shown(self) -> Finding:
        """The finding of its example."""
        given: dict[str, Any] = {"sheet": "", "cell": "", "found": "", **self.example}
        return self.on(given.pop("sheet"), given.pop("cell"), found=given.pop("found"), **given)


def is_value(fix: str) -> bool:
    """Whether a fix is a value to write into the cell, not a step to take: a step ends in a full stop.

    >>> is_value("96"), is_value("Correct the figure."), is_value("")
    (True, False, False)
    """
    return bool(fix) and not fix.endswith(".")


def text_of(cell: Cell) -> str:
    """What a cell shows, a number to six places."""
    if isinstance(cell.value, Decimal) and abs(cell.value) < LARGEST:
        cell = replace(cell, value=six_places(cell.value))
    return cell.text


def short(text: str) -> str:
    """A text in one line, cut where it is long.

    >>> short("about  96%,\\n we think")
    'about 96%, we think'
    """
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def count(number: int, thing: str) -> str:
    """A number with its noun.

    >>> count(1, "row"), count(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def either(words: Sequence[str]) -> str:
    """Words of which one is meant.

    >>> either(["code", "name", "title"]), either(["period"])
    ('code, name or title', 'period')
    """
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
