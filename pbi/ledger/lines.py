"""A line of the journal, and the one spelling by which it and everything else that is kept has a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pbi.errors import StoreDamaged

START = "0" * 64
"""What stands for the hash before the first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the journal. ``hash`` is over the canonical text of the other three."""

    number: int
    previous: str
    content: Mapping[str, Any]
    hash: str


def canonical(value: object) -> bytes:
    """The one spelling of a value as JSON: sorted keys, no spaces, UTF-8; Decimals as text, dates and times ISO.

    >>> canonical({"b": Decimal("0.10"), "a": date(2020, 3, 31)})
    b'{"a":"2020-03-31","b":"0.10"}'
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_spell
    ).encode()


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def spell(line: Line) -> bytes:
    """A line as it stands in the journal, with its newline."""
    return (
        canonical({"number": line.number, "previous": line.previous, "content": line.content, "hash": line.hash})
        + b"\n"
    )


def sealed(number: int, previous: str, content: Mapping[str, Any]) -> Line:
    """The line of that number and content after the one whose hash is ``previous``, with its own hash."""
    settled = json.loads(canonical(content))
    return Line(number=number, previous=previous, content=settled, hash=_hash(number, previous, settled))


def proven(text: bytes) -> Line | None:
    """The line a text spells, where its own hash holds, whatever comes before it; else None."""
    try:
        found = json.loads(text)
        line = Line(number=found["number"], previous=found["previous"], content=found["content"], hash=found["hash"])
        return line if line.hash == _hash(line.number, line.previous, line.content) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def following(text: bytes, *, number: int, previous: str) -> Line:
    """The line a text spells, as the next after ``previous``. StoreDamaged where it is none or does not follow."""
    line = proven(text)
    if line is None or line.number != number or line.previous != previous:
        raise StoreDamaged(
            "The journal has been changed: its chain of hashes breaks.",
            remedy="Run 'python -m pbi verify': it says what to do.",
            where=f"line {number}",
        )
    return line


def _hash(number: int, previous: str, content: Mapping[str, Any]) -> str:
    return digest(canonical({"number": number, "previous": previous, "content": content}))


def _spell(value: object) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is not a number to keep")
        return format(value, "f")
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be kept in the ledger")
