"""query signals: each figure with its signal, and for people the base the list stands on."""

from __future__ import annotations

from pbi import measures
from pbi.model import Question
from pbi.narrative import signals
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
        *("series_kind", "points", "testable", "reason", "gate", "rule", "verdict", "completed", "completed_in"),
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
        *("latest", "latest_period", "expected"),
    )
}


def with_base(printed: str, store: Store, asked: Question) -> str:
    """The printed table, and beneath it how many of those that can be tested changed, and how many would by chance."""
    return f"{printed}\n\n{signals.base(measures.signals(store, asked))}".rstrip()
