"""How a cell of a catalogue sheet is read: as a text, a number, a day, one of a few words; or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pbi import period as periods
from pbi.errors import BadInput

Read = Callable[[Any], Any]


def code(value: Any) -> str:
    """A code as written. Refused: one with "|", which parts the codes of a list filter."""
    written = text(value)
    if "|" in written:
        raise BadInput(f"The code '{written}' contains '|'.", remedy="Use another sign.")
    return written


def text(value: Any) -> str:
    """A text as written; a number without needless decimals (a code such as 48)."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, datetime)):
        raise BadInput(f"{value} is a date.", remedy="Format the cell as text and type it again.")
    return str(value)


def number(value: Any) -> Decimal:
    """A finite number; £ , % and spaces are overlooked.

    >>> number("£1,250.50")
    Decimal('1250.50')
    """
    if isinstance(value, Decimal):
        return value
    written = re.sub(r"^(-?)£", r"\1", str(value).replace(" ", "")).removesuffix("%")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", written):
        written = written.replace(",", "")
    try:
        found = Decimal(written)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise BadInput(f"'{value}' is not a number.", remedy="Write digits, or leave it blank.")
    return found


def whole(value: Any) -> int:
    """A number without a fraction."""
    found = number(value)
    if found != int(found):
        raise BadInput(f"'{value}' is not a whole number.", remedy="Write a whole number.")
    return int(found)


def day(value: Any) -> date:
    """A day: 2019-04-01 or, day first, 01/04/2019."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(value), form).date()
        except ValueError:
            continue
    raise BadInput(f"'{value}' is not a date.", remedy="Write it as 2019-04-01 or 01/04/2019 (day first).")


def yes_or_no(value: Any) -> bool:
    """Yes or no, true or false, 1 or 0."""
    said = str(value).casefold()
    if said in {"true", "yes", "y", "1"}:
        return True
    if said in {"false", "no", "n", "0"}:
        return False
    raise BadInput(f"'{value}' is neither yes nor no.", remedy="Write yes or no.")


def one_of(words: Sequence[str]) -> Read:
    """One of a few words, however capitalised."""
    allowed = list(words)

    def read(value: Any) -> str:
        said = str(value).casefold()
        if said not in allowed:
            raise BadInput(
                f"'{value}' is not one of the words allowed here.",
                remedy=f"Write {', '.join(allowed[:-1])} or {allowed[-1]}.",
            )
        return said

    return read


def period(value: Any) -> periods.Period:
    """A period in any spelling that is not ambiguous; a date cell is refused, for it names a day."""
    return periods.parse(text(value))


def unit(value: Any) -> tuple[str, Decimal]:
    """A unit and its ``per``: outturn = per × numerator ÷ denominator.

    >>> unit("percent"), unit("rate per 100,000")
    (('percent', Decimal('100')), ('rate', Decimal('100000')))
    """
    said = " ".join(str(value).casefold().split())
    if rate := re.fullmatch(r"rate per ([\d,]+)", said):
        per = Decimal(rate[1].replace(",", ""))
        if per > 0:
            return "rate", per
    if said in {"percent", "number", "currency", "days", "ratio"}:
        return said, Decimal(100 if said == "percent" else 1)
    raise BadInput(
        f"'{value}' is not a unit.", remedy="Write percent, number, currency, days, ratio or 'rate per 1000'."
    )
