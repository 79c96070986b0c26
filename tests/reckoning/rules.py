"""The rules of methods, sections 2 to 8, worked out a second time: in exact fractions, one figure after the other.

No line is shared with the steps. Where the two differ, one of them is wrong, or the rule is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.reckoning.span import MONTHS, Span
from tests.reckoning.world import CORRECTED, GROUP, Kind, Report, World

FROM = {"year": ("quarter", "half"), "half": ("quarter",), "quarter": ("month",), "month": ()}
"""What a longer period may be made of, the first that serves; a quarter of which nothing came is made of its months."""
TO_COME = {None, "awaited", "late", "not_due"}
DOUBTFUL = ("provisional", "estimated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A part over a whole, or none and why. ``counted``: a real numerator and denominator, which pool with others."""

    part: Fraction | None = None
    whole: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    counted: bool = False
    mark: str | None = None
    reporting: int | None = None
    expected: int | None = None

    @property
    def outturn(self) -> Fraction | None:
        return None if self.part is None or not self.whole else self.part / self.whole


NOTHING = Figure(mark="awaited")
NO_CASES = Figure(mark="no_cases")
CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a figure is judged against: one value or a band, and whether it comes from the year's target."""

    kind: str
    value: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    is_of_year: bool = False


class Reckoning:
    """What a world's figures come to, as known on a day."""

    def __init__(self, world: World, *, as_of: date | None = None) -> None:
        self.world = world
        reports: dict[tuple[str, str, Span], Report | None] = dict(world.reports)
        if as_of is None or as_of >= CORRECTED:
            reports |= world.corrections
        self.reports = {key: report for key, report in reports.items() if report is not None}
        self._own: dict[tuple[str, str, Span], Figure | None] = {}

    @cached_property
    def _targets(self) -> dict[tuple[str, int], list[dict[str, Any]]]:
        found: dict[tuple[str, int], list[dict[str, Any]]] = {}
        for each in self.world.targets:
            start = each["period_start"]
            assert isinstance(start, date)
            found.setdefault((str(each["indicator"]), start.year - (start.month < 4)), []).append(dict(each))
        return found

    # Figures

    def figure(self, code: str, who: str, span: Span) -> Figure | None:
        """Somebody's figure of a period; None where nothing at all is known of it."""
        return self._pooled(code, span, self._members(code, span)) if who == GROUP else self.own(code, who, span)

    def own(self, code: str, who: str, span: Span) -> Figure | None:
        """What an authority reported of a period, else what its shorter periods come to."""
        if (code, who, span) not in self._own:
            self._own[code, who, span] = self._work_out(code, who, span)
        return self._own[code, who, span]

    def is_reported(self, code: str, who: str, span: Span) -> bool:
        """Whether a figure of a period, or that there were no cases, came as such."""
        report = self.reports.get((code, who, span))
        stated = _stated(report, self.world.kind(code, span.end)) if report else NOTHING
        return stated.part is not None or stated.mark == "no_cases"

    def _work_out(self, code: str, who: str, span: Span) -> Figure | None:
        kind = self.world.kind(code, span.end)
        report = self.reports.get((code, who, span))
        stated = _stated(report, kind) if report else None
        if stated and _says_something(stated):
            return stated
        made = [self._made(code, who, span, shorter) for shorter in FROM[span.kind]]
        known = [each for each in made if each is not None]
        return next(
            (each for each in known if each.part is not None), next(iter([*known, *([stated] if stated else [])]), None)
        )

    def _made(self, code: str, who: str, span: Span, shorter: str) -> Figure | None:
        """A longer period from all its parts; None where none of them is known."""
        kind = self.world.kind(code, span.end)
        figures = [self.own(code, who, part) for part in span.parts(shorter)]
        if not any(figures):
            return None
        if self.world.made_from(code, span.end) > span.start:
            return Figure(mark="changed")
        if kind.accumulates or kind.along == "latest":
            return figures[-1] or NOTHING
        return _together(kind, [each or NOTHING for each in figures])

    # Partnerships

    def _spoken_of(self, code: str, span: Span) -> tuple[date, date]:
        """The first and the last day that a figure speaks of: of a year to date since April, of the latest one day."""
        kind = self.world.kind(code, span.end)
        if kind.along == "latest":
            return span.end, span.end
        return span.whole_year().start if kind.accumulates else span.start, span.end

    def _spells(self, code: str, who: str, span: Span) -> list[tuple[date, date]]:
        """The days of somebody's membership among those."""
        start, end = self._spoken_of(code, span)
        terms = [(max(since, start), min(until or end, end)) for since, until in self.world.terms[who]]
        return [(since, until) for since, until in terms if since <= until]

    def _members(self, code: str, span: Span) -> list[str]:
        return [who for who in self.world.terms if self._spells(code, who, span)]

    def _is_whole(self, code: str, who: str, span: Span) -> bool:
        return self._spells(code, who, span) == [self._spoken_of(code, span)]

    def _brought(self, code: str, who: str, span: Span) -> Figure | None:
        """What a member brings; one to which the indicator does not apply for a part of the year only is missing."""
        figure = self.own(code, who, span)
        if not self._is_whole(code, who, span):
            cut = self._cut(code, who, span)
            if cut:
                return cut
            figure = figure and replace(figure, part=None, mark=CUT if figure.part is not None else figure.mark)
        if figure and figure.mark == "not_applicable" and self._applies(code, who, span.year):
            return replace(figure, mark="awaited")
        return figure

    def _applies(self, code: str, who: str, year: int) -> bool:
        """Whether anything of a year has a figure, or no cases, of its own."""
        held = (self.own(code, who, each) for kind in MONTHS for each in Span(12 * year, 12).parts(kind))
        return any(each and (each.part is not None or each.mark == "no_cases") for each in held)

    def _cut(self, code: str, who: str, span: Span) -> Figure | None:
        """What falls in a membership that is a part of the period; None where its shorter periods do not tell."""
        kind = self.world.kind(code, span.end)
        spells = self._spells(code, who, span)
        for name in ("quarter", "month", "half"):
            parts = span.whole_year().parts(name)
            taken = self._to_date_within(span, spells, parts) if kind.accumulates else _within(spells, parts)
            figures = [self.own(code, who, part) for _, part in taken or ()]
            if taken and all(_can_be_cut(kind, each) for each in figures):
                signs = [sign for sign, _ in taken]
                months = sum(_months(*spell) or 0 for spell in spells)
                return _cut_together(kind, signs, [each for each in figures if each], Fraction(months, span.months))
        return None

    def _to_date_within(
        self, span: Span, spells: list[tuple[date, date]], parts: list[Span]
    ) -> list[tuple[int, Span]] | None:
        """Years to date: what there was at the end of each membership, less what there was the day before it began."""
        ends = {part.end: part for part in parts}
        needed = [(1, until) for _, until in spells]
        needed += [(-1, since - timedelta(days=1)) for since, _ in spells if since > span.whole_year().start]
        return [(sign, ends[day]) for sign, day in needed] if all(day in ends for _, day in needed) else None

    def _pooled(self, code: str, span: Span, members: list[str]) -> Figure | None:
        kind = self.world.kind(code, span.end)
        if not any(self.own(code, who, span) for who in self.world.terms):
            return None
        known = [each for each in (self._brought(code, who, span) for who in members) if each]
        return _pool(kind, known, members=len(members)) if known else None

    def in_common(self, code: str, span: Span) -> tuple[list[str], bool]:
        """The members behind a figure of the partnership and that of a year before; whether these are all of either."""
        pair = span, span.year_before()
        either = [who for who in self.world.terms if any(self._spells(code, who, each) for each in pair)]
        both = [who for who in either if all(self._serves(code, who, each) for each in pair)]
        return both, both == either

    def _serves(self, code: str, who: str, span: Span) -> bool:
        brought = self._brought(code, who, span)
        return self._is_whole(code, who, span) and not (brought and brought.mark == "not_applicable")

    def alike(self, code: str, who: str, span: Span) -> tuple[Figure | None, Figure | None]:
        """A figure and that of a year before, over the members both have, where none of them is missing."""
        pair = span, span.year_before()
        figures = [self.figure(code, who, each) for each in pair]
        made_from = {self.world.made_from(code, each.end) for each in pair}
        if len(made_from) > 1 or any(each is None or each.part is None for each in figures):
            return None, None
        if who == GROUP:
            both, _ = self.in_common(code, span)
            figures = [self._pooled(code, each, both) for each in pair]
        now, before = (each if each is None or each.reporting == each.expected else None for each in figures)
        return now, before

    # Targets and statuses

    def aim(self, code: str, who: str, span: Span, *, to_date: bool = False) -> Aim | None:
        """The target that serves a figure: its own before everybody's, the period's before the year's."""
        held = [
            (each["kind"] == "benchmark", each["authority"] is None, each["period"] != span.label, place, each)
            for each in self._targets.get((code, span.year), [])
            for place in [["target", "forecast"].index(each["kind"]) if each["kind"] in ("target", "forecast") else 2]
            if each["authority"] == who or (each["authority"] is None and who != GROUP)
            if each["period"] == span.label or each["period_kind"] == "year"
        ]
        if not held:
            return None
        *_, is_of_year, _, chosen = min(held, key=lambda each: each[:4])
        if chosen["kind"] == "direction":
            is_alike = span.year_before().start >= self.world.made_from(code, span.end)
            is_alike = is_alike and (who != GROUP or self.in_common(code, span)[1])
            before = self.figure(code, who, span.year_before()) if is_alike and not to_date else None
            value = None if before is None or before.outturn is None else to_six_places(before.outturn)
            return Aim(kind="direction", value=value)
        share = self._share(self.world.kind(code, span.end), span, to_date) if is_of_year else Fraction(1)
        ends = {
            name: to_six_places(Fraction(chosen[name]) * share)
            for name in ("value", "lower", "upper")
            if chosen.get(name) is not None
        }
        return Aim(kind=chosen["kind"], is_of_year=is_of_year, **ends)

    def _share(self, kind: Kind, span: Span, to_date: bool) -> Fraction:
        """How much of a year's target a shorter period has: of a count as much as of the year."""
        if kind.along not in ("sum", "population"):
            return Fraction(1)
        return Fraction(span.first % 12 + span.months if kind.accumulates or to_date else span.months, 12)

    def role(self, code: str, who: str, span: Span, figure: Figure) -> str:
        """Good, near or bad; unknown where there is nothing to judge, or not all of it."""
        kind = self.world.kind(code, span.end)
        if kind.polarity == "none" or kind.standing == "data only":
            return "data only"
        aim, outturn = self.aim(code, who, span), figure.outturn
        if aim is None or outturn is None or figure.mark == "provisional":
            return "unknown"
        return self.judged(code, who, span, outturn, aim)

    def judged(self, code: str, who: str, span: Span, outturn: Fraction, aim: Aim) -> str:
        """An outturn against its target, within the tolerance of its time."""
        kind = self.world.kind(code, span.end)
        if aim.kind == "direction":
            outturn = to_six_places(outturn)
        short, yardstick = _short(kind, outturn, aim)
        if short is None or yardstick is None:
            return "unknown"
        if short <= 0:
            return "good"
        rule = self._tolerance(code, who, span)
        if rule["basis"] == "relative" and yardstick == 0:
            return "bad"
        away = 100 * short / abs(yardstick) if rule["basis"] == "relative" else short
        for role, within in (("good", Fraction(rule["green_within"])), ("near", Fraction(rule["amber_within"]))):
            if away < within or (rule["inclusive"] and away == within):
                return role
        return "bad"

    def _tolerance(self, code: str, who: str, span: Span) -> dict[str, Any]:
        """The most specific of its time, of those the one set last."""
        serving = [
            (each.get("indicator") is not None, each.get("authority") is not None, each["valid_from"], dict(each))
            for each in self.world.tolerances
            if each.get("indicator") in (None, code) and each.get("authority") in (None, who)
            if each["valid_from"] <= span.end  # type: ignore[operator]
        ]
        return max(serving, key=lambda each: each[:3])[3]


