"""A file's way into the store: examined, received, accepted in one transaction. Nothing is half done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial

from pbi import catalogue, workbook
from pbi.errors import Overtaken
from pbi.ledger import digest
from pbi.model import Draft, Finding, State
from pbi.returns.intake import exclusions, fixes
from pbi.returns.intake.comparison import Checked, check
from pbi.returns.intake.journal import accepted_before, detail, entry, new_id, received_before
from pbi.returns.intake.outcome import Outcome, accepted, already, examined, outcome, received, refused, unchanged
from pbi.returns.intake.undo import KEYS
from pbi.returns.model.agreed import agreed
from pbi.returns.model.candidates import Reading
from pbi.returns.model.terms import AS_SENT, Terms
from pbi.returns.reading.read import read
from pbi.returns.subject import judging
from pbi.returns.subject.stored import Row
from pbi.returns.tables import mapping
from pbi.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A file, who sent it and on what terms."""

    data: bytes
    filename: str
    terms: Terms
    by: str = ""

    def read(self, store: Store) -> Reading:
        """The file as it stands or, where fixes were asked for, with those; without the rows that are left out."""
        names, terms = catalogue.names(store), self.terms
        targets = agreed(
            store.rows("known_targets"), authorities=names.authorities, tolerance=judging.tolerances(store)
        )

        def reading(book: workbook.Workbook) -> Reading:
            return read(
                book,
                names=names,
                targets=targets,
                authority=names.authority(terms.authority) if terms.authority else None,
                period=terms.period,
                add_indicators=terms.add_indicators,
                mappings=[*terms.mappings, *store.rows("known_mappings")],
            )

        book = workbook.read(self.data, filename=self.filename)
        told = partial(_findings, store)
        whole = (
            fixes.mended(book, read=reading, findings=told, asked=terms.fixes, by=self.by)
            if terms.fixes
            else reading(book)
        )
        return exclusions.leave_out(whole, terms.without_rows, by=self.by)


def _findings(store: Store, reading: Reading) -> Sequence[Finding]:
    return check(reading, store=store).findings


def examine(
    store: Store, *, data: bytes, filename: str, terms: Terms = AS_SENT, as_of: date | None = None, by: str = ""
) -> Outcome:
    """What a file holds, what is wrong with it and what accepting it would change. Nothing under the store changes.

    A warning refuses nothing here, so that what accepting it would do can be seen.
    """
    sent = _Sent(data=data, filename=filename, terms=terms, by=by)
    reading = sent.read(store)
    checked = check(reading, store=store, without_faulty_rows=terms.without_faulty_rows, as_of=as_of)
    shapes = reading.shapes
    del reading  # of a national table this is a quarter of a gigabyte, and its facts are made next
    return outcome(
        checked,
        State.CHECKED,
        sentence=examined(checked),
        filename=filename,
        sha256=digest(data),
        facts=_facts(checked, "not accepted yet"),
        shapes=shapes,
    )


def submit(
    store: Store,
    *,
    data: bytes,
    filename: str,
    by: str,
    received_on: date | None = None,
    terms: Terms = AS_SENT,
) -> Outcome:
    """Read, check and accept a file in one transaction: all of it or nothing.

    A file already accepted, or one whose figures all stand already, is unchanged and nothing is recorded. Refused
    without a trace: an error (unless its rows are left out), a warning nobody accepted. ``received_on`` is an earlier
    day of receipt, recorded as back-dated. The mappings given are remembered where they were used; each fix applied
    and each row left out is recorded with ``by``.
    """
    day = received_on or date.today()
    receipt = Draft(kind="accepted", by=by, received_on=day, back_dated=day < date.today())
    return _accept(store, _Sent(data=data, filename=filename, terms=terms, by=by), receipt=receipt, seen=store.version)


def receive(
    store: Store,
    *,
    data: bytes,
    filename: str,
    by: str,
    received_on: date | None = None,
    terms: Terms = AS_SENT,
) -> Outcome:
    """Keep and journal a file as received, whatever its findings; no fact is added until it is accepted.

    The same bytes are received once. What is not a workbook at all is refused (UnreadableFile) and not kept.
    """
    day = received_on or date.today()
    receipt = Draft(kind="received", by=by, received_on=day, back_dated=day < date.today())
    sent = _Sent(data=data, filename=filename, terms=terms, by=by)
    return store.newest(lambda version: _receive(store, sent, receipt=receipt, version=version))


