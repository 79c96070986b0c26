"""The numbers a page shows, and whether ``query`` gives them: rounded as they are shown, half away from zero."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from pbi import commands, measures
from pbi.period import canonical
from pbi.store import Store

Row = Mapping[str, Any]
_LINK = re.compile(r'<a\b[^>]*href="([^"]*#passport)"[^>]*class="in figure"[^>]*>([^<]*)</a>')
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"%|m\b|k\b| points?\b(?!\))| days?\b(?! late)| per [\d,]+"
_MEASURED = re.compile(rf"(?<![\w./-])(£)?({_NUMBER})({_UNIT})?(?!\.?\w)")
"""A number by itself: not part of a code, a period or a day; how late an action is and how many points a chart has are
counted from what ``query`` gives."""
_SCALE = {"k": 1_000, "m": 1_000_000}
MEASURES = ("trend", "scorecard", "compare", "signals", "masked", "actions", "achievements", "ratings-grid", "demand",
            "forecast", "control", "restatements")  # fmt: skip
"""What is asked for the numbers of a page, the quick and likely first."""
OF_A_PERIOD = {"scorecard", "compare", "signals", "masked", "forecast"}
BY_RULE = {
    "95%": "a level of confidence",
    "99.8%": "the level that decides",
    "9.5": "what χ² must exceed at that level",
}
"""Numbers of the method itself, which no data change."""


class Given:
    """What ``query`` gives for one store, one day, one scheme and one period."""

    def __init__(self, store: Store, *, period: str, as_of: str = "", scheme: str = "rag") -> None:
        self._store, self._scheme = store, scheme
        self._filters = ("--as-of", as_of) if as_of else ()
        asked = canonical(period) if period else None
        self.periods = (
            [str(each) for each in (asked, asked.last_year(), asked.last_year().last_year())] if asked else []
        )

    def judged(self, measure: str, period: str) -> list[dict[str, Any]]:
        """A measure's rows of a period with their statuses, every number an exact decimal."""
        filters = (*self._filters, "--period", period, "--scheme", self._scheme)
        return _rows(self._store, self._store.version, measure, filters)

    def rows(self, measure: str) -> list[dict[str, Any]]:
        """A measure's rows, every number an exact decimal."""
        period = ("--period", self.periods[0]) if measure in OF_A_PERIOD and self.periods else ()
        return _rows(self._store, self._store.version, measure, (*self._filters, *period))

    def numbers(self, measure: str) -> dict[str, set[Decimal]]:
        """The numbers of each indicator in a measure, by its code; under "" those of no one indicator."""
        held: dict[str, set[Decimal]] = {"": set()}
        rows = self.rows(measure)
        for row in rows:
            of = held.setdefault(row.get("indicator") or "", set())
            of |= {abs(value) for value in row.values() if isinstance(value, Decimal)}
        if measure == "trend":
            held |= {code: held[code] | found for code, found in _changes(rows).items()}
        held[""] |= {made for count in range(len(rows) + 1) for made in _of_a_count(measure, count, len(rows))}
        if measure == "signals":
            held[""].add(sum((row["chance"] or Decimal(0) for row in rows), Decimal(0)))
        return held


def _of_a_count(measure: str, count: int, of: int) -> list[Decimal]:
    """What is made of a count alone: the percent of the actions, and how many tests at 99.8% come out by chance."""
    if measure == "actions":
        return [Decimal(100 * count) / of] if of else []
    return [count * Decimal("0.002")] if measure == "scorecard" else []


def _changes(trend: Sequence[Row]) -> dict[str, set[Decimal]]:
    """What an outturn is above or below its target, the year before or the period before, and in percent of it."""
    held: dict[str, set[Decimal]] = {}
    known = {(row["indicator"], row["authority"], row["period"]): row["outturn"] for row in trend}
    for row in trend:
        now, period = row["outturn"], canonical(row["period"])
        others = [
            known.get((row["indicator"], row["authority"], str(each))) for each in (period.last_year(), period.step(-1))
        ]
        found = held.setdefault(row["indicator"], set())
        for other in (row["target"], *others):
            if now is not None and other is not None:
                found |= {abs(now - other), abs((now - other) / other * 100) if other else Decimal(0)}
    return held


@lru_cache(maxsize=400)
def _rows(store: Store, version: int, measure: str, filters: tuple[str, ...]) -> list[dict[str, Any]]:
    said = commands.answer(["query", measure, "--format", "json", "--store", str(store.path), *filters], held=store)
    assert said.exit == 0, f"{measure} {filters}: {said.stderr}"
    found: list[dict[str, Any]] = json.loads(said.stdout, parse_float=Decimal, parse_int=Decimal)
    return found


def wrong_links(markup: str, given: Given) -> list[str]:
    """Every figure that links to where it came from and is not the one that ``query`` gives for that link."""
    held = {(row["indicator"], row["authority"], row["period"]): row["outturn"] for row in given.rows("trend")}
    wrong = []
    for address, text in set(_LINK.findall(markup)):
        asked = {name: texts[0] for name, texts in parse_qs(urlsplit(unescape(address)).query).items()}
        key = (asked["indicator"], asked["authority"], asked["period"])
        exact = held.get(key)
        if exact is None or not is_shown(exact, unescape(text)):
            wrong.append(f"{key} is {exact} and is shown as {text}")
    return wrong


