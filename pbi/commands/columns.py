"""What a person says the columns of a table are for, in a CSV given with a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pbi.commands import csv_input as tables
from pbi.errors import BadInput
from pbi.model import ColumnRole, YearsMeant

COLUMNS = ("fingerprint", "authority", "sheet", "position", "heading", "role", "indicator", "name", "unit", "years")


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a mapping in a CSV: heading and role, and what else is known. A fingerprint left blank means the
    sheet named, or every table that has these headings. A refusal names the cell."""
    _, lines = tables.read(path, needed=("heading", "role"))
    return [
        {
            **{name: line.values.get(name) for name in COLUMNS if name != "position"},
            "heading": line.need("heading", str),
            "role": line.need("role", _one_of(ColumnRole)),
            "years": line.read("years", _one_of(YearsMeant), otherwise=None),
            "position": place,
        }
        for place, line in enumerate(lines, start=1)
    ]


def _one_of(words: type[ColumnRole] | type[YearsMeant]) -> Any:
    def read(text: str) -> str:
        try:
            return str(words(text.strip().lower()))
        except ValueError:
            raise BadInput(f"'{text}' is not one of them.", remedy=f"Write one of: {', '.join(words)}.") from None

    return read
