"""What became of a file, for scripts and in one sentence for people."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from pbi.model import Finding, Rows, Severity, State
from pbi.returns.checks import Change, Checked
from pbi.returns.standing import Row


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
        return {
            "submission": self.submission,
            "state": str(self.state),
            "layout": self.layout,
            "rows": asdict(self.rows),
            "findings": [{name: str(getattr(each, name)) for name in order} for each in self.findings],
        }

    def text(self) -> str:
        """The sentence, then every finding on a line of its own."""
        lines = [f"  {each.severity}: {each.message}" for each in self.findings]
        return "\n".join([self.sentence, *lines])


def outcome(
    checked: Checked, *, filename: str, sha256: str, state: State, submission: str | None, sentence: str
) -> Outcome:
    return Outcome(
        submission=submission,
        state=state,
        layout=checked.layout,
        filename=filename,
        rows=checked.rows,
        findings=checked.findings,
        sentence=sentence,
        changes=checked.changes,
        sha256=sha256,
        authority=checked.authority,
        period=checked.period,
    )


def already(before: Row, *, filename: str, sha256: str) -> Outcome:
    """The same file again: as many rows as were read then, all unchanged."""
    then = json.loads(before["detail"])
    read_then = int(then["rows"]["read"])
    return Outcome(
        submission=before["submission"],
        state=State.UNCHANGED,
        layout=before["layout"],
        filename=filename,
        findings=(),
        sha256=sha256,
        rows=Rows(read=read_then, unchanged=read_then),
        authority=then["authority"],
        period=then["period"],
        sentence=f"{filename} is the same file that was accepted on {before['received_on']:%-d %B %Y} as "
        f"{before['submission']}; "
        "nothing was changed.",
    )


def refusal(checked: Checked, filename: str) -> str:
    """Why nothing was accepted, with the first place to look and what to do."""
    if checked.errors:
        first = checked.errors[0]
        more = (
            f" There {'is' if len(checked.errors) == 2 else 'are'} {count(len(checked.errors) - 1, 'more error')}."
            if len(checked.errors) > 1
            else ""
        )
        return f"{filename} was refused and nothing was changed: {first.message}{more}"
    return (
        f"{filename} was refused and nothing was changed: {count(len(checked.warnings), 'warning')} must be accepted "
        "first, beginning with: "
        f"{checked.warnings[0].message} Read them, then send the file again with --accept-warnings (or tick them on "
        "the Returns page)."
    )


def checked_sentence(checked: Checked, filename: str) -> str:
    return f"{filename}: {checked_words(checked)}."


def checked_words(checked: Checked) -> str:
    found = [
        count(number, kind)
        for number, kind in ((len(checked.errors), "error"), (len(checked.warnings), "warning"))
        if number
    ]
    said = f"{count(checked.rows.read, 'row')} read ({checked.layout}): {parts(checked.rows)}"
    return f"{said}; {' and '.join(found)} found" if found else f"{said}; no fault found"


def parts(rows: Rows) -> str:
    parts = [
        f"{number} {word}" for word in ("new", "changed", "unchanged", "refused") if (number := getattr(rows, word))
    ]
    return ", ".join(parts) or "nothing to record"


def count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
