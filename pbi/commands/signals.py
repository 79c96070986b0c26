"""query signals: whether each figure changed and what shows it, and for people the base the list rests on."""

from __future__ import annotations

from pbi import measures
from pbi.model import Question
from pbi.narrative.change import movement
from pbi.store import Store

COLUMNS = {
    "signals": (
        *(
            "authority",
            "authority_name",
            "service",
            "indicator",
            "indicator_name",
            "unit",
            "period",
            "outturn",
            "status",
        ),
        *("previous", "previous_period", "change", "movement", "moved_by", "moved_in"),
        *("chart_movement", "year_movement", "chart_reason", "year_reason", "chance"),
        *("series_kind", "points", "testable", "gate", "rule", "verdict", "completed", "completed_in"),
        *(
            "completed_rule",
            "completed_verdict",
            "completed_from",
            "completed_to",
            "since",
            "assurance",
            "mean",
            "lower",
            "upper",
        ),
        *("latest", "latest_period"),
    )
}


def with_base(printed: str, store: Store, asked: Question) -> str:
    """The printed table, and beneath it how many of those that can be tested changed, and how many by chance alone."""
    return f"{printed}\n\n{movement.base(measures.signals(store, asked))}".rstrip()
