"""intervals: proportions and rates with their intervals, beside their group's pooled value; no store needed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pbi import store
from pbi.catalogue import values
from pbi.commands import csv_input as files
from pbi.commands.csv_input import Line
from pbi.commands.show import rows_as
from pbi.errors import BadInput
from pbi.handover import Answer

NEEDED = ("kind", "numerator", "denominator")
ADDED = ("value", "lower_95", "upper_95", "lower_998", "upper_998")
COMPARED = ("comparison", "comparison_95")
KINDS = ["proportion", "rate"]
_COUNTS = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("indicator", "authority", "period", "beside", "period_kind", "tested_as", "polarity")
        ),
        *((name, pa.float64()) for name in ("numerator", "denominator", "per", "outturn")),
        *((name, pa.bool_()) for name in ("has_denominator", "is_partial")),
        *((name, pa.int32()) for name in ("financial_year", "segment", "era")),
        ("period_end", pa.date32()),
    ]
)
_NOBODY = pa.table({"authority": pa.array([], pa.string()), "authority_kind": pa.array([], pa.string())})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One row of the input: so many of so many (proportion) or over so much (rate)."""

    kind: str
    numerator: Decimal
    denominator: Decimal
    per: Decimal
    group: str | None
    line: Line


def intervals(given: Namespace) -> Answer:
    """Every row of the file as it came, with its value, intervals and, where there are groups, its comparison."""
    headings, lines = files.read(given.file, needed=NEEDED)
    counts = [_count(line) for line in lines]
    _refuse_mixed_groups(counts)
    columns = [*(each for each in headings if each and each not in (*ADDED, *COMPARED)), *ADDED]
    if "group" in headings:
        columns += COMPARED
    rows = [_as_given(each) | row for each, row in zip(counts, limits(counts), strict=True)]
    return Answer(exit=0, stdout=rows_as(given.format, rows, columns=columns), stderr="")


def limits(counts: Sequence[Count]) -> list[dict[str, Any]]:
    """The rows of the step intervals over these counts, in their order: a group is what an indicator's peers are."""
    rows = [
        {
            "indicator": each.group,
            "authority": str(place),
            "tested_as": each.kind,
            "numerator": float(each.numerator),
            "denominator": float(each.denominator),
            "per": float(each.per),
        }
        for place, each in enumerate(counts)
    ]
    table = pa.Table.from_pylist(rows, schema=_COUNTS)
    found = store.over({"segmented": table, "known_authorities": _NOBODY}, "intervals").to_pylist()
    by_place = {int(row["authority"]): row for row in found}
    return [{name: by_place[place][name] for name in (*ADDED, *COMPARED)} for place in range(len(counts))]


def _as_given(count: Count) -> dict[str, Any]:
    numbers = {"numerator": count.numerator, "denominator": count.denominator, "per": count.per}
    return {**count.line.values, **numbers, "kind": count.kind}


def _count(line: Line) -> Count:
    kind = line.need("kind", values.one_of(KINDS))
    count = Count(
        kind=kind,
        numerator=line.need("numerator", values.number),
        denominator=line.need("denominator", values.number),
        per=line.read("per", values.number, otherwise=Decimal(100 if kind == "proportion" else 1)),
        group=line.read("group", str, otherwise=None),
        line=line,
    )
    if fault := _fault(count):
        column, message, remedy = fault
        raise BadInput(message, remedy=remedy, where=line.place(column))
    return count


def _fault(count: Count) -> tuple[str, str, str] | None:
    """What is wrong with a row: the column, a sentence and a remedy."""
    x, n = count.numerator, count.denominator
    if x < 0:
        return "numerator", f"The numerator {x} is negative.", "Count cases or events."
    if n <= 0:
        return "denominator", f"The denominator {n} is not above 0.", "Leave out what has none."
    if count.per <= 0:
        return "per", f"A value cannot be per {count.per}.", "Write 100 for percent, or 1000 and so on for a rate."
    if x != x.to_integral_value():
        return "numerator", f"The numerator {x} is not a whole number.", "Count cases or events."
    if count.kind == "proportion" and n != n.to_integral_value():
        return "denominator", f"The denominator {n} is not a whole number.", "Count cases, or make it a rate."
    if count.kind == "proportion" and x > n:
        return "numerator", f"The numerator {x} is greater than the denominator {n}.", "Correct it, or make it a rate."
    return None


def _refuse_mixed_groups(counts: Sequence[Count]) -> None:
    first: dict[str, Count] = {}
    for each in counts:
        if each.group is None:
            continue
        before = first.setdefault(each.group, each)
        if (before.kind, before.per) != (each.kind, each.per):
            raise BadInput(
                f"The group '{each.group}' has a {before.kind} per {before.per} in {before.line.place()} and here a "
                f"{each.kind} per {each.per}.",
                remedy="Compare like with like.",
                where=each.line.place(),
            )
