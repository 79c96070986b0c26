"""Taking an accepted submission back: a new entry that puts back what was there before, never a deletion."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date

from pbi import catalogue
from pbi.errors import BadInput
from pbi.model import Draft, Rows, State
from pbi.register import reason_for, withdrawn
from pbi.returns.intake import journal
from pbi.returns.intake.outcome import Outcome
from pbi.returns.model.agreed import agreed
from pbi.returns.rules.rule import count
from pbi.returns.subject import judging, polarity
from pbi.returns.subject.stored import Row
from pbi.store import Store, moment

KEYS = {
    "outturn": ("indicator", "authority", "period"),
    "commentary": ("authority", "indicator", "service", "period", "kind"),
    "action": ("authority", "code"),
    "milestone": ("authority", "action", "title"),
    "rating": ("authority", "subject", "code", "period"),
    "achievement": ("authority", "title", "period"),
    "target": ("indicator", "authority", "period", "kind"),
}
"""The tables of what a return says, and what names a fact of each."""


def undo(store: Store, submission: str, *, reason: str, by: str) -> Outcome:
    """Take one accepted submission back. Where one of its facts still counts, what was there before it counts again, or
    nothing does; what a later submission has said since is left alone. The reason is kept in the journal.

    Refused: an unknown submission (UnknownName), one undone already, an empty reason.
    """
    said = reason_for("An undo", reason)
    return store.newest(lambda version: _undo(store, submission, reason=said, by=by, version=version))


def _undo(store: Store, submission: str, *, reason: str, by: str, version: int) -> Outcome:
    entry = journal.entry(store, submission, kinds={"accepted"})
    undone = (row for row in journal.entries(store) if row["kind"] == "undone" and row["submission"] == submission)
    if before := next(undone, None):
        raise BadInput(
            f"{submission} has been undone already, by {before['recorded_by']} {moment(before['recorded_at'])}.",
            remedy="Send the file again to accept it again.",
        )
    said = json.loads(entry["detail"])
    gone = (submission, *(row["submission"] for row in journal.entries(store) if row["kind"] == "undone"))
    facts = {table: rows for table in KEYS if (rows := _taken_back(store, table, submission, gone=gone))}
    gone_now = sum(bool(row.get("withdrawn")) for rows in facts.values() for row in rows)
    restored = sum(map(len, facts.values())) - gone_now
    unused = _no_longer_used(store, said.get("proposed", []), gone=gone)
    spoken = {str(row["indicator"]) for row in facts.get("outturn", [])} - {row["code"] for row in unused}
    settled = _settled_again(store, spoken, gone=gone)
    if unused or settled:
        facts["indicator"] = [*unused, *settled]
    store.record(
        Draft(
            kind="undone",
            by=by,
            received_on=date.today(),
            submission=submission,
            sha256=entry["sha256"],
            filename=entry["filename"],
            layout=entry["layout"],
            note=reason,
            facts=facts,
            detail={**said, "withdrawn": gone_now, "restored": restored},
        ),
        checked=version,
    )
    return Outcome(
        submission=submission,
        state=State.UNDONE,
        layout=entry["layout"],
        filename=entry["filename"],
        rows=Rows(**said["rows"]),
        findings=(),
        sha256=entry["sha256"],
        authorities=tuple(journal.authorities_of(said)),
        period=said["period"],
        sentence=f"{submission} ({entry['filename']}) was undone: {count(gone_now, 'record')} removed, {restored} "
        f"restored to the earlier version.{_said(settled)}",
    )


def _taken_back(store: Store, table: str, submission: str, *, gone: Sequence[str]) -> list[Row]:
    """For each fact of the submission that still counts the rows that were there before it, else the fact itself,
    withdrawn. What was ``gone`` already (undone earlier) does not come back.
    """
    name = _namer(table)
    before: dict[tuple[object, ...], list[Row]] = {}
    for row in store.rows(f"standing_{table}", without=gone):
        before.setdefault(name(row), []).append(row)
    ours = {name(row): row for row in store.rows(f"standing_{table}") if row["submission"] == submission}
    return [each for key, row in ours.items() for each in before.get(key, [withdrawn(row)])]


def _settled_again(store: Store, codes: set[str], *, gone: Sequence[str]) -> list[Row]:
    """The indicators the submission spoke of whose polarity nobody has stated, where the statuses that remain settle it
    otherwise: their rows of the catalogue, from the ones that stood without what is ``gone``."""
    open_ = [row for row in store.rows("standing_indicator") if row["code"] in codes and polarity.is_open(row)]
    if not open_:
        return []
    names, found = catalogue.names(store), []
    held = agreed(
        store.rows("standing_target", without=gone),
        authorities=names.authorities,
        tolerance=judging.tolerances(store),
    )
    stated = [row for row in store.rows("standing_outturn", without=gone) if row["stated_status"]]
    before = {row["code"]: row for row in store.rows("standing_indicator", without=gone)}
    for row in open_:
        was = before.get(row["code"], {**row, "polarity": "unconfirmed", "polarity_source": "unconfirmed"})
        rows = [each for each in stated if each["indicator"] == row["code"]]
        better, source = polarity.of_held(rows, indicator=was, names=names, agreed=held).settled()
        if (str(better), source) != (row["polarity"], row["polarity_source"]):
            found.append({**row, "polarity": str(better), "polarity_source": source})
    return found


def _said(settled: Sequence[Row]) -> str:
    codes = ", ".join(sorted(row["code"] for row in settled))
    return f" Which way is better was decided again, by what remains, for {codes}." if codes else ""


def _namer(table: str) -> Callable[[Row], tuple[object, ...]]:
    return lambda row: tuple(row[column] for column in KEYS[table])


def _no_longer_used(store: Store, proposed: list[str], *, gone: Sequence[str]) -> list[Row]:
    """The indicators only this submission brought into the catalogue, withdrawn unless another submission reports
    them.
    """
    reported = {
        row["indicator"]
        for table in ("outturn", "commentary", "target")
        for row in store.rows(f"standing_{table}", without=gone)
    }
    return [
        withdrawn(row)
        for row in store.current("indicator")
        if row["code"] in set(proposed) - reported and row["lifecycle"] == "proposed"
    ]
