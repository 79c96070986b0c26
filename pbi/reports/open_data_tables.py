"""The tables of the open data: each column with its type, meaning and unit. The dictionary is written from here."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

AMOUNT, TOTAL = pa.decimal128(18, 6), pa.decimal128(24, 6)
TEXT, TRUTH, DAY, WHOLE = pa.string(), pa.bool_(), pa.date32(), pa.int32()
OF_INDICATOR = "the indicator's unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column. ``joins``: the dimension that explains its codes; ``judges``: not there without a status scheme;
    ``source``: the name it has in the measure, where that is another."""

    name: str
    meaning: str
    type: pa.DataType = TEXT
    unit: str = ""
    joins: str = ""
    judges: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Star:
    """A table: what a row is, the columns that tell rows apart, and its columns."""

    meaning: str
    key: tuple[str, ...]
    columns: tuple[Field, ...]


_INDICATOR = Field(name="indicator", meaning="Code of the indicator", joins="dim_indicator")
_AUTHORITY = Field(name="authority", meaning="Code of the authority or partnership", joins="dim_authority")
_PERIOD = Field(name="period", meaning="The period, as 2019/20 or 2019/20 Q4", joins="dim_period")
_SERVICE = Field(name="service", meaning="Code of the service", joins="dim_service")
_KEYS = ("indicator", "authority", "period")
_FROM = (
    Field(name="submission", meaning="The return it was received in; empty where it was worked out from others"),
    Field(name="sheet", meaning="Sheet of that return"),
    Field(name="cell", meaning="Cell of that sheet"),
)

