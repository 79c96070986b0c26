"""What tolerance a return's stated statuses imply, said in a sentence and offered. Rule: methods, section 4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pbi.catalogue.names import Names
from pbi.model import JUDGED, Finding, Severity
from pbi.period import canonical
from pbi.returns.findings.statuses import Rule, Stated, figure
from pbi.returns.model.agreed import Agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where a status may end, in percent of the target: at least ``low`` and under ``high``; None is no bound."""

    low: Fraction
    high: Fraction | None

    def fits(self, within: object) -> bool:
        """Whether a tolerance lies between the bounds."""
        cut = Fraction(str(within or 0))
        return self.low <= cut and (self.high is None or cut < self.high)

    @property
    def is_possible(self) -> bool:
        return self.high is None or self.low < self.high

    @property
    def is_bounded(self) -> bool:
        """Whether the rows say anything of it."""
        return self.low > 0 or self.high is not None

    def __str__(self) -> str:
        low = f"{figure(self.low)}%"
        if self.high is None:
            return f"at {low} or more"
        return f"under {figure(self.high)}%" if self.low == 0 else f"anywhere from {low} to under {figure(self.high)}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """The cuts that statuses fit: green ends at ``green``, amber at ``amber``."""

    green: Cut
    amber: Cut

    @property
    def is_possible(self) -> bool:
        """Whether one tolerance fits every row."""
        return self.green.is_possible and self.amber.is_possible


def implied(shortfalls: Iterable[tuple[str, Fraction]]) -> Implied:
    """The cuts that rows of (role, shortfall in percent of the target) are consistent with.

    Broxtowe 2019/20, 98 and 96 against 100 Amber and 93 Alert: green under 2%, amber from 4% to under 7%.

    >>> print(implied([("near", Fraction(2)), ("near", Fraction(4)), ("bad", Fraction(7))]).amber)
    anywhere from 4% to under 7%
    """
    by_role: dict[str, list[Fraction]] = {"good": [], "near": [], "bad": []}
    for role, short in shortfalls:
        by_role[role].append(short)
    good, near, bad = (by_role[role] for role in JUDGED)
    green = max([Fraction(0), *good])
    return Implied(
        green=Cut(low=green, high=min([*near, *bad], default=None)),
        amber=Cut(low=max([green, *near]), high=min(bad, default=None)),
    )


def findings(stated: Sequence[Stated], *, names: Names, agreed: Agreed) -> list[Finding]:
    """One note an authority: the tolerance its statuses imply, and whether it is the one agreed."""
    by_authority: dict[str, list[Stated]] = {}
    for each in stated:
        if _is_relative(each):
            by_authority.setdefault(each.authority, []).append(each)
    return [
        _told(rows, names=names, agreed=agreed)
        for rows in by_authority.values()
        if any(each.short > 0 for each in rows)
    ]


def _is_relative(row: Stated) -> bool:
    """Whether the row is judged by a share of its target, by a rule that is not the indicator's own."""
    rule = row.tolerance
    return bool(row.target) and (rule is None or (rule["basis"] == "relative" and rule["indicator"] is None))


def percent_short(row: Stated) -> Fraction:
    """The shortfall in percent of the target."""
    return 100 * row.short / abs(row.target)


def _told(rows: Sequence[Stated], *, names: Names, agreed: Agreed) -> Finding:
    first = rows[0]
    who = str(names.authorities[first.authority]["name"])
    found = implied([(each.role, percent_short(each)) for each in rows])
    graded = any(each.role == "near" for each in rows) or names.scheme(first.word) in names.graded
    if not found.is_possible:
        message, expected, fix = _contradiction(rows, who), "one tolerance for all", ""
    else:
        rule = agreed.tolerance(
            indicator="",
            authority=first.authority,
            scheme=names.scheme(first.word),
            graded=graded,
            on=max(canonical(each.period).end for each in rows),
        )
        expected = _cuts(found, graded)
        fits = rule is not None and _fits(found, rule, graded)
        message = f"The statuses {who} states imply {expected}. {_beside(rule, fits, graded)}"
        fix = "" if fits else _offer(found, graded)
    return Finding(
        rule="tolerance-implied",
        severity=Severity.NOTE,
        sheet=first.cell.sheet,
        message=message,
        found=f"{len(rows)} stated status{'' if len(rows) == 1 else 'es'}",
        expected=expected,
        fix=fix,
    )


def _cuts(found: Implied, graded: bool) -> str:
    good, near = ("green", "amber") if graded else ("met", "")
    said = [f"a cut for {good} {found.green}"] if found.green.is_bounded else []
    said += [f"a cut for {near} {found.amber}"] if graded and found.amber.is_bounded else []
    return f"{' and '.join(said)} of the target" if said else "no more than the target itself"


def _fits(found: Implied, rule: Rule, graded: bool) -> bool:
    if rule["basis"] != "relative":
        return False
    return found.green.fits(rule["green_within"]) and (not graded or found.amber.fits(rule["amber_within"]))


def _beside(rule: Rule | None, fits: bool, graded: bool) -> str:
    """The tolerance agreed, and whether it is one of those."""
    if rule is None or rule["basis"] != "relative":
        return "No share of the target is agreed; one of these can be agreed in the catalogue."
    green, amber = (figure(Fraction(str(rule[name] or 0))) for name in ("green_within", "amber_within"))
    held = f"green within {green}% and amber within {amber}%" if graded else f"met within {green}%"
    return (
        f"Agreed is {held}, which fits."
        if fits
        else f"Agreed is {held}, which does not fit; it can be changed in the catalogue."
    )


def _offer(found: Implied, graded: bool) -> str:
    """The narrowest tolerance that fits, as a row of the catalogue would say it."""
    green, amber = figure(found.green.low), figure(found.amber.low)
    return f"relative, green_within {green}" + (f", amber_within {amber}" if graded else "")


def _contradiction(rows: Sequence[Stated], who: str) -> str:
    """The better status with the greater shortfall, beside the worse one with the lesser."""
    furthest = {role: max(same, key=percent_short) for role, same in _by_role(rows).items()}
    nearest = {role: min(same, key=percent_short) for role, same in _by_role(rows).items()}
    pairs = [
        (furthest[better], nearest[worse])
        for better, worse in (("good", "near"), ("good", "bad"), ("near", "bad"))
        if better in furthest and worse in nearest
    ]
    better, worse = max(pairs, key=lambda pair: percent_short(pair[0]) - percent_short(pair[1]))
    return (
        f"No one tolerance fits the statuses {who} states: {_shown(better)} and {_shown(worse)}. "
        "What is agreed stands, and each difference is shown."
    )


def _by_role(rows: Sequence[Stated]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = {}
    for each in rows:
        found.setdefault(each.role, []).append(each)
    return found


def _shown(row: Stated) -> str:
    return (
        f"{row.indicator}, {figure(percent_short(row))}% short of its target, is {row.word} (cell {row.cell.address})"
    )