def is_shown(exact: Decimal, text: str) -> bool:
    """Whether a text is this number, rounded to as many places as it shows.

    >>> is_shown(Decimal("94.95"), "95%"), is_shown(Decimal("94.95"), "94.9%"), is_shown(Decimal(-155400), "−£155k")
    (True, False, True)
    """
    found = _MEASURED.search(text)
    if not found:
        return False
    size = rounded(exact, found[2], found[3])
    return size == _number(found[2]) and (not size or (exact < 0) == ("−" in text))


def rounded(exact: Decimal, shown: str, unit: str | None) -> Decimal:
    """The size of a number, to the places of what is shown and in its thousands or millions."""
    places = len(shown.partition(".")[2])
    return (abs(exact) / _SCALE.get(unit or "", 1)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def measured(text: str) -> list[tuple[str, str, str]]:
    """The numbers of a text that have a unit, decimals or thousands: as shown, the number and the unit."""
    return [
        (found[0], found[2], found[3] or "")
        for found in _MEASURED.finditer(text)
        if found[1] or found[3] or set(found[2]) & {".", ","}
    ]


def unexplained(app: AppTest, given: Given) -> list[str]:
    """The numbers on a page with a unit, decimals or thousands that ``query`` does not give, each with where it is.

    Of a row, a slide or a chart that speaks of an indicator they are among that indicator's.
    """
    left = {block: {whole for whole, *_ in measured(_read(block))} - BY_RULE.keys() for block in blocks(app)}
    for measure in MEASURES:
        left = {block: numbers for block, numbers in left.items() if numbers}
        if not left:
            break
        held = given.numbers(measure)
        every = set().union(*held.values())
        for block in left:
            about = {code for code in held if code and _speaks_of(block, code)}
            left[block] &= _outside(
                _read(block), set().union(held[""], *(held[code] for code in about)) if about else every
            )
    return [f"{number} in: {_short(block)}" for block, numbers in left.items() for number in sorted(numbers)]


def _speaks_of(block: str, code: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", block))


def blocks(app: AppTest) -> list[str]:
    """A page in parts that are each about one thing: rows of tables, slides, what charts say, paragraphs."""
    markup = re.sub(
        r"<style.*?</style>|<svg.*?</svg>", " ", "\n".join(each.value for each in app.html), flags=re.DOTALL
    )
    return [*re.split(r"(?=<tr\b)|</tr>|(?=<section\b)|</section>|(?=<h\d)|</p>|</li>", markup),
            *(each.proto.alt for each in app.get("vega_lite_chart"))]  # fmt: skip


def _read(block: str) -> str:
    """What is read of a part: its text and its titles, without tags."""
    titles = re.findall(r'(?:title|aria-label|alt)="([^"]*)"', block)
    return unescape(" | ".join([re.sub(r"<[^>]+>", " | ", block), *titles]))


def _short(block: str) -> str:
    return re.sub(r"[\s|]*\|[\s|]*", " | ", _read(block)).strip(" |")[:200]


def _outside(text: str, numbers: set[Decimal]) -> set[str]:
    """The numbers of a text, as they are shown, that are no rounding of any of these."""
    wrong, known = set(), {}
    for whole, number, unit in measured(text):
        key = len(number.partition(".")[2]), unit if unit in _SCALE else ""
        if key not in known:
            known[key] = {rounded(each, number, unit) for each in numbers}
        if _number(number) not in known[key]:
            wrong.add(whole)
    return wrong


def wrong_counts(markup: str, given: Given) -> list[str]:
    """Counts with a status that no count gives: of the period and the two before, or of an indicator's members."""
    labels = {row["label"] for period in given.periods[:1] for row in given.judged("counts", period)}
    said = re.findall(rf"\b(\d[\d,]*) ({'|'.join(map(re.escape, sorted(labels)))})\b", _read(markup)) if labels else []
    left = {(int(number.replace(",", "")), label) for number, label in said}
    for known in _counts(given):
        left -= known
        if not left:
            break
    return [f"counts {number} {label}" for number, label in sorted(left)]


def _counts(given: Given) -> Iterator[set[tuple[int, str]]]:
    """Every count of a status that ``query`` gives; then what its rows come to by indicator, authority and in all."""
    for period in given.periods:
        yield {(int(row["count"]), row["label"]) for row in given.judged("counts", period)}
    for period in given.periods:
        rows = given.judged("scorecard", period)
        for of in ("indicator", "authority", "period"):
            yield {(number, label) for (_, label), number in Counter((row[of], row["status"]) for row in rows).items()}


def latest(store: Store, as_of: object) -> str:
    """The period a page shows where none is chosen."""
    return measures.latest_period(store, as_of=date.fromisoformat(str(as_of)) if as_of else None)