def _stated(report: Report, kind: Kind) -> Figure:
    """One report as a fraction."""
    numerator, denominator = report.numerator, report.denominator
    value = None if report.value is None else Fraction(report.value)
    if denominator == 0 and not numerator:
        return NO_CASES
    if numerator is not None and denominator is not None:
        part, whole = Fraction(kind.per * numerator), Fraction(denominator)
        return Figure(
            part=part, whole=whole, numerator=Fraction(numerator), denominator=whole, counted=True, mark=report.mark
        )
    if denominator is not None and value is not None and "weighted" in (kind.across, kind.along):
        return Figure(
            part=value * denominator,
            whole=Fraction(denominator),
            denominator=Fraction(denominator),
            counted=True,
            mark=report.mark,
        )
    if value is not None:
        return Figure(part=value, whole=Fraction(1), mark=report.mark)
    return Figure(mark=report.mark or "awaited")


def _says_something(stated: Figure) -> bool:
    """Whether a report says something; one that says there is nothing yet gives way to what shorter periods come to."""
    return stated.part is not None or stated.mark not in TO_COME


def _together(kind: Kind, figures: list[Figure]) -> Figure:
    """Periods of one authority as one longer period."""
    if any(each.mark == "not_applicable" for each in figures):
        return Figure(mark="not_applicable" if all(each.mark == "not_applicable" for each in figures) else "in_part")
    if any(each.part is None and each.mark != "no_cases" for each in figures):
        return NOTHING
    told = [each for each in figures if each.part is not None]
    if not told:
        return NO_CASES
    mark = _doubt(told)
    if kind.along == "sum" and all(each.whole == 1 for each in told):
        return Figure(part=_sum(told, "part"), whole=Fraction(1), mark=mark)
    if kind.along in ("ratio", "weighted") and all(each.counted for each in told):
        return _ratio(kind.along, told, mark)
    if kind.along == "population" and all(each.counted for each in told):
        return replace(_ratio("ratio", told, mark), whole=told[-1].denominator, denominator=told[-1].denominator)
    return Figure(mark="none")


