"""A drawn partnership: members that join and leave, every kind of indicator, and what they reported. Plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pbi.model import Fact
from tests.memory import authority, indicator, schemes, target, tolerance
from tests.reckoning.span import Span, spans

GROUP = "group"
YEARS = range(2015, 2020)
LOADED, CORRECTED = date(2020, 5, 1), date(2020, 6, 1)
BEGAN = date(2010, 4, 1)
OTHER_WAY = {"higher": "lower", "lower": "higher"}
RHYTHM = {"annual": "year", "half-yearly": "half", "quarterly": "quarter", "monthly": "month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What an indicator is like: how it is measured, added up and judged."""

    unit: str = "percent"
    per: int = 100
    polarity: str = "higher"
    across: str = "ratio"
    along: str = "ratio"
    accumulates: bool = False
    frequency: str = "quarterly"
    standing: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether each figure is so many out of so many."""
        return {self.across, self.along} & {"ratio", "weighted", "population"} != set()


KINDS = [
    Kind(),
    Kind(polarity="lower", frequency="annual"),
    Kind(polarity="range"),
    Kind(polarity="none"),
    Kind(frequency="monthly"),
    Kind(frequency="half-yearly"),
    Kind(accumulates=True),
    Kind(along="latest"),
    Kind(along="none", across="none"),
    Kind(standing="data only"),
    Kind(unit="number", per=1, across="sum", along="sum", polarity="lower"),
    Kind(unit="number", per=1, across="sum", along="sum", frequency="monthly"),
    Kind(unit="number", per=1, across="sum", along="sum", accumulates=True),
    Kind(unit="number", per=1, across="sum", along="latest", polarity="lower"),
    Kind(unit="number", per=1, across="sum", along="sum", frequency="annual", polarity="range"),
    Kind(unit="currency", per=1, across="sum", along="sum"),
    Kind(unit="days", per=1, across="weighted", along="weighted", polarity="lower"),
    Kind(unit="rate", per=1000, polarity="lower"),
    Kind(unit="rate", per=1000, polarity="lower", along="population"),
    Kind(unit="rate", per=1000, polarity="lower", along="population", frequency="monthly"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One figure as it was received: a value, so many of so many, or a reason why there is none."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    mark: str | None = None


@dataclass(slots=True)
class World:
    """Everything a store would hold of one partnership."""

    kinds: dict[str, Kind]
    terms: dict[str, list[tuple[date, date | None]]]
    reports: dict[tuple[str, str, Span], Report] = field(default_factory=dict)
    corrections: dict[tuple[str, str, Span], Report | None] = field(default_factory=dict)
    targets: list[Fact] = field(default_factory=list)
    tolerances: list[Fact] = field(default_factory=list)
    later: dict[str, tuple[date, Kind]] = field(default_factory=dict)

    def kind(self, code: str, day: date) -> Kind:
        """What an indicator is like on a day."""
        since, other = self.later.get(code, (date.max, None))
        return other if other and day >= since else self.kinds[code]

    def made_from(self, code: str, day: date) -> date:
        """Since when it has been made in the way it is on a day."""
        since, other = self.later.get(code, (date.max, self.kinds[code]))
        return since if day >= since and other.polarity != self.kinds[code].polarity else date.min

    def catalogue(self) -> dict[str, list[Fact]]:
        """What is known before any return."""
        return {
            "scheme": schemes(),
            "authority": [*map(authority, self.terms), authority(GROUP, kind="partnership")],
            "membership": [
                {"partnership": GROUP, "authority": who, "valid_from": since, "valid_to": until}
                for who, terms in self.terms.items()
                for since, until in terms
            ],
            "indicator": [
                *(_described(code, kind) for code, kind in self.kinds.items()),
                *({**_described(code, kind), "valid_from": since} for code, (since, kind) in self.later.items()),
            ],
            "target": self.targets,
            "tolerance": self.tolerances,
        }

    def spans(self) -> list[Span]:
        """Every period of its years."""
        return [span for year in YEARS for kind in ("month", "quarter", "half", "year") for span in spans(year, kind)]

    def received(self, reports: dict[tuple[str, str, Span], Report | None]) -> list[Fact]:
        """Reports as rows of outturn; None takes one back."""
        return [
            {
                "indicator": code,
                "authority": who,
                "period": span.label,
                "period_kind": span.kind,
                "period_start": span.start,
                "period_end": span.end,
                "submission": "s",
                "sheet": "T",
                "cell": "B2",
                **_columns(report),
            }
            for (code, who, span), report in reports.items()
        ]


def _described(code: str, kind: Kind) -> Fact:
    return indicator(
        code,
        unit=kind.unit,
        per=kind.per,
        polarity=kind.polarity,
        across_authorities=kind.across,
        across_periods=kind.along,
        accumulates=kind.accumulates,
        frequency=kind.frequency,
        standing=kind.standing,
    )


def draw(seed: int) -> World:
    """The partnership of this number: always the same."""
    chance = Random(seed)
    world = World(
        kinds={f"i{place:02}": kind for place, kind in enumerate(KINDS)},
        terms={who: _terms(chance) for who in "abcd"[: chance.randint(2, 4)]},
    )
    world.terms["a"] = [(BEGAN, None)]
    for code, kind in world.kinds.items():
        for who in world.terms:
            _report(world, code, kind, who, chance)
        _aim(world, code, kind, chance)
    _describe_again(world, chance)
    _correct(world, chance)
    _tolerate(world, chance)
    return world


def _terms(chance: Random) -> list[tuple[date, date | None]]:
    """From when to when somebody is a member: most always, some join or leave, on the first of a month or within it."""
    day = date(
        chance.choice([2016, 2017, 2018, 2019]), chance.choice([1, 4, 4, 7, 10, 11]), chance.choice([1, 1, 1, 16])
    )
    match chance.choice(["always"] * 5 + ["joins", "leaves", "returns"]):
        case "joins":
            return [(day, None)]
        case "leaves":
            return [(BEGAN, day - timedelta(days=1))]
        case "returns":
            return [(BEGAN, day - timedelta(days=1)), (date(2019, 4, 1), None)] if day.year < 2019 else [(BEGAN, None)]
    return [(BEGAN, None)]


def _report(world: World, code: str, kind: Kind, who: str, chance: Random) -> None:
    """Five years of one indicator: mostly whole, with gaps, reasons and cases in which nothing happened."""
    share, size = chance.uniform(0.1, 0.95), chance.choice([12, 80, 400])
    counts = chance.random() < 0.93  # some send a percentage alone
    for year in YEARS:
        if year in (2017, 2018) and chance.random() < 0.5:
            share = chance.uniform(0.05, 0.95)
        reported = {span: _one(kind, share, size, counts, chance) for span in spans(year, RHYTHM[kind.frequency])}
        if kind.accumulates:
            reported = _to_date(reported, kind)
        if kind.frequency != "annual" and chance.random() < 0.12:
            reported[Span(year * 12, 12)] = _one(kind, share, 4 * size, counts, chance)
        if kind.frequency == "monthly" and chance.random() < 0.2:
            reported[spans(year, "quarter")[chance.randrange(4)]] = _one(kind, share, 3 * size, counts, chance)
        for span, report in reported.items():
            if chance.random() < 0.95:
                world.reports[code, who, span] = report


def _one(kind: Kind, share: float, size: int, counts: bool, chance: Random) -> Report:
    luck = chance.random()
    if luck < 0.02:
        return Report(mark=chance.choice(["not_applicable", "awaited"]))
    mark = chance.choice(["provisional", "estimated"]) if luck > 0.98 else None
    if not kind.is_counted:
        low = -size if kind.unit == "currency" else 0
        return Report(value=Decimal(chance.randint(low * 100, size * 100)) / chance.choice([100, 10, 1]), mark=mark)
    if not counts:
        return Report(value=Decimal(round(share * 1000)) / 10, mark=mark)
    if luck < 0.05 and kind.along != "population":
        left = chance.choice([None, Decimal(0), Decimal(100)])
        return Report(numerator=0, denominator=0, value=left, mark=mark)
    whole = 50 * size if kind.along == "population" else chance.randint(1, size)
    cases = sum(chance.random() < share for _ in range(min(whole, 400)))
    if kind.across == "weighted":
        return Report(value=Decimal(chance.randint(0, 3000)) / 100, denominator=whole, mark=mark)
    return Report(numerator=cases, denominator=whole, value=None, mark=mark)


def _to_date(reported: dict[Span, Report], kind: Kind) -> dict[Span, Report]:
    """The same as years to date: each what there was since April."""
    value, cases, whole, summed = Decimal(0), 0, 0, {}
    for span, report in sorted(reported.items()):
        if report.numerator is not None and report.denominator is not None:
            cases, whole = cases + report.numerator, whole + report.denominator
            summed[span] = Report(numerator=cases, denominator=whole, mark=report.mark)
        elif report.value is not None and not kind.is_counted:
            value += report.value
            summed[span] = Report(value=value, mark=report.mark)
        else:
            summed[span] = report
    return summed


def _aim(world: World, code: str, kind: Kind, chance: Random) -> None:
    """Targets: for all, for one, for the partnership, for a quarter; a band for a range; last year's figure."""
    for year in YEARS:
        for who in (None, *world.terms, GROUP):
            if chance.random() < (0.7 if who in (None, GROUP) else 0.25):
                word = chance.choice(["target"] * 6 + ["forecast", "benchmark", "direction"])
                world.targets.append(_target(code, kind, who, Span(year * 12, 12), word, chance))
        if kind.frequency == "quarterly" and chance.random() < 0.2:
            span = spans(year, "quarter")[chance.randrange(4)]
            world.targets.append(_target(code, kind, chance.choice([None, "a", GROUP]), span, "target", chance))


