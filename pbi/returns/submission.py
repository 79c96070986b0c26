"""A file's way into the store: examined, received, accepted in one transaction, and undone. Nothing is half done."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pbi import catalogue, workbook
from pbi.errors import UnknownName
from pbi.ledger import digest
from pbi.model import Draft, Finding, Rows, Severity, State
from pbi.period import Period
from pbi.returns.agreed import agreed
from pbi.returns.checks import Change, Checked, check
from pbi.returns.reading import read
from pbi.returns.standing import Row
from pbi.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file. ``sentence`` is for people, ``json()`` the stable shape of the command line."""

    submission: str | None
    state: State
    layout: str
    filename: str
    rows: Rows
    findings: tuple[Finding, ...]
    sentence: str
    changes: tuple[Change, ...] = ()
    sha256: str = ""
    authority: str | None = None
    period: str | None = None

    @property
    def has_errors(self) -> bool:
        """Whether an ERROR was found."""
        return any(each.severity is Severity.ERROR for each in self.findings)

    def json(self) -> dict[str, Any]:
        """submission, state, layout, rows and findings, as scripts rely on them."""
        order = ("rule", "severity", "sheet", "cell", "found", "expected", "message", "fix")
        return {"submission": self.submission, "state": str(self.state), "layout": self.layout, "rows": asdict(self.rows),
                "findings": [{name: str(getattr(each, name)) for name in order} for each in self.findings]}

    def text(self) -> str:
        """The sentence, then every finding on a line of its own."""
        lines = [f"  {each.severity}: {each.message}" for each in self.findings]
        return "\n".join([self.sentence, *lines])


def examine(store: Store, *, data: bytes, filename: str, authority: str | None = None, period: Period | None = None,
            add_indicators: bool = False, without_faulty_rows: bool = False, as_of: date | None = None) -> Outcome:
    """What a file holds, what is wrong with it and what accepting it would change. Nothing under the store changes."""
    checked = _checked(store, data=data, filename=filename, authority=authority, period=period, add_indicators=add_indicators,
                       accept_warnings=True, without_faulty_rows=without_faulty_rows, as_of=as_of)
    return _outcome(checked, filename=filename, sha256=digest(data), state=State.CHECKED, submission=None, sentence=_checked_sentence(checked, filename))


def submit(store: Store, *, data: bytes, filename: str, by: str, received_on: date | None = None, authority: str | None = None,
           period: Period | None = None, accept_warnings: bool = False, add_indicators: bool = False,
           without_faulty_rows: bool = False) -> Outcome:
    """Read, check and accept a file in one transaction: all of it or nothing.

    A file already accepted, or one whose figures all stand already, is unchanged and nothing is recorded. Refused
    without a trace: an error (unless its rows are struck out), a warning nobody accepted. ``authority`` is a code or a
    name; ``received_on`` an earlier day of receipt, recorded as back-dated.
    """
    sha256 = digest(data)
    day = received_on or date.today()
    if before := accepted_before(store, sha256):
        return _already(before, filename=filename, sha256=sha256)
    checked = _checked(store, data=data, filename=filename, authority=authority, period=period, add_indicators=add_indicators,
                       accept_warnings=accept_warnings, without_faulty_rows=without_faulty_rows, as_of=day)
    if checked.state is State.REFUSED:
        return _outcome(checked, filename=filename, sha256=sha256, state=State.REFUSED, submission=None, sentence=_refusal(checked, filename))
    if not checked.rows.new and not checked.rows.changed:
        state = State.UNCHANGED if checked.rows.unchanged else State.REFUSED
        said = f"{filename}: {_count(checked.rows.unchanged, 'row')} read, all as they already stand; nothing was recorded." \
            if checked.rows.unchanged else _refusal(checked, filename)
        return _outcome(checked, filename=filename, sha256=sha256, state=state, submission=None, sentence=said)
    submission = _new_id(store, checked, sha256=sha256)
    store.record(_draft(checked, submission=submission, sha256=sha256, filename=filename, by=by, day=day), data)
    return _outcome(checked, filename=filename, sha256=sha256, state=State.ACCEPTED, submission=submission,
                    sentence=f"{_count(checked.rows.read - checked.rows.refused, 'row')} accepted from {filename}: {_parts(checked.rows)}.")


