"""The words of the trade as types. Every other room speaks in these; nothing here reads, writes or computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Polarity(StrEnum):
    """Which way is better. NONE is data only; UNCONFIRMED has not been settled, so it is never judged."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"
    UNCONFIRMED = "unconfirmed"


class Frequency(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    ANNUAL = "annual"


class RollUp(StrEnum):
    """How figures combine across authorities or periods. RATIO is sum of numerators over sum of denominators.

    POPULATION, across periods only: sum of events over the population as it is in the last of them.
    """

    SUM = "sum"
    RATIO = "ratio"
    WEIGHTED = "weighted"
    POPULATION = "population"
    LATEST = "latest"
    NONE = "none"


class Severity(StrEnum):
    """ERROR refuses the submission, WARNING needs a person's tick, NOTE informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Availability(StrEnum):
    """Why there is no plain figure, or what qualifies it. A plain figure has none of these (NULL)."""

    NOT_DUE = "not_due"
    ANNUAL_ONLY = "annual_only"
    AWAITED = "awaited"
    LATE = "late"
    NO_CASES = "no_cases"
    NOT_APPLICABLE = "not_applicable"
    PARTLY_APPLICABLE = "partly_applicable"
    NOT_COMPARABLE = "not_comparable"
    NO_DENOMINATORS = "no_denominators"
    DOES_NOT_ADD_UP = "does_not_add_up"
    SUPPRESSED = "suppressed"
    NO_TARGET = "no_target"
    DATA_ONLY = "data_only"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    BREAK = "break"


class TargetKind(StrEnum):
    TARGET = "target"
    FORECAST = "forecast"
    BENCHMARK = "benchmark"
    DIRECTION = "direction"


class CommentaryKind(StrEnum):
    CONTEXT = "context"
    CONTRIBUTING_FACTOR = "contributing factor"
    OPERATIONAL_RISK = "operational risk"
    REMEDIAL_ACTION = "remedial action"
    DECISION = "decision"
    WHAT_IS_BEING_DONE = "what is being done"


class StatusRole(StrEnum):
    """What a status plays in its scheme, whatever the scheme calls it and whichever colour it has."""

    GOOD = "good"
    NEAR = "near"
    BAD = "bad"
    UNKNOWN = "unknown"
    DATA_ONLY = "data only"


JUDGED = (StatusRole.GOOD, StatusRole.NEAR, StatusRole.BAD)
"""The roles of a figure that is judged, best first: what "of how many" counts."""
EVER = date(2000, 4, 1)
"""What is valid from this day is valid as far back as figures go. In SQL: toleranced, group_members."""


class ActionState(StrEnum):
    """The state of an action as it is worked out, the most pressing first."""

    OVERDUE = "overdue"
    WARNING = "warning"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """What the state is called: "In progress"."""
        return self.value.replace("_", " ").capitalize()


class State(StrEnum):
    """What became of a submission."""

    CHECKED = "checked"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault in a return, in the words shown to the person who sent it.

    ``rule`` is a stable kebab-case name ("unknown-indicator"); ``fix`` proposes a value or a step.
    """

    rule: str
    severity: Severity
    message: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    expected: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What became of every candidate row. Read is always the sum of the rest."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    def __post_init__(self) -> None:
        if self.read != self.new + self.changed + self.unchanged + self.refused:
            raise AssertionError(f"rows are lost or counted twice: {self}")


class ColumnRole(StrEnum):
    """What a column of a return is for, as a person says it in a mapping."""

    AUTHORITY = "authority"
    AUTHORITY_CODE = "authority code"
    PERIOD = "period"
    INDICATOR = "indicator"
    INDICATOR_CODE = "indicator code"
    BREAKDOWN = "breakdown"
    FIGURE = "figure"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    TARGET = "target"
    STATUS = "status"
    NOTE = "note"
    UNIT = "unit"
    SERVICE = "service"
    NOT_READ = "not read"


class YearsMeant(StrEnum):
    """What a bare year (2019) stands for: itself, or the financial year that starts or ends in it."""

    CALENDAR = "calendar"
    STARTING = "starting"
    ENDING = "ending"


Fact = Mapping[str, object]
"""One row of one table of the store, by column name, without ``version`` and ``received_on``."""

Facts = Mapping[str, list[dict[str, object]]]
"""Rows by table name: what a journal line carries, and what the store's index is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be recorded in one journal line and one transaction.

    ``kind``: catalogue | received | accepted | undone | published | meeting | chased. ``received_on`` is the day the
    facts were received (``as_of`` looks at it); ``back_dated`` is set when a person gave an earlier day than the day of
    recording.
    """

    kind: str
    by: str
    received_on: date
    facts: Facts = field(default_factory=dict)
    back_dated: bool = False
    submission: str = ""
    sha256: str = ""
    filename: str = ""
    layout: str = ""
    note: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A tolerance tried out in place of those in force: ``basis`` relative or points, both amounts zero or more."""

    basis: str
    green_within: Decimal
    amber_within: Decimal


DEFAULT_SCHEME, NO_SCHEME = "rag", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is being asked: the filters of a page, its address and, with the store's version, the key of its cache.

    Codes, never labels. Empty means all. ``year`` asks for the year's figure, ``period`` for any other period;
    both are canonical spellings (period.py). ``as_of``: only what had been received by that day.
    ``at``: the day on which due, overdue and late are judged. ``trial``: judge under this tolerance instead.
    ``publication``: the code of one, where the question is what it said. ``movement``: "tested", or "arrows" for
    the plain ones that any difference moves. ``comparators``: the group compared within, empty for every authority.
    ``today``: the day it is, where an answer is kept.
    """

    authorities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    period: str = ""
    objective: str = ""
    scheme: str = DEFAULT_SCHEME
    as_of: date | None = None
    at: date | None = None
    trial: Trial | None = None
    publication: str = ""
    movement: str = "tested"
    comparators: str = ""
    today: date | None = None


Number = Decimal
"""Money, rates, counts and percentages: six decimal places, never a float."""
