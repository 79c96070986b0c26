"""What may stand in a catalogue sheet: each kind's columns, how a cell of each is read, and what it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pbi.catalogue.columns import (
    AUTHORITY,
    DAY,
    INDICATOR,
    OBJECTIVE,
    PERIOD,
    TEXT,
    Column,
    Kind,
    choice,
    dated,
    need,
    spanned,
)
from pbi.catalogue.panel import PANEL
from pbi.catalogue.values import code, number, text, unit, whole, yes_or_no
from pbi.errors import BadInput
from pbi.model import EVER, ColumnRole, Frequency, Polarity, RollUp, StatusRole, TargetKind, YearsMeant


def _indicator(row: dict[str, Any]) -> dict[str, Any]:
    name, per = row["unit"]
    source = row["polarity_source"] or (None if row["polarity"] == Polarity.UNCONFIRMED else "stated")
    return {**row, "unit": name, "per": per, "polarity_source": source}


def _target(row: dict[str, Any]) -> dict[str, Any]:
    figures = [row["value"], row["lower"], row["upper"]]
    if row["kind"] != TargetKind.DIRECTION and figures == [None, None, None]:
        raise BadInput(
            "The target is blank.", remedy="Write 0 where the target is 0. Leave the row out where there is no target."
        )
    if row["lower"] is not None and row["upper"] is not None and row["lower"] > row["upper"]:
        raise BadInput("The lower end is above the upper.", remedy="Swap them.")
    return dated(row)


def _positive(row: dict[str, Any], column: str, *, or_zero: bool = False) -> dict[str, Any]:
    if row[column] < 0 or (row[column] == 0 and not or_zero):
        raise BadInput(
            f"The {column} is {row[column]:f}.", remedy="Give more than 0." if not or_zero else "Give 0 or more."
        )
    return row


def _tolerance(row: dict[str, Any]) -> dict[str, Any]:
    given = ("good_cut", "near_cut") if row["basis"] == "values" else ("green_within", "amber_within")
    if row[given[0]] is None:
        raise BadInput(
            f"A tolerance by {row['basis']} needs {given[0]}.",
            remedy=f"Give {given[0]} and, where there is a middle, {given[1]}.",
        )
    return spanned(row)


def _rebase(row: dict[str, Any]) -> dict[str, Any]:
    if row["baseline"] is not None and row["baseline"] < SHORTEST_BASELINE:
        raise BadInput(
            f"A baseline of {row['baseline']} rows is too short to fix limits by.",
            remedy=f"Give {SHORTEST_BASELINE} or more, or leave it blank.",
        )
    if row["lifted_on"] and row["lifted_on"] < row["set_on"]:
        raise BadInput("It was lifted before it was set.", remedy="Correct lifted_on.")
    return dated(row)


def _comparator(row: dict[str, Any]) -> dict[str, Any]:
    group = row.pop("group")
    return spanned({**row, "comparators": group, "name": row["name"] or group})


SHORTEST_BASELINE = 12
"""The fewest rows that limits may be fixed by."""
RATINGS = ["completed", "on target", "attention", "amendment", "aborted", "not available"]
"""What a return may rate an action or an indicator; their words, and who considers each, are the catalogue's."""
_NEEDED = Column(read=text, required=True)
_CODE = Column(read=code, required=True)
_NUMBER = Column(read=number)
_WHOLE = Column(read=whole)
_SERVICE = Column(read=text, refers="service")
_SPAN = {"valid_from": need(DAY), "valid_to": DAY}
_WHOSE = {"service": _SERVICE, "authority": AUTHORITY}
_ROLE = choice([*map(str, StatusRole)], required=True)
_ROLL_UP = choice(RollUp, default=str(RollUp.NONE))
_ACROSS = choice([each for each in RollUp if each is not RollUp.POPULATION], default=str(RollUp.NONE))
"""Across authorities populations add up, as events do: that is a ratio."""