def receive(store: Store, *, data: bytes, filename: str, by: str, received_on: date | None = None, authority: str | None = None,
            period: Period | None = None, add_indicators: bool = False) -> Outcome:
    """Keep and journal a file as received, whatever its findings; no fact is added until it is accepted.

    What is not a workbook at all is refused (UnreadableFile) and not kept.
    """
    sha256, day = digest(data), received_on or date.today()
    if before := accepted_before(store, sha256):
        return _already(before, filename=filename, sha256=sha256)
    checked = _checked(store, data=data, filename=filename, authority=authority, period=period, add_indicators=add_indicators,
                       accept_warnings=True, without_faulty_rows=False, as_of=day)
    submission = received_before(store, sha256) or _new_id(store, checked, sha256=sha256)
    if not received_before(store, sha256):
        store.record(Draft(kind="received", by=by, received_on=day, back_dated=day < date.today(), submission=submission, sha256=sha256,
                           filename=filename, layout=checked.layout, detail=detail(checked)), data)
    return _outcome(checked, filename=filename, sha256=sha256, state=State.RECEIVED, submission=submission,
                    sentence=f"{filename} was received: {_checked_words(checked)}.")


def accept_received(store: Store, submission: str, *, by: str, authority: str | None = None, period: Period | None = None,
                    accept_warnings: bool = False, add_indicators: bool = False, without_faulty_rows: bool = False) -> Outcome:
    """Accept a file that was received before, read again from the bytes kept; its day of receipt stays the one recorded."""
    entry = entry(store, submission, kinds={"received"})
    return submit(store, data=store.ledger.file(entry["sha256"]), filename=entry["filename"], by=by, received_on=entry["received_on"],
                  authority=authority, period=period, accept_warnings=accept_warnings, add_indicators=add_indicators,
                  without_faulty_rows=without_faulty_rows)


def accepted_before(store: Store, sha256: str) -> Row | None:
    """The journal entry by which exactly these bytes were accepted, unless that was undone since."""
    undone = {row["submission"] for row in entries(store) if row["kind"] == "undone"}
    return next((row for row in entries(store) if row["sha256"] == sha256 and row["kind"] == "accepted" and row["submission"] not in undone), None)


def received_before(store: Store, sha256: str) -> str | None:
    """The id under which exactly these bytes were received and not yet accepted."""
    settled = {row["submission"] for row in entries(store) if row["kind"] in {"accepted", "undone"}}
    return next((row["submission"] for row in entries(store)
                 if row["sha256"] == sha256 and row["kind"] == "received" and row["submission"] not in settled), None)


def entries(store: Store) -> list[Row]:
    """Every journal entry about a submission, newest first."""
    return store.rows("submission_entries")


def entry(store: Store, submission: str, *, kinds: set[str]) -> Row:
    """The newest journal entry of one submission; UnknownName where there is none of these kinds."""
    found = next((row for row in entries(store) if row["submission"] == submission and row["kind"] in kinds), None)
    if found is None:
        raise UnknownName(submission, kind="submission", near=[str(row["submission"]) for row in entries(store)
                                                               if str(row["submission"]).startswith(submission[:8])][:3])
    return found


def _checked(store: Store, *, data: bytes, filename: str, authority: str | None, period: Period | None, add_indicators: bool,
             accept_warnings: bool, without_faulty_rows: bool, as_of: date | None) -> Checked:
    names = catalogue.names(store)
    code = names.authority(authority) if authority else None
    reading = read(workbook.read(data, filename=filename), names=names, authority=code, period=period, add_indicators=add_indicators,
                   targets=agreed(store.rows("known_targets"), authorities=names.authorities))
    return check(reading, store=store, accept_warnings=accept_warnings, without_faulty_rows=without_faulty_rows, as_of=as_of)


