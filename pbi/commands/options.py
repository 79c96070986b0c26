"""The options of ``query``: which of them concern which measure, and the group that query compare is asked about."""

from __future__ import annotations

from argparse import Namespace

from pbi import measures
from pbi import period as periods
from pbi.errors import BadInput, UnknownName
from pbi.period import PeriodKind
from pbi.store import Store

COMPARED = (
    *("authority", "authority_name", "service", "indicator", "indicator_name", "unit", "period"),
    *("outturn", "numerator", "denominator", "per", "lower_95", "upper_95", "lower_998", "upper_998"),
    *("comparators", "is_member", "members", "pooled", "benchmark", "in_benchmark", "comparison", "comparison_95"),
    *("rank", "ranked", "quartile"),
    *("funnel_lower_95", "funnel_upper_95", "funnel_lower_998", "funnel_upper_998", "dispersion", "is_overdispersed"),
    *("previous", "previous_period", "change", "change_lower", "change_upper", "movement", "moved_by"),
    *("years", "trend_from", "chi_square", "trend", "availability", "submission", "sheet", "cell"),
)
_OF_NO_PERIOD = {"returns", "deep-dives", "publications", "changes"}
"""They are of no period: what was received, what is set down for a meeting, and what a publication says itself."""
_JUDGED_ON_A_DAY = {
    *("scorecard", "trend", "counts", "compare", "actions", "vanished", "questions"),
    *("board-questions", "expected", "chasers"),
}
"""They say what is due, late or overdue on a day, or leave out what is not due by then."""
NOT_NARROWED = {
    "authority": {"publications"},
    "service": {"returns", "publications", "passport", "demand", "ratings", "ratings-grid"},
    "indicator": {"returns", "publications", "achievements", "demand", "ratings", "ratings-grid"},
}
"""What each of the filters leaves as it is."""


def refuse(given: Namespace) -> None:
    """BadInput where the measure asked for does not depend on an option that is given."""
    measure, period = given.measure, given.year or given.period
    if period and measure in _OF_NO_PERIOD:
        raise BadInput(f"query {measure} has no period.", remedy="Leave the period out.")
    if period and measure == "forecast" and periods.parse(period).kind is not PeriodKind.YEAR:
        raise BadInput(
            f"A forecast is of a financial year; {periods.parse(period)} is not one.",
            remedy="Give --year; --as-of shows what was known on a day.",
        )
    for name, measures_whole in NOT_NARROWED.items():
        if getattr(given, name) and measure in measures_whole:
            raise BadInput(f"query {measure} cannot be narrowed by {name}.", remedy=f"Leave --{name} out.")
    if given.at and measure not in _JUDGED_ON_A_DAY:
        raise BadInput(
            f"query {measure} does not depend on the day of judging.",
            remedy="Leave --at out; --as-of shows what was known on a day.",
        )
    if getattr(given, "group", None) and measure != "compare":
        raise BadInput(f"query {measure} compares within no group.", remedy="Leave --group out.")
    if getattr(given, "movement", "tested") == "arrows" and measure not in {"scorecard", "trend"}:
        raise BadInput(f"query {measure} has no plain arrows.", remedy="Leave --movement out.")


def comparators(store: Store, text: str | None) -> str:
    """The code of the group called this, by code or name; "" where none was named, UnknownName where there is none."""
    if not text:
        return ""
    held = measures.comparator_groups(store)
    for column in ("comparators", "comparators_name"):
        found = held.loc[held[column].str.casefold() == text.strip().casefold(), "comparators"].unique()
        if len(found) == 1:
            return str(found[0])
    raise UnknownName(text, kind="comparator group", near=sorted(held["comparators"].unique()))