KINDS: Mapping[str, Kind] = {
    "authorities": Kind(
        table="authority", columns={"code": _CODE, "name": _NEEDED, "kind": _NEEDED, "successor": AUTHORITY}
    ),
    "authority_aliases": Kind(table="authority_alias", columns={"alias": _NEEDED, "authority": need(AUTHORITY)}),
    "memberships": Kind(
        table="membership",
        finish=spanned,
        columns={"partnership": need(AUTHORITY), "authority": need(AUTHORITY), **_SPAN},
    ),
    "services": Kind(
        table="service",
        columns={"code": _CODE, "name": _NEEDED, "parent": _SERVICE, "purpose": TEXT, "position": _WHOLE},
    ),
    "objectives": Kind(
        table="objective",
        columns={"code": _CODE, "title": _NEEDED, "plan": TEXT, "objective_group": TEXT, **_WHOSE},
    ),
    "indicators": Kind(
        table="indicator",
        finish=lambda row: spanned(_indicator(row)),
        columns={
            "code": _CODE,
            "name": _NEEDED,
            "definition": TEXT,
            "service": _SERVICE,
            "objective": OBJECTIVE,
            "unit": Column(read=unit, required=True),
            "polarity": choice(Polarity, default=str(Polarity.UNCONFIRMED)),
            "polarity_source": TEXT,
            "frequency": choice(Frequency),
            "across_authorities": _ACROSS,
            "across_periods": _ROLL_UP,
            "accumulates": Column(read=yes_or_no, default=False),
            "decimals": Column(read=whole, default=0),
            "control": choice(["direct", "shared", "context"]),
            "standing": TEXT,
            "lifecycle": choice(["proposed", "ratified", "active", "retired"], default="active"),
            "ratified_by": TEXT,
            "replaced_by": INDICATOR,
            "comparable_from": DAY,
            "valid_from": DAY,
            "valid_to": DAY,
        },
    ),
    "targets": Kind(
        table="target",
        finish=_target,
        columns={
            "indicator": need(INDICATOR),
            "authority": AUTHORITY,
            "period": PERIOD,
            "value": _NUMBER,
            "lower": _NUMBER,
            "upper": _NUMBER,
            "kind": choice(TargetKind, default=str(TargetKind.TARGET)),
        },
    ),
    "tolerances": Kind(
        table="tolerance",
        finish=_tolerance,
        columns={
            "scheme": Column(read=text, refers="scheme"),
            "authority": AUTHORITY,
            "indicator": INDICATOR,
            "basis": choice(["relative", "points", "values"], default="relative"),
            "green_within": _NUMBER,
            "amber_within": _NUMBER,
            "good_cut": _NUMBER,
            "near_cut": _NUMBER,
            "inclusive": Column(read=yes_or_no, default=True),
            **_SPAN,
        },
    ),
    "schemes": Kind(
        table="scheme",
        columns={
            "scheme": _NEEDED,
            "name": _NEEDED,
            "status": _NEEDED,
            "label": _NEEDED,
            "letter": TEXT,
            "symbol": TEXT,
            "position": need(_WHOLE),
            "role": _ROLE,
        },
    ),
    "status_aliases": Kind(table="status_alias", columns={"alias": _NEEDED, "role": _ROLE}),
    "rating_words": Kind(
        table="rating_word",
        columns={
            "rating": choice(RATINGS, required=True),
            "label": _NEEDED,
            "symbol": TEXT,
            "colour": TEXT,
            "position": need(_WHOLE),
            "role": _ROLE,
            "considered_by": TEXT,
            "needs_commentary": Column(read=yes_or_no, default=False),
        },
    ),
    "mappings": Kind(
        table="mapping",
        columns={
            "fingerprint": _CODE,
            "authority": AUTHORITY,
            "sheet": TEXT,
            "heading": _NEEDED,
            "role": choice(ColumnRole, required=True),
            "indicator": TEXT,
            "name": TEXT,
            "unit": TEXT,
            "years": choice(YearsMeant),
            "position": need(_WHOLE),
        },
    ),
    "agreement_shares": Kind(
        table="agreement_share",
        finish=spanned,
        columns={"partnership": need(AUTHORITY), "authority": need(AUTHORITY), "share": need(_NUMBER), **_SPAN},
    ),
    "agreement_tolerances": Kind(
        table="agreement_tolerance",
        finish=lambda row: spanned(_positive(row, "points", or_zero=True)),
        columns={"partnership": need(AUTHORITY), "points": need(_NUMBER), **_SPAN},
    ),
    "demand_weights": Kind(
        table="demand_weight",
        finish=lambda row: spanned(_positive(row, "hours_per_case")),
        columns={
            "partnership": need(AUTHORITY),
            "indicator": need(INDICATOR),
            "hours_per_case": Column(read=number, default=Decimal(1)),
            **_SPAN,
        },
    ),
    "budgets": Kind(
        table="budget",
        finish=lambda row: dated(_positive(row, "amount")),
        columns={"partnership": need(AUTHORITY), "period": PERIOD, "amount": need(_NUMBER)},
    ),
    "comparator_groups": Kind(
        table="comparator_group",
        finish=_comparator,
        columns={
            "group": _CODE,
            "name": TEXT,
            "authority": need(AUTHORITY),
            "source": TEXT,
            "valid_from": Column(read=DAY.read, default=EVER),
            "valid_to": DAY,
        },
    ),
    "rebases": Kind(
        table="rebase",
        finish=_rebase,
        columns={
            "indicator": need(INDICATOR),
            "authority": need(AUTHORITY),
            "period": PERIOD,
            "reason": _NEEDED,
            "author": _NEEDED,
            "set_on": need(DAY),
            "baseline": _WHOLE,
            "lifted_on": DAY,
        },
    ),
    "circumstances": Kind(
        table="circumstance",
        finish=dated,
        columns={
            "indicator": need(INDICATOR),
            "authority": need(AUTHORITY),
            "period": PERIOD,
            "reason": _NEEDED,
            "guidance": TEXT,
            "whose_view": _NEEDED,
            "approver": TEXT,
            "until": DAY,
            "adjusted_numerator": _NUMBER,
            "adjusted_denominator": _NUMBER,
            "adjusted_outturn": _NUMBER,
        },
    ),
    **PANEL,
}

HEADINGS = {
    "ons_code": "code",
    "group": "objective_group",
    "from": "valid_from",
    "start": "valid_from",
    "to": "valid_to",
    "end": "valid_to",
    "target": "value",
    "partner": "authority",
    "order": "position",
    "rebased_from": "period",
    "meeting": "meeting_on",
}
"""Other headings a column answers to, in the kinds that have that column and no column of the heading's own name."""