def _receive(store: Store, sent: _Sent, *, receipt: Draft, version: int) -> Outcome:
    sha256, filename = digest(sent.data), sent.filename
    if before := accepted_before(store, sha256):
        return _already(store, before, sent)
    checked = check(sent.read(store), store=store, as_of=receipt.received_on)
    submission = received_before(store, sha256)
    if submission is None:
        submission = new_id(store, checked, sha256=sha256)
        store.record(_draft(receipt, checked, submission=submission, sent=sent), sent.data, checked=version)
    said = received(checked, filename)
    return outcome(checked, State.RECEIVED, sentence=said, filename=filename, sha256=sha256, submission=submission)


def accept_received(
    store: Store, submission: str, *, by: str, terms: Terms = AS_SENT, seen: int | None = None
) -> Outcome:
    """Accept a file that was received before, read again from the bytes kept; its day of receipt stays as recorded.

    ``seen``: the store's version when what it would change was shown. Refused where somebody recorded one of its
    figures, texts or actions since.
    """
    kept = entry(store, submission, kinds={"received"})
    sent = _Sent(data=store.ledger.file(kept["sha256"]), filename=kept["filename"], terms=terms, by=by)
    receipt = Draft(kind="accepted", by=by, received_on=kept["received_on"], back_dated=kept["back_dated"])
    return _accept(store, sent, receipt=receipt, seen=store.version if seen is None else seen)


def _accept(store: Store, sent: _Sent, *, receipt: Draft, seen: int) -> Outcome:
    """What comes of a file: unchanged, refused, or recorded whole in one journal line and one transaction.

    It is checked against the very state it is recorded upon, and refused where somebody else recorded the same things
    after version ``seen``.
    """
    return store.newest(lambda version: _accept_on(store, sent, receipt=receipt, seen=seen, version=version))


def _accept_on(store: Store, sent: _Sent, *, receipt: Draft, seen: int, version: int) -> Outcome:
    sha256, filename = digest(sent.data), sent.filename
    if before := accepted_before(store, sha256):
        return _already(store, before, sent)
    reading = sent.read(store)
    checked = check(
        reading,
        store=store,
        accept_warnings=sent.terms.accept_warnings,
        without_faulty_rows=sent.terms.without_faulty_rows,
        as_of=receipt.received_on,
    )
    store.require_newest(version)  # what is said of a file is said of one state, also where nothing is recorded
    if checked.state is State.REFUSED or checked.rows.refused == checked.rows.read:
        return outcome(checked, State.REFUSED, sentence=refused(checked, filename), filename=filename, sha256=sha256)
    if not checked.rows.new and not checked.rows.changed:
        said = unchanged(checked, filename)
        return outcome(checked, State.UNCHANGED, sentence=said, filename=filename, sha256=sha256)
    # The mappings given with the file that one of its tables was read by: what is to be remembered.
    shapes = [shape for shape in reading.shapes if shape.mapped and not shape.reasons] if sent.terms.mappings else []
    used = [row for shape in shapes for row in mapping.rows_of(shape, authority=reading.authority)]
    del reading  # as in examine
    submission = received_before(store, sha256) or new_id(store, checked, sha256=sha256)
    draft = _draft(receipt, checked, submission=submission, sent=sent)
    try:
        store.require_unmoved({table: draft.facts[table] for table in KEYS if table in draft.facts}, since=seen)
    except Overtaken as told:
        return outcome(checked, State.REFUSED, sentence=f"{filename}: {told}", filename=filename, sha256=sha256)
    store.record(replace(draft, facts={**draft.facts, "mapping": used}), sent.data, checked=version)
    said = accepted(checked, filename)
    return outcome(checked, State.ACCEPTED, sentence=said, filename=filename, sha256=sha256, submission=submission)


def _already(store: Store, before: Row, sent: _Sent) -> Outcome:
    """The same file again, with what was recorded since in place of what it said."""
    since = store.superseded([*KEYS], version=before["version"])
    return already(before, filename=sent.filename, sha256=before["sha256"], since=since)


def _draft(receipt: Draft, checked: Checked, *, submission: str, sent: _Sent) -> Draft:
    """The journal line of a receipt; facts only where it accepts."""
    return Draft(
        kind=receipt.kind,
        by=receipt.by,
        received_on=receipt.received_on,
        back_dated=receipt.back_dated,
        submission=submission,
        sha256=digest(sent.data),
        filename=sent.filename,
        layout=checked.layout,
        facts=_facts(checked, submission) if receipt.kind == "accepted" else {},
        detail=detail(checked),
    )


def _facts(checked: Checked, submission: str) -> dict[str, list[Row]]:
    """The facts with their submission, and its findings. A fact that names another submission is that one's, said
    again.
    """
    facts = {
        table: [
            row if table == "indicator" else {**row, "submission": row.get("submission") or submission} for row in rows
        ]
        for table, rows in checked.facts.items()
    }
    told = [{name: str(value) or None for name, value in asdict(each).items()} for each in checked.findings]
    return {**facts, "finding": [{**each, "submission": submission} for each in told]}
