"""What the queries of a panel without statuses print: what totals hide, flags, scheduled looks and questions."""

from __future__ import annotations

COLUMNS = {
    "masked": (
        "authority",
        "authority_name",
        "service",
        "indicator",
        "indicator_name",
        "unit",
        "period",
        "member",
        "member_name",
        "reason",
        "outturn",
        "target",
        "status",
        "change",
        "direction",
        "member_outturn",
        "member_target",
        "member_status",
        "member_change",
        "member_direction",
    ),
}
