"""What the figures of a return come to before they are recorded: the store's own steps, run over its rows.

The rule of status is in the steps alone (docs/steps.md: ``toleranced``, ``shortfalls``, ``roles``, ``assessed``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from pbi.model import Fact, Trial
from pbi.period import canonical
from pbi.store import Store, settle

Row = dict[str, Any]

_PLACE = [("indicator", pa.string()), ("authority", pa.string())]
_SIX = pa.decimal128(18, 6)
# A direction of travel and a year to date need figures of other returns, so a return's rows are judged without them.
_LEFT_OUT = {
    "last_years": pa.schema(
        [*_PLACE, ("period_kind", pa.string()), ("serves_year", pa.int64()), ("ends_in", pa.int64()), ("value", _SIX)]
    ).empty_table(),
    "targets_to_date": pa.schema(
        [*_PLACE, ("period", pa.string()), ("value", _SIX), ("lower", _SIX), ("upper", _SIX)]
    ).empty_table(),
}


def judged(
    store: Store,
    *,
    outturns: Collection[Fact],
    targets: Collection[Fact],
    indicators: Mapping[str, Fact],
    scheme: str,
    trial: Trial | None = None,
) -> list[Row]:
    """The rows of ``status_and_tolerance`` over these outturns and no others, under one scheme.

    ``targets`` and ``indicators`` (by code) are those the return brings or changes; everything else is the store's.
    ``outturns`` holds each indicator, authority and period once. A direction of travel has no target here.
    """
    rules = {"dated_indicators": _with_indicators(store, indicators)} if indicators else {}
    reported = _table(store, "reported", "outturn", outturns)
    measured = store.over({"reported": reported, **rules}, "measured")
    tables = {**rules, **_LEFT_OUT, "judgeable": _judgeable(measured)}
    if targets:
        known = store.query("known_targets")
        tables["known_targets"] = pa.concat_tables([known, _table(store, "known_targets", "target", targets)])
    found: list[Row] = store.over(
        tables,
        "status_and_tolerance",
        scheme=scheme,
        trial_basis=trial.basis if trial else None,
        trial_green=trial.green_within if trial else None,
        trial_amber=trial.amber_within if trial else None,
    ).to_pylist()
    return found


def tolerances(store: Store) -> Callable[[str, str, str, date], Row]:
    """What the step ``toleranced`` chooses for an indicator and an authority under a scheme on a day; nothing where no
    tolerance names either of them.
    """
    known = store.rows("known_tolerances")
    indicators, authorities = ({row[name] for row in known} for name in ("indicator", "authority"))

    @cache
    def chosen(indicator: str, authority: str, scheme: str, on: date) -> Row:
        figure = {
            **dict.fromkeys(("part", "whole", "availability", "target", "target_lower", "target_upper")),
            "basis": "official",
            "indicator": indicator,
            "authority": authority,
            "period": "",
            "period_end": on,
        }
        rule = {"indicator": indicator, "polarity": None, "standing": None, "valid_from": on, "valid_to": on}
        tables = {"targeted": pa.Table.from_pylist([figure]), "indicator_rules": pa.Table.from_pylist([rule])}
        [row] = store.over(tables, "toleranced", scheme=scheme).to_pylist()
        return dict(row)

    def found(indicator: str, authority: str, scheme: str, on: date) -> Row:
        if indicator in indicators or authority in authorities:
            # An indicator that no tolerance names has the tolerance of every other such indicator.
            return chosen(indicator if indicator in indicators else "", authority, scheme, on)
        return {}

    return found


def _table(store: Store, step: str, kind: str, facts: Collection[Fact]) -> pa.Table:
    """Facts of a return as rows of a step that reads the facts that are recorded."""
    rows = settle({kind: [{**fact, "submission": "not recorded"} for fact in facts]})[kind]
    dated = [{**row, "financial_year": canonical(row["period"]).financial_year, "restated": False} for row in rows]
    return pa.Table.from_pylist(dated, schema=store.without_rows(step).schema)


def _judgeable(measured: pa.Table) -> pa.Table:
    """Figures as they are, each for itself: none is pooled, hidden or to come."""
    for name, value in {"basis": "official", "origin": "reported"}.items():
        measured = measured.append_column(name, pa.repeat(value, len(measured)))
    for name in ("members_reporting", "members_expected"):
        measured = measured.append_column(name, pa.nulls(len(measured), pa.int64()))
    return measured


def _with_indicators(store: Store, indicators: Mapping[str, Fact]) -> pa.Table:
    """The step ``dated_indicators`` as it is once these rows are recorded, for these indicators and all others."""
    known = store.query("dated_indicators")
    brought = {(code, row.get("valid_from")) for code, row in indicators.items()}
    kept = [row for row in known.to_pylist() if (row["code"], row["valid_from"]) not in brought]
    rows = settle({"indicator": [dict(row) for row in indicators.values()]})["indicator"]
    return pa.Table.from_pylist([*kept, *rows], schema=known.schema)