def _target(code: str, kind: Kind, who: str | None, span: Span, word: str, chance: Random) -> Fact:
    largest = {"number": 2000, "currency": 2000, "days": 30, "rate": 30}.get(kind.unit, 100)
    if word == "direction":
        given: dict[str, Decimal] = {}
    elif kind.polarity == "range":
        ends = sorted(Decimal(chance.randint(0, largest * 10)) / 10 for _ in range(2))
        given = dict(zip(("lower", "upper"), ends, strict=True))
        if chance.random() < 0.2:
            del given[chance.choice(["lower", "upper"])]
    else:
        given = {"value": Decimal(chance.randint(0, largest * 10)) / chance.choice([10, 1])}
    return {**target(code, who, span.label), "kind": word, **given}


def _describe_again(world: World, chance: Random) -> None:
    """Some indicators are judged the other way round, or no longer, from a day on."""
    for code, kind in world.kinds.items():
        if chance.random() < 0.15 and kind.polarity in OTHER_WAY:
            since = date(chance.choice([2017, 2018]), chance.choice([4, 4, 7]), 1)
            other = (
                replace(kind, polarity=OTHER_WAY[kind.polarity])
                if chance.random() < 0.7
                else replace(kind, standing="data only")
            )
            world.later[code] = since, other


def _correct(world: World, chance: Random) -> None:
    """Later receipts: another figure, or one taken back."""
    for key, report in world.reports.items():
        if chance.random() < 0.03:
            code, _, _ = key
            again = _one(world.kinds[code], 0.5, 80, report.value is None, chance)
            world.corrections[key] = None if chance.random() < 0.3 else again


def _tolerate(world: World, chance: Random) -> None:
    """The shipped tolerance, and others of an indicator or an authority, some from a day on."""
    world.tolerances.append(tolerance())
    for code in world.kinds:
        for who in (None, chance.choice(list(world.terms))):
            if chance.random() < 0.25:
                world.tolerances.append(
                    tolerance(
                        indicator=code if chance.random() < 0.8 or who is None else None,
                        authority=who,
                        basis=chance.choice(["relative", "points"]),
                        green_within=chance.choice([0, 1, 2]),
                        amber_within=chance.choice([2, 5, 10]),
                        inclusive=chance.random() < 0.7,
                        valid_from=chance.choice([date(2000, 4, 1), date(2018, 4, 1), date(2018, 7, 1)]),
                    )
                )
    seen = set()
    for each in list(world.tolerances):
        key = (each.get("indicator"), each.get("authority"), each["valid_from"])
        if key in seen:
            world.tolerances.remove(each)
        seen.add(key)


def _columns(report: Report | None) -> Fact:
    if report is None:
        return {"withdrawn": True}
    return {
        "value": report.value,
        "numerator": report.numerator,
        "denominator": report.denominator,
        "availability": report.mark,
    }