def _draft(checked: Checked, *, submission: str, sha256: str, filename: str, by: str, day: date) -> Draft:
    """The journal line of an accepted submission. A fact that already names its submission is another's, said again."""
    facts = {table: rows if table == "indicator" else [{**row, "submission": row.get("submission") or submission} for row in rows]
             for table, rows in checked.facts.items()}
    facts["finding"] = [{**{name: value or None for name, value in asdict(each).items()}, "severity": str(each.severity), "submission": submission}
                        for each in checked.findings]
    return Draft(kind="accepted", by=by, received_on=day, back_dated=day < date.today(), submission=submission, sha256=sha256, filename=filename,
                 layout=checked.layout, facts=facts, detail=detail(checked))


def detail(checked: Checked) -> dict[str, object]:
    """What the history lists of a submission without looking at its facts."""
    return {"authority": checked.authority, "period": checked.period, "rows": asdict(checked.rows),
            "findings": dict(Counter(str(each.severity) for each in checked.findings)),
            "proposed": [row["code"] for row in checked.facts.get("indicator", [])]}


def _new_id(store: Store, checked: Checked, *, sha256: str) -> str:
    """Period, authority and the beginning of the file's hash ("2019-20-broxtowe-1a2b3c4d"); a file accepted again after
    an undo is numbered."""
    name = catalogue.names(store).authorities[checked.authority]["name"] if checked.authority else ""
    words = re.sub(r"[^a-z0-9]+", "-", f"{checked.period or ''} {name}".lower()).strip("-")
    base = f"{words}-{sha256[:8]}" if words else sha256[:12]
    taken = {row["submission"] for row in entries(store)}
    return next(each for each in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))) if each not in taken)


def _outcome(checked: Checked, *, filename: str, sha256: str, state: State, submission: str | None, sentence: str) -> Outcome:
    return Outcome(submission=submission, state=state, layout=checked.layout, filename=filename, rows=checked.rows, findings=checked.findings,
                   sentence=sentence, changes=checked.changes, sha256=sha256, authority=checked.authority, period=checked.period)


def _already(before: Row, *, filename: str, sha256: str) -> Outcome:
    """The same file again: as many rows as were read then, all unchanged."""
    then = json.loads(before["detail"])
    read_then = int(then["rows"]["read"])
    return Outcome(submission=before["submission"], state=State.UNCHANGED, layout=before["layout"], filename=filename, findings=(), sha256=sha256,
                   rows=Rows(read=read_then, unchanged=read_then), authority=then["authority"], period=then["period"],
                   sentence=f"{filename} is the same file that was accepted on {before['received_on']:%-d %B %Y} as {before['submission']}; "
                            "nothing was changed.")


def _refusal(checked: Checked, filename: str) -> str:
    """Why nothing was accepted, with the first place to look and what to do."""
    if checked.errors:
        first = checked.errors[0]
        more = f" There {'is' if len(checked.errors) == 2 else 'are'} {_count(len(checked.errors) - 1, 'more error')}." if len(checked.errors) > 1 else ""
        return f"{filename} was refused and nothing was changed: {first.message}{more}"
    return (f"{filename} was refused and nothing was changed: {_count(len(checked.warnings), 'warning')} must be accepted first, beginning with: "
            f"{checked.warnings[0].message} Read them, then send the file again with --accept-warnings (or tick them on the Returns page).")


def _checked_sentence(checked: Checked, filename: str) -> str:
    return f"{filename}: {_checked_words(checked)}."


def _checked_words(checked: Checked) -> str:
    found = [_count(number, kind) for number, kind in ((len(checked.errors), "error"), (len(checked.warnings), "warning")) if number]
    said = f"{_count(checked.rows.read, 'row')} read ({checked.layout}): {_parts(checked.rows)}"
    return f"{said}; {' and '.join(found)} found" if found else f"{said}; no fault found"


def _parts(rows: Rows) -> str:
    parts = [f"{number} {word}" for word in ("new", "changed", "unchanged", "refused") if (number := getattr(rows, word))]
    return ", ".join(parts) or "nothing to record"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
