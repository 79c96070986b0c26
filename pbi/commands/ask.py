"""query and explain: a measure's rows, printed. Columns and codes are stable."""

from __future__ import annotations

from argparse import Namespace

from pbi import catalogue, measures
from pbi import period as periods
from pbi.commands import board, expected, options, panel, restatements, signals
from pbi.commands.show import Row, as_table, rows_as
from pbi.errors import BadInput
from pbi.model import Question
from pbi.narrative import availability
from pbi.narrative.change import movement
from pbi.period import PeriodKind
from pbi.store import Store

BESIDE = (
    *("numerator", "denominator", "target_lower", "target_upper"),
    *("change_lower", "change_upper", "change_lower_95", "change_upper_95"),
)
"""What a page shows beside a figure: what it is made of, the band of its target, and how sure its change is."""
SCORECARD = (
    *("authority", "authority_name", "service", "indicator", "indicator_name", "unit", "period"),
    *("outturn", "target", "variance", "status", "stated_status"),
    *("previous", "previous_period", "change", "movement", "movement_reason", "status_reason"),
    *("compared_outturn", "compared_over", "membership"),
    *("availability", "reason", "submission", "sheet", "cell"),
    *BESIDE,
)
ARROWED = (
    *SCORECARD[: SCORECARD.index("previous")],
    *(
        "earlier_period",
        "earlier",
        "earlier_change",
        "earlier_over",
        "earlier_membership",
        "short_trend",
        "long_mean",
        "long_periods",
        "long_trend",
    ),
    *SCORECARD[SCORECARD.index("availability") :],
)
COLUMNS = {
    "arrowed": ARROWED,
    "scorecard": SCORECARD,
    "trend": tuple(name for name in SCORECARD if not name.startswith("movement")),
    "counts": ("basis", "authority", "service", "period", "status", "label", "count", "base", "percent"),
    "actions": (
        "code",
        "title",
        "authority",
        "service",
        "objective",
        "due",
        "progress",
        "status",
        "stated_status",
        "owner",
    ),
    "ratings": ("authority", "subject", "code", "title", "period", "rating", "stated", "submission", "sheet", "cell"),
    "ratings-grid": ("authority", "subject", "period", "rating", "label", "considered_by", "count", "percent", "base"),
    "achievements": (
        *("authority", "authority_name", "service", "title", "period", "from_value", "to_value", "unit"),
        *("submission", "sheet", "cell"),
    ),
    "returns": (
        "submission",
        "authority_names",
        "kind",
        "filename",
        "layout",
        "received_on",
        "recorded_at",
        "recorded_by",
        "back_dated",
        "note",
    ),
    "passport": (
        "authority",
        "period",
        "value",
        "numerator",
        "denominator",
        "availability",
        "shorthand",
        "submission",
        "filename",
        "sheet",
        "cell",
        "received_on",
        "recorded_at",
        "recorded_by",
        "holds",
        "part_of",
        "read_as",
    ),
    "demand": (
        "authority",
        "authority_name",
        "period",
        "volume",
        "hours",
        "share",
        "lower_95",
        "upper_95",
        "agreed_share",
        "difference",
        "verdict",
        "since",
        "budget_effect",
        "availability",
        "lower_998",
        "upper_998",
        "partnership",
    ),
    "forecast": (
        "authority",
        "authority_name",
        "service",
        "indicator",
        "indicator_name",
        "unit",
        "period",
        "as_at",
        "to_date",
        "target_to_date",
        "forecast",
        "low",
        "high",
        "target",
        "needed",
        "current_status",
        "forecast_status",
        "years_of_history",
        "note",
    ),
    "differences": (
        "authority",
        "authority_name",
        "service",
        "indicator",
        "indicator_name",
        "period",
        "outturn",
        "target",
        "stated_status",
        "status",
        "label",
        "steps",
        "submission",
        "sheet",
        "cell",
    ),
    "vanished": (
        "authority",
        "authority_name",
        "service",
        "indicator",
        "indicator_name",
        "previous_period",
        "period",
        "still_reported",
    ),
    "control": (
        *("authority", "authority_name", "service", "indicator", "indicator_name", "unit", "period_kind", "period"),
        *("outturn", "target", "mean", "lower", "upper", "segment", "begins"),
        *("rule", "completed", "verdict", "assurance", "gate", "untested"),
    ),
    **restatements.COLUMNS,
    "compare": options.COMPARED,
    **panel.COLUMNS,
    **signals.COLUMNS,
    **board.COLUMNS,
    **expected.COLUMNS,
}
_STEPS = {
    "scorecard": "told",
    "returns": "submissions",
    "differences": "stated_differences",
    "ratings-grid": "ratings_grid",
    "deep-dives": "deep_dives",
}
_TABLES = {"forecast": measures.forecast_table, "vanished": measures.vanished_table, "control": measures.control_table}
_ARROWED = {"scorecard": "arrowed", "trend": "arrowed"}
_NEEDS_PERIOD = {
    "scorecard",
    "counts",
    "passport",
    "vanished",
    "signals",
    "compare",
    *panel.NEED_PERIOD,
    *expected.COLUMNS,
}


