"""Figures to date, their targets and where each year would end: methods, sections 3 and 6, worked out a second time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tests.reckoning.rules import Aim, Figure, Reckoning
from tests.reckoning.span import MONTHS, Span, spans
from tests.reckoning.world import YEARS

ADDS_UP = ("sum", "ratio", "weighted", "population")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The year's end as it would have been taken to be at one point of it."""

    to_date: Fraction | None
    estimate: Fraction | None
    years_of_history: int
    outturn: Fraction | None


class Ahead:
    """What can be said of a year before it is over."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._world = reckoning.world  # in which only the polarity of an indicator changes, never how it adds up

    def to_dates(self, code: str, who: str, year: int) -> dict[int, tuple[Span, Figure]]:
        """How far a year had come after so many months: of reported quarters, else months, else halves."""
        kind = self._world.kinds[code]
        if kind.along not in ADDS_UP or self._made_from(code, year) > Span(12 * year, 12).start:
            return {}
        reported = any(self._reckoning.is_reported(code, who, span) for span in spans(year, "quarter"))
        for name in ("quarter", "month", "half") if reported else ("month", "quarter", "half"):
            found = self._so_far(code, who, spans(year, name))
            if found:
                return found
        return {}

    def _so_far(self, code: str, who: str, parts: list[Span]) -> dict[int, tuple[Span, Figure]]:
        kind = self._world.kinds[code]
        found: dict[int, tuple[Span, Figure]] = {}
        so_far: list[Figure] = []
        for span in parts:
            figure = self._reckoning.figure(code, who, span)
            if not self._serves(code, figure):
                if kind.accumulates:
                    continue
                break
            assert figure is not None
            so_far.append(figure)
            told = [each for each in so_far if each.part is not None]
            if kind.accumulates:
                if figure.part is not None:
                    found[_months(span)] = span, figure
            elif told and (kind.along != "population" or figure.part is not None):
                found[_months(span)] = span, _added(kind.along, told)
        return found

    def _serves(self, code: str, figure: Figure | None) -> bool:
        kind = self._world.kinds[code]
        if figure is None or (figure.reporting is not None and figure.reporting < (figure.expected or 0)):
            return False
        if figure.part is None:
            return figure.mark == "no_cases"
        return figure.whole == 1 if kind.along == "sum" else figure.counted or kind.accumulates

    def aim(self, code: str, who: str, span: Span, so_far: list[Span]) -> Aim | None:
        """The target to date: the year's share, or the periods' own targets where each of them has one."""
        kind = self._world.kinds[code]
        aim = self._reckoning.aim(code, who, span, to_date=True)
        if aim is None or aim.is_of_year or kind.along not in ("sum", "population") or kind.accumulates:
            return aim
        own = [self._reckoning.aim(code, who, each, to_date=True) for each in so_far]
        if any(each is None or each.is_of_year for each in own):
            return replace(aim, value=None, lower=None, upper=None)
        return replace(aim, **{name: _all(own, name) for name in ("value", "lower", "upper")})

    def forecast(self, code: str, who: str, year: int, months: int) -> Forecast | None:
        """What a year would come to by the years before it alone, and how many of those there were."""
        kind = self._world.kinds[code]
        now = self.to_dates(code, who, year).get(months)
        if now is None:
            return None
        past = [
            (then, end)
            for before in YEARS
            if before < year and self._made_from(code, before) == self._made_from(code, year)
            for _, then in [self.to_dates(code, who, before).get(months, (None, None))]
            for end in [self._came_to(code, who, before)]
            if then and end and end.part is not None
        ]
        _, figure = now
        end = self._came_to(code, who, year)
        part, whole = figure.part, figure.whole
        assert part is not None
        if kind.along in ("sum", "population"):
            reached = sum((then.part or 0 for then, _ in past), Fraction(0))
            came_to = sum((each.part or 0 for _, each in past), Fraction(0))
            part = part * came_to / reached if past and reached > 0 and not self._can_fall(code, who) else None
        return Forecast(
            to_date=figure.outturn,
            estimate=None if part is None or not whole else part / whole,
            years_of_history=len(past),
            outturn=end.outturn if end else None,
        )

    def _can_fall(self, code: str, who: str) -> bool:
        """Whether a sum was ever below nothing, or a year to date less than it was before."""
        kind = self._world.kinds[code]
        if kind.along != "sum":
            return False
        for year in YEARS:
            for name in MONTHS:
                figures = [self._reckoning.own(code, who, span) for span in spans(year, name)]
                parts = [each.part for each in figures if each and each.part is not None]
                if any(part < 0 for part in parts) or (kind.accumulates and parts != sorted(parts)):
                    return True
        return False

    def _made_from(self, code: str, year: int) -> date:
        return self._world.made_from(code, Span(12 * year, 12).end)

    def _came_to(self, code: str, who: str, year: int) -> Figure | None:
        kind = self._world.kinds[code]
        figure = self._reckoning.figure(code, who, Span(12 * year, 12))
        if figure is None or (figure.reporting is not None and figure.reporting < (figure.expected or 0)):
            return None
        return None if kind.along == "sum" and figure.whole != 1 else figure


def _months(span: Span) -> int:
    return span.first % 12 + MONTHS[span.kind]


def _added(along: str, told: list[Figure]) -> Figure:
    part = sum((each.part or Fraction(0) for each in told), Fraction(0))
    if along == "sum":
        return Figure(part=part, whole=Fraction(1))
    if along == "population":
        return Figure(part=part, whole=told[-1].whole)
    return Figure(part=part, whole=sum((each.whole or Fraction(0) for each in told), Fraction(0)))


def _all(aims: list[Aim | None], name: str) -> Fraction | None:
    held = [getattr(each, name) for each in aims]
    return None if any(each is None for each in held) else sum(held, Fraction(0))
