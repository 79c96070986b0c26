"""The rows of a measure, one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts; what a frame marks as missing is None. The frame is turned at once: column by column is dear."""
    if rows.empty:
        return []
    names = [str(name) for name in rows.columns]
    values = rows.to_numpy(dtype=object, copy=True)
    values[rows.isna().to_numpy()] = None
    return [dict(zip(names, line, strict=True)) for line in values.tolist()]
