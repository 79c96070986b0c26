"""What the journal holds of submissions: received, accepted, undone; and the id of the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pbi.errors import UnknownName
from pbi.returns.intake.comparison import Checked
from pbi.returns.subject.stored import Row
from pbi.store import Store


def accepted_before(store: Store, sha256: str) -> Row | None:
    """The journal entry by which exactly these bytes were accepted, unless that was undone since."""
    undone = {row["submission"] for row in entries(store) if row["kind"] == "undone"}
    return next(
        (
            row
            for row in entries(store)
            if row["sha256"] == sha256 and row["kind"] == "accepted" and row["submission"] not in undone
        ),
        None,
    )


def received_before(store: Store, sha256: str) -> str | None:
    """The id under which exactly these bytes were received and not yet accepted."""
    settled = {row["submission"] for row in entries(store) if row["kind"] in {"accepted", "undone"}}
    return next(
        (
            row["submission"]
            for row in entries(store)
            if row["sha256"] == sha256 and row["kind"] == "received" and row["submission"] not in settled
        ),
        None,
    )


def entries(store: Store) -> list[Row]:
    """Every journal entry about a submission, newest first."""
    return store.rows("submission_entries")


def entry(store: Store, submission: str, *, kinds: set[str]) -> Row:
    """The newest journal entry of one submission; UnknownName where there is none of these kinds."""
    found = next((row for row in entries(store) if row["submission"] == submission and row["kind"] in kinds), None)
    if found is None:
        raise UnknownName(
            submission,
            kind="submission",
            near=[
                str(row["submission"]) for row in entries(store) if str(row["submission"]).startswith(submission[:8])
            ][:3],
        )
    return found


def detail(checked: Checked) -> dict[str, object]:
    """What the history lists of a submission without looking at its facts."""
    return {
        "authorities": list(checked.authorities),
        "period": checked.period,
        "rows": asdict(checked.rows),
        "findings": dict(Counter(str(each.severity) for each in checked.findings)),
        "left_out": list(checked.left_out),
        "proposed": [row["code"] for row in checked.facts.get("indicator", [])],
    }


def authorities_of(detail: Mapping[str, Any]) -> list[str]:
    """Whose a submission is, from what the journal says of it; the older journals name one authority only."""
    named = detail.get("authorities", [detail.get("authority")])
    return [code for code in named if code]


def new_id(store: Store, checked: Checked, *, sha256: str) -> str:
    """Period, authority and the beginning of the file's hash ("2019-20-broxtowe-1a2b3c4d"), of several authorities how
    many ("2019-20-3-authorities-…"); a file accepted again after an undo is numbered."""
    names = [row["name"] for row in store.current("authority") if row["code"] in checked.authorities[:1]]
    name = f"{len(checked.authorities)} authorities" if len(checked.authorities) > 1 else next(iter(names), "")
    words = re.sub(r"[^a-z0-9]+", "-", f"{checked.period or ''} {name}".lower()).strip("-")
    base = f"{words}-{sha256[:8]}" if words else sha256[:12]
    taken = {row["submission"] for row in entries(store)}
    return next(
        each for each in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))) if each not in taken
    )