def query(store: Store, given: Namespace) -> str:
    """The rows of a measure in the form asked for. Refused: an option that the measure knows nothing of."""
    options.refuse(given)
    asked = question(store, given, needs_period=given.measure in _NEEDS_PERIOD)
    publication = restatements.publication(store, given)
    plain = asked.movement == "arrows" and not publication
    measure = _ARROWED.get(given.measure, given.measure) if plain else given.measure
    rows = restatements.reported(store, measure, asked, publication) if publication else _rows(store, measure, asked)
    said = {name: say for name, say in _SAID.items() if name in COLUMNS[measure]}
    rows = [{**{name: say(row) or None for name, say in said.items() if name not in row}, **row} for row in rows]
    printed = rows_as(given.format, rows, columns=COLUMNS[measure])
    listed = given.measure in {"signals", "flags"} and given.format == "table"
    return signals.with_base(printed, store, asked) if listed else printed


def _shorthand(row: Row) -> str:
    """What the Government Statistical Service's shorthand says of a row: "[p]", "[x]"; "" where nothing."""
    return availability.shorthand({"outturn": row.get("value"), "decimals": None, **row})


_SAID = {
    "shorthand": _shorthand,
    "reason": availability.reason,
    "movement_reason": movement.reason,
    "status_reason": availability.unjudged,
}
"""Columns in words, worked out from a row."""


def explain(store: Store, given: Namespace) -> str:
    """Each step of a chain in order, with how many rows it gives for this question."""
    asked = question(store, given, needs_period=True)
    ahead = given.step in {"forecast", "outlooks", "back_test"}
    chain = store.explain(given.step, **measures.parameters(asked), with_forecasts=ahead)
    return as_table([{"step": name, "rows": rows} for name, rows in chain], columns=("step", "rows"))


def question(store: Store, given: Namespace, *, needs_period: bool) -> Question:
    """The Question that the filters of a command line ask; names and spellings become codes, or are refused."""
    names = catalogue.names(store)
    return Question(
        authorities=tuple(names.authority(each) for each in given.authority),
        services=tuple(names.service(each) for each in given.service),
        indicators=tuple(names.indicator(each) for each in given.indicator),
        period=_period(given) or (measures.latest_period(store, as_of=given.as_of) if needs_period else ""),
        scheme=measures.check_scheme(store, given.scheme),
        as_of=given.as_of,
        at=given.at,
        trial=restatements.trial(given),
        movement=getattr(given, "movement", "tested"),
        comparators=options.comparators(store, getattr(given, "group", None)),
    )


def _period(given: Namespace) -> str:
    if given.year and given.period:
        raise BadInput("Both --year and --period are given.", remedy="Give one of them.")
    if not (given.year or given.period):
        return ""
    asked = periods.parse(given.year or given.period)
    if given.year and asked.kind is not PeriodKind.YEAR:
        raise BadInput(f"{asked} is not a financial year.", remedy=f"Use --period '{asked}'.")
    return str(asked)


def _rows(store: Store, measure: str, asked: Question) -> list[Row]:
    if measure in _NEEDS_PERIOD and not asked.period:
        return []
    if measure == "passport":
        if not (asked.indicators and asked.authorities):
            raise BadInput(
                "A passport is of one figure.", remedy="Give --indicator, --authority and --year or --period."
            )
        found: list[Row] = measures.table(store, asked, "passport").to_pylist()
        return found
    if measure == "questions":
        return panel.rows(store, asked)
    if measure in board.COLUMNS:
        return board.rows(store, asked)
    if measure in expected.COLUMNS:
        return expected.rows(store, asked, measure)
    if measure in _TABLES:
        worked_out: list[Row] = _TABLES[measure](store, asked).to_pylist()
        return worked_out
    if measure in restatements.TABLES:
        rows: list[Row] = restatements.TABLES[measure](store, asked).to_pylist()
    else:
        rows = measures.table(store, asked, _STEPS.get(measure, measure)).to_pylist()
    if measure == "compare" and asked.authorities:
        return [row for row in rows if row["is_asked"]]
    if measure in {"trend", *restatements.TABLES} and asked.period:
        return [row for row in rows if row["period"] == asked.period]
    return rows
