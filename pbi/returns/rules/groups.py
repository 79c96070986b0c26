"""Many findings of one rule, in one sentence with the first few.

Each stays a finding of its own where all are kept: with the submission, in the marked workbook, and for scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pbi.model import Finding, Severity
from pbi.returns.rules import BY_CODE
from pbi.returns.rules.rule import is_value
from pbi.returns.rules.series import FAR_OUTSIDE_HISTORY

MANY = 12
"""More findings of one rule than this are listed together."""
FIRST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one rule and severity."""

    rule: str
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def is_long(self) -> bool:
        """Whether they are listed together."""
        return len(self.findings) > MANY

    def sentence(self, *, shown: int) -> str:
        """How many there are of what, and which ``shown`` of them follow.

        >>> one = Finding(rule="error-cell", severity=Severity.ERROR, message="Cell B2 contains #N/A.")
        >>> Group(rule="error-cell", severity=Severity.ERROR, findings=(one,) * 1200).sentence(shown=5)
        '1,200 cells contain an error; the first 5'
        """
        # These come in the order of how far off they are, all others in the order of the workbook.
        which = f"the {shown} furthest" if self.rule == FAR_OUTSIDE_HISTORY.code else f"the first {shown}"
        return f"{len(self.findings):,} {BY_CODE[self.rule].many}; {which}"


def groups(findings: Iterable[Finding]) -> list[Group]:
    """The findings by severity and rule, in the order in which each is first found."""
    found: dict[tuple[Severity, str], list[Finding]] = {}
    for each in findings:
        found.setdefault((each.severity, each.rule), []).append(each)
    return [Group(rule=rule, severity=severity, findings=tuple(same)) for (severity, rule), same in found.items()]


def to_do(finding: Finding) -> str:
    """What a person does about a finding, as a sentence; "" where its fix only records what was done.

    >>> to_do(Finding(rule="number-as-text", severity=Severity.ERROR, message="", fix="73"))
    'Write 73, or type the number again without spaces or quotes.'
    """
    if not is_value(finding.fix):
        return finding.fix
    rule = BY_CODE[finding.rule]
    return f"Write {finding.fix}, or {rule.to_do[0].lower()}{rule.to_do[1:]}" if rule.writes else ""


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """A line a finding with what to do about it; of many of one rule a line for all of them and the first few."""
    for group in groups(findings):
        if not group.is_long:
            yield from (f"  {each.severity}: {sentences(each)}" for each in group.findings)
            continue
        yield f"  {group.severity}: {group.sentence(shown=FIRST)}:"
        yield from (f"    {sentences(each)}" for each in group.findings[:FIRST])
        yield "    All of them: check --marked FILE writes the workbook with each marked, --format json lists them."


def sentences(finding: Finding) -> str:
    """What is wrong and what to do."""
    return f"{finding.message} {to_do(finding)}".rstrip()
