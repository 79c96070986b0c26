"""A table as it is shown to a person who says what its columns are for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeColumn:
    """A column as it is shown for mapping: ``heading`` is how it is known again; ``role`` the word of a mapping;
    ``sample`` its first cells as a person reads them."""

    heading: str
    words: str
    role: str
    indicator: str = ""
    name: str = ""
    unit: str = ""
    years: str = ""
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A table with what its columns were taken for. ``reasons`` say why it was not read; none where it was."""

    sheet: str
    header: int
    fingerprint: str
    columns: tuple[ShapeColumn, ...]
    reasons: tuple[str, ...] = ()
    mapped: bool = False

    @property
    def breakdowns(self) -> set[str]:
        """The lowest headings of the columns of words that may break the figures down."""
        return {column.words.split(" / ")[-1] for column in self.columns if column.role == "breakdown"}
