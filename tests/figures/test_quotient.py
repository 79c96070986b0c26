"""The one division of figures is exact: to six places, half away from zero, whatever types its amounts have."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from random import Random

import duckdb
import pyarrow as pa
import pytest

from pbi.store import shape

PLACE = Decimal("0.000001")


def divided(pairs: list[tuple[Decimal, Decimal]], of: pa.DataType, by: pa.DataType) -> list[Decimal]:
    with duckdb.connect() as database:
        database.execute(shape.DIVISION.read_text("utf-8"))
        parts, wholes = (pa.array(each, kind) for each, kind in zip(zip(*pairs, strict=True), (of, by), strict=True))
        database.register("pairs", pa.table({"part": parts, "whole": wholes}))
        return [value for (value,) in database.execute("SELECT quotient(part, whole) FROM pairs").fetchall()]


def exactly(part: Decimal, whole: Decimal) -> Decimal:
    with localcontext() as exact:
        exact.prec = 80
        return (part / whole).quantize(PLACE, ROUND_HALF_UP)


@pytest.mark.parametrize(("of", "by"), [(18, 18), (24, 24), (38, 38), (18, 38)])
def test_it_is_exact(of: int, by: int) -> None:
    chance = Random(6)
    pairs = [
        (Decimal(chance.randint(-(10**digits), 10**digits)).scaleb(-6), Decimal(chance.randint(1, 10**12)).scaleb(-6))
        for digits in range(18)
        for _ in range(20)
    ]
    pairs = [(part, whole) for part, whole in pairs if abs(part / whole) < 10**11]
    pairs += [(Decimal(odd), Decimal(2_000_000)) for odd in range(-2001, 2001, 2)]  # each lies between two places
    pairs += [(Decimal(10**11), Decimal(3)), (Decimal(1_260_000), Decimal(4))]
    found = divided(pairs, pa.decimal128(of, 6), pa.decimal128(by, 6))
    assert found == [exactly(part, whole) for part, whole in pairs]


def test_nothing_is_divided_by_nothing() -> None:
    kind = pa.decimal128(24, 6)
    assert divided([(Decimal(1), Decimal(0))], kind, kind) == [None]


def test_whole_numbers_divide_too() -> None:
    with duckdb.connect() as database:
        database.execute(shape.DIVISION.read_text("utf-8"))
        found = database.execute("SELECT quotient(CAST(1260000 AS DECIMAL(18, 6)) * 3, 12)").fetchall()
    assert found == [(Decimal(315000),)]
