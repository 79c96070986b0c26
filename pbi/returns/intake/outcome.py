"""What became of a file, for scripts and in one sentence for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pbi.model import Facts, Finding, Rows, Severity, State
from pbi.returns.intake.comparison import Change, Checked
from pbi.returns.intake.exclusions import Leavable
from pbi.returns.intake.journal import authorities_of
from pbi.returns.model.shapes import Shape
from pbi.returns.rules.groups import lines, sentences
from pbi.returns.rules.rule import count
from pbi.returns.subject.stored import Row
from pbi.store import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file. ``sentence`` is for people, ``json()`` the stable shape of the command line.

    ``facts`` are what accepting it would record, ``shapes`` its wide tables (of a file that was only checked),
    ``lines`` its rows that can be left out.
    """

    submission: str | None
    state: State
    layout: str
    filename: str
    rows: Rows
    findings: tuple[Finding, ...]
    sentence: str
    changes: tuple[Change, ...] = ()
    sha256: str = ""
    authorities: tuple[str, ...] = ()
    period: str | None = None
    facts: Facts = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    lines: tuple[Leavable, ...] = ()

    @property
    def authority(self) -> str | None:
        """The authority, of a return of one."""
        return self.authorities[0] if len(self.authorities) == 1 else None

    @property
    def has_errors(self) -> bool:
        """Whether an ERROR was found."""
        return any(each.severity is Severity.ERROR for each in self.findings)

    def json(self) -> dict[str, Any]:
        """submission, state, layout, rows and findings, as scripts rely on them."""
        order = ("rule", "severity", "sheet", "cell", "found", "expected", "message", "fix")
        return {
            "submission": self.submission,
            "state": str(self.state),
            "layout": self.layout,
            "rows": asdict(self.rows),
            "findings": [{name: str(getattr(each, name)) for name in order} for each in self.findings],
        }

    def text(self) -> str:
        """The sentence, then the findings; many of one rule are listed together."""
        return "\n".join([self.sentence, *lines(self.findings)])


def outcome(
    checked: Checked,
    state: State,
    *,
    sentence: str,
    filename: str,
    sha256: str,
    submission: str | None = None,
    facts: Facts | None = None,
    shapes: tuple[Shape, ...] = (),
) -> Outcome:
    """The outcome of a file that was checked."""
    return Outcome(
        submission=submission,
        state=state,
        layout=checked.layout,
        filename=filename,
        rows=checked.rows,
        findings=checked.findings,
        sentence=f"{filename}: {sentence}" if state is State.CHECKED else sentence,
        changes=checked.changes,
        sha256=sha256,
        authorities=checked.authorities,
        period=checked.period,
        facts=facts or {},
        shapes=shapes,
        lines=checked.lines,
    )


def already(before: Row, *, filename: str, sha256: str, since: Sequence[str] = ()) -> Outcome:
    """The same file again: as many rows as were read then, all unchanged. ``since``: what was recorded in place of what
    it said, a phrase each.
    """
    replaced = f"{count(len(since), 'thing')} it said {'is' if len(since) == 1 else 'are'}" if since else ""
    corrected = (
        f" But {replaced} corrected since: {since[0]}. To restore the older figures, undo that." if since else ""
    )
    then = json.loads(before["detail"])
    rows = int(then["rows"]["read"])
    return Outcome(
        submission=before["submission"],
        state=State.UNCHANGED,
        layout=before["layout"],
        filename=filename,
        findings=(),
        sha256=sha256,
        rows=Rows(read=rows, unchanged=rows),
        authorities=tuple(authorities_of(then)),
        period=then["period"],
        sentence=f"{filename} is the same file that was accepted on {before['received_on']:%-d %B %Y} "
        f"as {before['submission']} (recorded by {before['recorded_by']} {moment(before['recorded_at'])}); nothing was "
        f"changed.{corrected}",
    )


def accepted(checked: Checked, filename: str) -> str:
    """How many rows were accepted, and what became of each."""
    taken = count(checked.rows.read - checked.rows.refused, "row")
    return f"{taken} accepted from {filename}: {parts(checked.rows)}."


def unchanged(checked: Checked, filename: str) -> str:
    """That the store has every row already."""
    left_out = f" ({checked.rows.refused} left out)" if checked.rows.refused else ""
    return (
        f"{filename}: {count(checked.rows.unchanged, 'row')} read{left_out}, all recorded already; nothing new was "
        "recorded."
    )


def refused(checked: Checked, filename: str) -> str:
    """Why nothing was accepted, with the first place to look and what to do."""
    told = f"{filename} was refused and nothing was changed: "
    if checked.errors:
        others = len(checked.errors) - 1
        more = f" There {'is' if others == 1 else 'are'} {count(others, 'more error')}." if others else ""
        return f"{told}{sentences(checked.errors[0])}{more}"
    if checked.rows.refused == checked.rows.read and not checked.warnings:
        return f"{told}every row is left out. Keep at least one row, or do not send the file."
    return (
        f"{told}{count(len(checked.warnings), 'warning')} must be accepted first, beginning with: "
        f"{sentences(checked.warnings[0])} Read them, then send the file again with --accept-warnings "
        "(or tick them on the Returns page)."
    )


def received(checked: Checked, filename: str) -> str:
    """That the file is kept, and what was read in it."""
    return f"{filename} was received: {examined(checked)}"


def examined(checked: Checked) -> str:
    """What was read and what it would come to."""
    kinds = ((len(checked.errors), "error"), (len(checked.warnings), "warning"))
    found = " and ".join(count(number, kind) for number, kind in kinds if number) or "no faults"
    return f"{count(checked.rows.read, 'row')} read, {parts(checked.rows)}; {found} found."


def parts(rows: Rows) -> str:
    """What became of the rows, in words: "17 new, 2 changed"."""
    told = [f"{number:,} {name}" for name, number in asdict(rows).items() if name != "read" and number]
    return ", ".join(told) or "nothing to record"
