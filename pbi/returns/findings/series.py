"""The other figures of a figure's own series: what the return says of a period goes before what is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pbi.returns.subject.stored import Row, Standing


class Series:
    """The figures of a return and of the store, by series and kind of period; each is gathered once."""

    def __init__(self, sent: Iterable[Row], standing: Standing) -> None:
        self._standing = standing
        self._sent: dict[tuple[str, str], dict[str, Row]] = {}
        for row in sent:
            self._sent.setdefault(_about(row), {})[row["period"]] = row
        self._alike: dict[tuple[object, ...], list[tuple[str, Decimal]]] = {}

    def others(self, row: Row, *, accumulates: bool = False) -> list[Decimal]:
        """The figures of a row's series in other periods of its kind; of one that ``accumulates`` only those of the
        same part of other years are like it.
        """
        part = _part(row) if accumulates else None
        kind = (*_about(row), row["period_kind"], part)
        if kind not in self._alike:
            held = {each["period"]: each for each in self._standing.series(*_about(row))} | self._sent[_about(row)]
            self._alike[kind] = [
                (each["period"], each["value"])
                for each in held.values()
                if each["value"] is not None
                and not of_no_cases(each)
                and each["period_kind"] == row["period_kind"]
                and (part is None or part == _part(each))
            ]
        return [value for period, value in self._alike[kind] if period != row["period"]]


def of_no_cases(row: Row) -> bool:
    """Whether a row's figure is of 0 out of 0, whatever else its row says."""
    return bool(row["denominator"] == 0 and not row["numerator"])


def _about(row: Row) -> tuple[str, str]:
    return row["indicator"], row["authority"]


def _part(row: Row) -> tuple[int, int]:
    """The part of a year that a period is: its first and its last month."""
    return row["period_start"].month, row["period_end"].month