TABLES = {
    "fact_outturn": Star(
        "One figure: an indicator of an authority in a period.",
        _KEYS,
        (
            *(_INDICATOR, _AUTHORITY, _PERIOD, _SERVICE),
            Field(name="outturn", meaning="The figure; empty where it is missing", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="numerator", meaning="What it was divided from", type=TOTAL),
            Field(name="denominator", meaning="What it was divided by", type=TOTAL),
            Field(name="availability", meaning="Why there is no figure, or what qualifies it"),
            Field(name="origin", meaning="How it was come by: reported, year to date at Q4, four quarters, pooled"),
            Field(name="restated", meaning="Whether it was first reported otherwise", type=TRUTH),
            Field(name="previous_period", meaning="The same period of the year before"),
            Field(name="change", meaning="Outturn less that of the year before, over the same members; of percentages "
                  "in points", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="compared_outturn", meaning="Of a partnership whose members changed, the figure that the change "
                  "is of: over the members of both years", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="compared_over", meaning="Those members"),
            Field(name="membership", meaning="Who joined or left since the year before"),
            Field(name="direction", meaning="What a test at 99.8% says of that change, or why it was not tested"),
            Field(name="movement", meaning="What the pages say, by that test or the control chart: better, worse, "
                  "higher, lower, no real change, not enough data; empty without a figure"),
            Field(name="members_reporting", meaning="Of a partnership, how many members have reported", type=WHOLE),
            Field(name="members_expected", meaning="Of a partnership, how many it has", type=WHOLE),
            Field(name="variance", meaning="Outturn less target", type=AMOUNT, unit=OF_INDICATOR, judges=True),
            Field(name="status", meaning="Code of the status", joins="dim_status", judges=True),
            Field(name="stated_status", meaning="The status as the return states it", judges=True),
            *_FROM,
        ),
    ),
    "fact_target": Star(
        "What a figure is judged against.",
        _KEYS,
        (
            *(_INDICATOR, _AUTHORITY, _PERIOD),
            Field(name="target", meaning="The target", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="target_lower", meaning="Where a band begins", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="target_upper", meaning="Where a band ends", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="target_kind", meaning="target, forecast, benchmark, or direction (better than last year)"),
            Field(name="is_split_target", meaning="A year's target split evenly over its periods", type=TRUTH),
        ),
    ),
    "fact_restatement": Star(
        "One later receipt that changed a figure.",
        (*_KEYS, "version"),
        (
            *(_INDICATOR, _AUTHORITY, _PERIOD),
            Field(name="version", meaning="Number of the receipt", type=WHOLE),
            Field(name="old_value", meaning="The figure before", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="new_value", meaning="The figure after", type=AMOUNT, unit=OF_INDICATOR),
            Field(name="old_received_on", meaning="Day the figure before was received", type=DAY),
            Field(name="received_on", meaning="Day the figure after was received", type=DAY),
            *_FROM,
        ),
    ),
    "fact_achievement": Star(
        "One thing achieved, as an authority reports it; it belongs to no indicator.",
        ("authority", "title", "period"),
        (
            *(_AUTHORITY, _PERIOD, _SERVICE),
            Field(name="title", meaning="What was achieved"),
            Field(name="from_value", meaning="What it was before", type=AMOUNT, unit="unit"),
            Field(name="to_value", meaning="What it became", type=AMOUNT, unit="unit"),
            Field(name="unit", meaning="What is counted, as the return prints it"),
            *_FROM,
        ),
    ),
    "dim_indicator": Star(
        "One indicator.",
        ("indicator",),
        (
            Field(name="indicator", meaning="Its code"),
            Field(name="indicator_name", meaning="Its name"),
            Field(name="definition", meaning="What is measured"),
            Field(name="service", meaning="Code of its service", joins="dim_service"),
            Field(name="objective", meaning="Code of the objective it measures", joins="dim_objective"),
            Field(name="unit", meaning="percent (96, not 0.96), number, currency (pounds), days, rate, ratio"),
            Field(name="per", meaning="Of a rate, per how many", type=AMOUNT),
            Field(name="polarity", meaning="Whether higher or lower is better, a range, or neither"),
            Field(name="frequency", meaning="How often it is reported"),
            Field(name="accumulates", meaning="Whether a period's figure is the year to date", type=TRUTH),
            Field(name="decimals", meaning="Decimals it is shown with", type=WHOLE),
            Field(name="lifecycle", meaning="proposed, ratified, active or retired"),
            Field(name="comparable_from", meaning="Figures before this day are not comparable", type=DAY),
        ),
    ),
    "dim_authority": Star(
        "One authority or partnership.",
        ("authority",),
        (
            Field(name="authority", meaning="Its code: that of the Office for National Statistics where it has one"),
            Field(name="authority_name", meaning="Its name"),
            Field(name="authority_kind", meaning="What kind of authority, or partnership"),
            Field(name="successor", meaning="Code of the authority that came after it"),
        ),
    ),
    "dim_service": Star(
        "One service.",
        ("service",),
        (
            Field(name="service", meaning="Its code"),
            Field(name="service_name", meaning="Its name"),
            Field(name="purpose", meaning="What it is for"),
        ),
    ),
    "dim_objective": Star(
        "One objective of a plan.",
        ("objective",),
        (
            Field(name="objective", meaning="Its code"),
            Field(name="title", meaning="Its title"),
            Field(name="plan", meaning="The plan it belongs to"),
            Field(name="objective_group", meaning="The group it belongs to"),
            Field(name="authority", meaning="Code of the authority whose it is; empty: of whoever keeps the store"),
        ),
    ),
    "dim_period": Star(
        "One period.",
        ("period",),
        (
            Field(name="period", meaning="The period, as 2019/20 or 2019/20 Q4"),
            Field(name="period_kind", meaning="year, half, quarter, month and so on"),
            Field(name="period_start", meaning="Its first day", type=DAY),
            Field(name="period_end", meaning="Its last day", type=DAY),
            Field(name="financial_year", meaning="The financial year it ends in"),
        ),
    ),
    "dim_status": Star(
        "One status of the scheme applied.",
        ("status",),
        (
            Field(name="status", meaning="Its code"),
            Field(name="label", meaning="As it is printed"),
            Field(name="letter", meaning="As one letter"),
            Field(name="position", meaning="Its place in the scheme", type=WHOLE),
            Field(name="role", meaning="What it means: good, near, bad, unknown, data only"),
        ),
    ),
}  # fmt: skip
JUDGED = ("fact_target", "dim_status")
"""The tables that are not there without a status scheme."""
