"""The rows of a measure, one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts; what a frame marks as missing is None."""
    names = [str(name) for name in rows.columns]
    columns = [_values(rows.iloc[:, place]) for place in range(len(names))]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _values(column: pd.Series[Any]) -> list[Any]:
    missing = column.isna()
    if not missing.any():
        return list(column)
    return [None if gone else value for value, gone in zip(column, missing, strict=True)]