def _within(spells: list[tuple[date, date]], parts: list[Span]) -> list[tuple[int, Span]] | None:
    """The shorter periods within memberships, where they are all the days of them."""
    inside = [part for part in parts if any(since <= part.start and part.end <= until for since, until in spells)]
    months = [_months(since, until) for since, until in spells]
    if None in months or sum(part.months for part in inside) != sum(each or 0 for each in months):
        return None
    return [(1, part) for part in inside]


def _months(since: date, until: date) -> int | None:
    """How many whole months two days and those between them are; None where they are not whole ones."""
    after = until + timedelta(days=1)
    return 12 * (after.year - since.year) + after.month - since.month if since.day == after.day == 1 else None


def _can_be_cut(kind: Kind, figure: Figure | None) -> bool:
    if figure is None or figure.part is None:
        return figure is not None and figure.mark == "no_cases"
    return (
        figure.whole == 1
        if kind.along == "sum"
        else kind.along in ("ratio", "weighted", "population") and figure.counted
    )


def _cut_together(kind: Kind, signs: list[int], figures: list[Figure], share: Fraction) -> Figure:
    """What is taken of a member, added up; of a population as much as of the period."""
    told = [(sign, each) for sign, each in zip(signs, figures, strict=True) if each.part is not None]
    if not told:
        return NO_CASES
    mark = _doubt([each for _, each in told])
    added = {
        name: None
        if any(getattr(each, name) is None for _, each in told)
        else sum((sign * getattr(each, name) for sign, each in told), Fraction(0))
        for name in ("part", "whole", "numerator", "denominator")
    }
    if not all(each.counted for _, each in told):
        return Figure(part=added["part"], whole=Fraction(1), mark=mark)
    if kind.along == "population":
        added["whole"] = added["denominator"] = to_six_places((told[-1][1].whole or Fraction(0)) * share)
    return Figure(**added, counted=True, mark=mark) if added["whole"] else NO_CASES


