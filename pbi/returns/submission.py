"""A file's way into the store: examined, received, accepted in one transaction, and undone. Nothing is half done."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from pbi import catalogue, workbook
from pbi.ledger import digest
from pbi.model import Draft, State
from pbi.period import Period
from pbi.returns.agreed import agreed
from pbi.returns.checks import Checked, check
from pbi.returns.history import accepted_before, detail, entry, new_id, received_before
from pbi.returns.outcome import Outcome, already, checked_sentence, checked_words, count, outcome, parts, refusal
from pbi.returns.reading import read
from pbi.store import Store


def examine(
    store: Store,
    *,
    data: bytes,
    filename: str,
    authority: str | None = None,
    period: Period | None = None,
    add_indicators: bool = False,
    without_faulty_rows: bool = False,
    as_of: date | None = None,
) -> Outcome:
    """What a file holds, what is wrong with it and what accepting it would change. Nothing under the store changes."""
    checked = _checked(
        store,
        data=data,
        filename=filename,
        authority=authority,
        period=period,
        add_indicators=add_indicators,
        accept_warnings=True,
        without_faulty_rows=without_faulty_rows,
        as_of=as_of,
    )
    return outcome(
        checked,
        filename=filename,
        sha256=digest(data),
        state=State.CHECKED,
        submission=None,
        sentence=checked_sentence(checked, filename),
    )


def submit(
    store: Store,
    *,
    data: bytes,
    filename: str,
    by: str,
    received_on: date | None = None,
    authority: str | None = None,
    period: Period | None = None,
    accept_warnings: bool = False,
    add_indicators: bool = False,
    without_faulty_rows: bool = False,
) -> Outcome:
    """Read, check and accept a file in one transaction: all of it or nothing.

    A file already accepted, or one whose figures all stand already, is unchanged and nothing is recorded. Refused
    without a trace: an error (unless its rows are struck out), a warning nobody accepted. ``authority`` is a code or a
    name; ``received_on`` an earlier day of receipt, recorded as back-dated.
    """
    sha256 = digest(data)
    day = received_on or date.today()
    if before := accepted_before(store, sha256):
        return already(before, filename=filename, sha256=sha256)
    checked = _checked(
        store,
        data=data,
        filename=filename,
        authority=authority,
        period=period,
        add_indicators=add_indicators,
        accept_warnings=accept_warnings,
        without_faulty_rows=without_faulty_rows,
        as_of=day,
    )
    if checked.state is State.REFUSED:
        return outcome(
            checked,
            filename=filename,
            sha256=sha256,
            state=State.REFUSED,
            submission=None,
            sentence=refusal(checked, filename),
        )
    if not checked.rows.new and not checked.rows.changed:
        state = State.UNCHANGED if checked.rows.unchanged else State.REFUSED
        said = (
            f"{filename}: {count(checked.rows.unchanged, 'row')} read, all as they already stand; nothing was recorded."
            if checked.rows.unchanged
            else refusal(checked, filename)
        )
        return outcome(checked, filename=filename, sha256=sha256, state=state, submission=None, sentence=said)
    submission = received_before(store, sha256) or new_id(store, checked, sha256=sha256)
    store.record(_draft(checked, submission=submission, sha256=sha256, filename=filename, by=by, day=day), data)
    return outcome(
        checked,
        filename=filename,
        sha256=sha256,
        state=State.ACCEPTED,
        submission=submission,
        sentence=f"{count(checked.rows.read - checked.rows.refused, 'row')} accepted from {filename}: "
        f"{parts(checked.rows)}.",
    )


def receive(
    store: Store,
    *,
    data: bytes,
    filename: str,
    by: str,
    received_on: date | None = None,
    authority: str | None = None,
    period: Period | None = None,
    add_indicators: bool = False,
) -> Outcome:
    """Keep and journal a file as received, whatever its findings; no fact is added until it is accepted.

    What is not a workbook at all is refused (UnreadableFile) and not kept.
    """
    sha256, day = digest(data), received_on or date.today()
    if before := accepted_before(store, sha256):
        return already(before, filename=filename, sha256=sha256)
    checked = _checked(
        store,
        data=data,
        filename=filename,
        authority=authority,
        period=period,
        add_indicators=add_indicators,
        accept_warnings=True,
        without_faulty_rows=False,
        as_of=day,
    )
    submission = received_before(store, sha256) or new_id(store, checked, sha256=sha256)
    if not received_before(store, sha256):
        store.record(
            Draft(
                kind="received",
                by=by,
                received_on=day,
                back_dated=day < date.today(),
                submission=submission,
                sha256=sha256,
                filename=filename,
                layout=checked.layout,
                detail=detail(checked),
            ),
            data,
        )
    return outcome(
        checked,
        filename=filename,
        sha256=sha256,
        state=State.RECEIVED,
        submission=submission,
        sentence=f"{filename} was received: {checked_words(checked)}.",
    )


def accept_received(
    store: Store,
    submission: str,
    *,
    by: str,
    authority: str | None = None,
    period: Period | None = None,
    accept_warnings: bool = False,
    add_indicators: bool = False,
    without_faulty_rows: bool = False,
) -> Outcome:
    """Accept a file that was received before, read again from the bytes kept; its day of receipt stays the one
    recorded.
    """
    kept = entry(store, submission, kinds={"received"})
    return submit(
        store,
        data=store.ledger.file(kept["sha256"]),
        filename=kept["filename"],
        by=by,
        received_on=kept["received_on"],
        authority=authority,
        period=period,
        accept_warnings=accept_warnings,
        add_indicators=add_indicators,
        without_faulty_rows=without_faulty_rows,
    )


def _checked(
    store: Store,
    *,
    data: bytes,
    filename: str,
    authority: str | None,
    period: Period | None,
    add_indicators: bool,
    accept_warnings: bool,
    without_faulty_rows: bool,
    as_of: date | None,
) -> Checked:
    names = catalogue.names(store)
    code = names.authority(authority) if authority else None
    reading = read(
        workbook.read(data, filename=filename),
        names=names,
        authority=code,
        period=period,
        add_indicators=add_indicators,
        targets=agreed(store.rows("known_targets"), authorities=names.authorities),
    )
    return check(
        reading, store=store, accept_warnings=accept_warnings, without_faulty_rows=without_faulty_rows, as_of=as_of
    )


def _draft(checked: Checked, *, submission: str, sha256: str, filename: str, by: str, day: date) -> Draft:
    """The journal line of an accepted submission. A fact that already names its submission is another's, said again."""
    facts = {
        table: rows
        if table == "indicator"
        else [{**row, "submission": row.get("submission") or submission} for row in rows]
        for table, rows in checked.facts.items()
    }
    facts["finding"] = [
        {
            **{name: value or None for name, value in asdict(each).items()},
            "severity": str(each.severity),
            "submission": submission,
        }
        for each in checked.findings
    ]
    return Draft(
        kind="accepted",
        by=by,
        received_on=day,
        back_dated=day < date.today(),
        submission=submission,
        sha256=sha256,
        filename=filename,
        layout=checked.layout,
        facts=facts,
        detail=detail(checked),
    )
