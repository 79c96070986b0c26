"""What tolerance a return's stated statuses imply, said in a sentence and offered. Rule: methods, section 4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil

from pbi.catalogue.names import Names
from pbi.model import JUDGED, Finding, StatusRole, Trial
from pbi.returns.findings.statuses import Stated, figure
from pbi.returns.rules.figures import TOLERANCE_CONTRADICTS, TOLERANCE_DIFFERS, TOLERANCE_FITS, TOLERANCE_NOT_AGREED


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where a status may end, in percent of the target: at least ``low`` and under ``high``; None is no bound."""

    low: Fraction
    high: Fraction | None

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
    by_role: dict[str, list[Fraction]] = {role: [] for role in JUDGED}
    for role, short in shortfalls:
        by_role[role].append(short)
    good, near, bad = (by_role[role] for role in JUDGED)
    green = max([Fraction(0), *good])
    return Implied(
        green=Cut(low=green, high=min([*near, *bad], default=None)),
        amber=Cut(low=max([green, *near]), high=min(bad, default=None)),
    )


Judge = Callable[..., list[Stated]]
"""``statuses.rows`` of one return: judged again where a ``trial`` is given."""


def findings(stated: Sequence[Stated], *, names: Names, judge: Judge) -> list[Finding]:
    """One note an authority: the tolerance its statuses imply, and whether it is the one agreed."""
    by_authority: dict[str, list[Stated]] = {}
    for each in _relative(stated, judge):
        by_authority.setdefault(each.judged["authority"], []).append(each)
    return [
        _told(rows, names=names, judge=judge)
        for rows in by_authority.values()
        if any(percent_short(each) > 0 for each in rows)
    ]


def _relative(stated: Sequence[Stated], judge: Judge) -> list[Stated]:
    """The rows judged by a share of their target, or by nothing yet, and by no rule of the indicator's own."""
    found = [each for each in stated if each.percent_short is not None]
    if any(each.judged["tolerance_basis"] is None for each in found):
        trial = Trial(basis="relative", green_within=Decimal(0), amber_within=Decimal(0))
        judgeable = {each.place for each in judge(trial=trial) if each.computed}
        found = [each for each in found if each.place in judgeable]
    return [
        each
        for each in found
        if each.judged["tolerance_basis"] is None
        or (each.computed and each.judged["tolerance_basis"] == "relative" and not each.has_own_tolerance)
    ]


def percent_short(row: Stated) -> Fraction:
    """The shortfall in percent of the target, of a row that has one."""
    assert row.percent_short is not None
    return row.percent_short


def _told(rows: Sequence[Stated], *, names: Names, judge: Judge) -> Finding:
    first = rows[0]
    who = str(names.authorities[first.judged["authority"]]["name"])
    found = implied([(each.role, percent_short(each)) for each in rows])
    graded = any(each.role == StatusRole.NEAR for each in rows) or names.scheme(first.word) in names.graded
    sheet, count = first.cell.sheet, f"{len(rows)} stated status{'' if len(rows) == 1 else 'es'}"
    if not found.is_possible:
        better, worse = _contradiction(rows)
        return TOLERANCE_CONTRADICTS.on(sheet, found=count, authority=who, better=_shown(better), worse=_shown(worse))
    scheme = names.scheme(first.word)
    latest = max((each.judged for each in rows if names.scheme(each.word) == scheme), key=lambda row: row["period_end"])
    cuts = _cuts(found, graded)
    fits = all(each.computed == each.role for each in rows)
    fix = "" if fits else _offer(found, graded, rows, judge)
    if latest["tolerance_basis"] != "relative":
        return TOLERANCE_NOT_AGREED.on(sheet, found=count, expected=cuts, authority=who, fix=fix)
    agreed = _within(latest["green_within"] or Decimal(0), latest["amber_within"] or Decimal(0), graded)
    if fits:
        return TOLERANCE_FITS.on(sheet, found=count, expected=cuts, authority=who, agreed=agreed)
    return TOLERANCE_DIFFERS.on(sheet, found=count, expected=cuts, authority=who, agreed=agreed, fix=fix)


def _cuts(found: Implied, graded: bool) -> str:
    good, near = ("green", "amber") if graded else ("met", "")
    said = [f"a limit for {good} {found.green}"] if found.green.is_bounded else []
    said += [f"a limit for {near} {found.amber}"] if graded and found.amber.is_bounded else []
    return f"{' and '.join(said)} of the target" if said else "no limit beyond the target itself"


def _within(green: Decimal, amber: Decimal, graded: bool) -> str:
    """A tolerance in words."""
    return (
        f"green within {figure(green)}% and amber within {figure(amber)}%" if graded else f"met within {figure(green)}%"
    )


def _offer(found: Implied, graded: bool, rows: Sequence[Stated], judge: Judge) -> str:
    """What to agree: the narrowest tolerance under which the steps come to every status stated; "" where they do not
    (the limit itself may not count).
    """
    green, amber = (Decimal(ceil(100 * cut.low)) / 100 for cut in (found.green, found.amber))
    roles = {
        each.place: each.computed
        for each in judge(trial=Trial(basis="relative", green_within=green, amber_within=amber))
    }
    if any(roles[each.place] != each.role for each in rows):
        return ""
    return f"In the catalogue, agree {_within(green, amber, graded)} of the target."


def _contradiction(rows: Sequence[Stated]) -> tuple[Stated, Stated]:
    """The better status with the greater shortfall, beside the worse one with the lesser."""
    furthest = {role: max(same, key=percent_short) for role, same in _by_role(rows).items()}
    nearest = {role: min(same, key=percent_short) for role, same in _by_role(rows).items()}
    pairs = [
        (furthest[better], nearest[worse])
        for better, worse in combinations(JUDGED, 2)
        if better in furthest and worse in nearest
    ]
    return max(pairs, key=lambda pair: percent_short(pair[0]) - percent_short(pair[1]))


def _by_role(rows: Sequence[Stated]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = {}
    for each in rows:
        found.setdefault(each.role, []).append(each)
    return found


def _shown(row: Stated) -> str:
    short = figure(percent_short(row))
    return f"{row.judged['indicator']} ({row.cell.address}) is {row.word}, {short}% short"
