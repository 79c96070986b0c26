"""How many digits of a number are kept: six decimals, and twelve before them. Rule: methods, section 4."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

LARGEST = Decimal(10) ** 12
"""A figure is smaller than this, above or below zero."""
_SIX_PLACES = Decimal("0.000001")
_OF_A_DOUBLE = Context(prec=15)
"""The digits of a workbook's number that a person typed; those behind them are the machine's."""


def six_places(value: Decimal) -> Decimal:
    """A number as the store keeps it: at most six decimal places, halves away from zero, no trailing zeros.

    >>> six_places(Decimal("33.33333333")), six_places(Decimal("100.00"))
    (Decimal('33.333333'), Decimal('100'))
    """
    if _exponent(value) == 0:
        return value
    rounded = value.quantize(_SIX_PLACES, rounding=ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if _exponent(rounded) > 0 else rounded


def same_digits(value: Decimal) -> bool:
    """Whether a number as typed has no more digits than are kept of it.

    >>> same_digits(Decimal("0.30000000000000004")), same_digits(Decimal("0.0000001"))
    (True, False)
    """
    return _OF_A_DOUBLE.plus(value) == six_places(value) or value == six_places(value)


def places(value: Decimal) -> int:
    """The decimals a number is written with."""
    return max(0, -_exponent(value))


def _exponent(value: Decimal) -> int:
    """The power of ten of a finite number's last digit."""
    return int(value.as_tuple().exponent)
