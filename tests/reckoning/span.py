"""Spans of a financial year counted in whole months, as the reckoning needs them; nothing of ``pbi.period`` is used."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """So many months from a month, which is counted from April of the year 0."""

    first: int
    months: int

    @property
    def kind(self) -> str:
        return next(kind for kind, months in MONTHS.items() if months == self.months)

    @property
    def year(self) -> int:
        """The calendar year in which its financial year began."""
        return self.first // 12

    @property
    def place(self) -> int:
        """Which of its kind in the year, from 1."""
        return self.first % 12 // self.months + 1

    @property
    def start(self) -> date:
        return _day(self.first)

    @property
    def end(self) -> date:
        last = _day(self.first + self.months - 1)
        return last.replace(day=monthrange(last.year, last.month)[1])

    @property
    def label(self) -> str:
        whole = f"{self.year}/{(self.year + 1) % 100:02}"
        match self.kind:
            case "month":
                return f"{self.start:%Y-%m}"
            case "quarter":
                return f"{whole} Q{self.place}"
            case "half":
                return f"{whole} H{self.place}"
        return whole

    def parts(self, kind: str) -> list[Span]:
        """The shorter spans of a kind that it is made of, in order."""
        return [Span(first, MONTHS[kind]) for first in range(self.first, self.first + self.months, MONTHS[kind])]

    def year_before(self) -> Span:
        return Span(self.first - 12, self.months)

    def whole_year(self) -> Span:
        return Span(self.year * 12, 12)


def spans(year: int, kind: str) -> list[Span]:
    """All of a kind in one financial year."""
    return Span(year * 12, 12).parts(kind)


def _day(month: int) -> date:
    year, past = divmod(month + 3, 12)
    return date(year, past + 1, 1)
