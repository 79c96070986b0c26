"""query compare: each authority beside its peers, and the group it is compared within."""

from __future__ import annotations

from pbi import measures
from pbi.errors import UnknownName
from pbi.store import Store

COLUMNS = (
    *("authority", "authority_name", "service", "indicator", "indicator_name", "unit", "period"),
    *("outturn", "numerator", "denominator", "per", "lower_95", "upper_95", "lower_998", "upper_998"),
    *("comparators", "is_member", "members", "pooled", "benchmark", "in_benchmark", "comparison", "comparison_95"),
    *("rank", "ranked", "quartile"),
    *("funnel_lower_95", "funnel_upper_95", "funnel_lower_998", "funnel_upper_998", "dispersion", "is_overdispersed"),
    *("previous", "change", "change_lower", "change_upper", "direction"),
    *("years", "trend_from", "chi_square", "trend", "availability", "submission", "sheet", "cell"),
)


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