def _pool(kind: Kind, figures: list[Figure], *, members: int) -> Figure:
    """Members' figures as one."""
    told = [each for each in figures if each.part is not None]
    nothing_to_tell = sum(each.mark == "no_cases" for each in figures)
    expected = members - sum(each.mark == "not_applicable" for each in figures)
    reporting = len(told) + nothing_to_tell
    base = Figure(reporting=reporting, expected=expected)
    if expected == 0:
        return replace(base, mark="not_applicable")
    if not told:
        return replace(base, mark="no_cases" if nothing_to_tell == expected else "awaited")
    mark = "provisional" if reporting < expected else _doubt(told)
    if kind.across == "sum" and all(each.whole == 1 for each in told):
        return replace(base, part=_sum(told, "part"), whole=Fraction(1), mark=mark)
    if kind.across in ("ratio", "weighted") and all(each.counted for each in told):
        pooled = _ratio(kind.across, told, mark)
        return replace(pooled, reporting=reporting, expected=expected)
    return replace(base, mark="none")


def _ratio(how: str, told: list[Figure], mark: str | None) -> Figure:
    return Figure(
        part=_sum(told, "part"),
        whole=_sum(told, "whole"),
        numerator=_sum(told, "numerator") if how == "ratio" else None,
        denominator=_sum(told, "denominator"),
        counted=True,
        mark=mark,
    )


def _doubt(told: list[Figure]) -> str | None:
    return next((mark for mark in DOUBTFUL if any(each.mark == mark for each in told)), None)


def _sum(figures: list[Figure], name: str) -> Fraction:
    return sum((getattr(each, name) for each in figures), Fraction(0))


def _short(kind: Kind, outturn: Fraction, aim: Aim) -> tuple[Fraction | None, Fraction | None]:
    """How far a figure falls short, and what that is a share of."""
    if kind.polarity in ("higher", "lower"):
        if aim.value is None:
            return None, None
        return (aim.value - outturn if kind.polarity == "higher" else outturn - aim.value), aim.value
    if aim.lower is None and aim.upper is None:
        return None, None
    if aim.lower is not None and outturn < aim.lower:
        return aim.lower - outturn, aim.lower
    if aim.upper is not None and outturn > aim.upper:
        return outturn - aim.upper, aim.upper
    return Fraction(0), Fraction(1)


def to_six_places(number: Fraction) -> Fraction:
    """To six places, halves away from zero, as figures are shown."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return Fraction(exact.quantize(Decimal("0.000001"), ROUND_HALF_UP))


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


__all__ = ["MONTHS", "Figure", "Reckoning"]
