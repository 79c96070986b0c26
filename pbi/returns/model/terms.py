"""How a file is to be taken: what its sender said of it, beside what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pbi.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """``authority`` (a code or a name) and ``period`` serve where the file does not say. ``mappings`` say what columns
    are for, a row a column, before those the store remembers; ``fixes`` are the proposed values to read instead, as
    intake/fixes.py names them; ``without_rows`` are left out, as intake/exclusions.py names them.
    """

    authority: str | None = None
    period: Period | None = None
    add_indicators: bool = False
    mappings: Sequence[dict[str, Any]] = ()
    fixes: Sequence[str] = ()
    without_rows: Sequence[str] = ()
    without_faulty_rows: bool = False
    accept_warnings: bool = False


AS_SENT = Terms()
"""Nothing said: the file as it stands, refused for its first error or warning."""
