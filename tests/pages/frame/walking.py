"""The switches of the dashboard, the stores it is walked through, and which of their settings are tried together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

from pbi import measures
from pbi.store import Store
from tests.pages import made, odd, published
from tests.pages.conftest import ONE, THREE

LONG = "Percentage of high-risk food and feed establishments whose inspection fell due in the year and was done well"
MANY = tuple((f"c{place:03}", f"Council {place:03}") for place in range(36))
MADE: Mapping[str, dict[str, Any]] = {
    "one authority": {"authorities": ONE},
    "a partnership": {"authorities": THREE, "partnership": True},
    "one year": {"authorities": THREE, "partnership": True, "years": ("2019/20",)},
    "late": {"authorities": THREE, "partnership": True, "years": ("2017/18", "2018/19")},
    "without targets": {"authorities": THREE, "partnership": True, "targets": False},
    "very many": {"authorities": MANY, "partnership": True},
    "long names": {"authorities": THREE, "partnership": True, "named": LONG},
}
PUBLISHED = {
    "Broxtowe": (published.BROXTOWE,),
    "the Partnership": (published.PARTNERSHIP,),
    "Cannock Chase": (published.CANNOCK,),
    "Hastings": (published.HASTINGS,),
    "Bracknell Forest": published.BRACKNELL,
}
EXAMPLE = "the example"
FEW = ("late", "every kind", "one of three members")
"""The stores of the short walk; the long one goes through all, the example and the published ones among them."""
READ = ("every kind",)
"""Those whose pages are read number by number in the short walk; in the long one all."""
EVERY = (*MADE, *odd.SHAPES, *PUBLISHED, EXAMPLE)
SWITCHES: Mapping[str, Sequence[int | str | None]] = {
    "period": range(6),
    "authority": range(4),
    "indicator": range(-1, 9),
    "service": range(-1, 1),
    "as_of": range(3),
    "scheme": ("rag", "none", "met", "pentana"),
    "kind": (None, "year", "quarter", "month"),
    "chart": ("trend", "control"),
    "movement": ("tested", "arrows"),
}
"""Each switch and its settings; a number is the place among what a store offers, counted on from the first again."""
SHORT: Mapping[str, Sequence[int | str | None]] = {**SWITCHES, "indicator": range(-1, 5)}
"""Those of the short walk, which is as long as pages times kinds of indicator."""
Step = dict[str, Any]


def store(base: Path, name: str, example: Path) -> Path:
    """The store of that name, made where it has not been."""
    path = base / name.replace(" ", "-").lower()
    if name == EXAMPLE:
        return example
    if not path.exists():
        if name in MADE:
            made.store(path, **MADE[name])
        elif name in PUBLISHED:
            published.store(path, *PUBLISHED[name])
        else:
            odd.store(path, name)
    return path


def pairwise(rows: Sequence[Step], factors: Mapping[str, Sequence[Any]]) -> list[Step]:
    """Steps in which any two settings of two factors come together: those of the rows first, then one for each pair
    that has not met. Each is given the other factors' settings, of every factor in turn the newest beside those it has.
    """
    met: set[tuple[Any, ...]] = set()
    steps = [_filled(row, factors, met, place) for place, row in enumerate(rows)]
    for one, this, other, that in sorted(unmet(steps, factors), key=str):
        if (one, this, other, that) not in met:
            steps.append(_filled({one: this, other: that}, factors, met, len(steps)))
    return steps


def _filled(row: Step, factors: Mapping[str, Sequence[Any]], met: set[tuple[Any, ...]], place: int) -> Step:
    step = dict(row)
    for name in (name for name in factors if name not in row):
        turned = [*factors[name][place % len(factors[name]) :], *factors[name][: place % len(factors[name])]]
        step[name] = max(turned, key=lambda each: len(_pairs(step, name, each) - met))
    ordered = {name: step[name] for name in factors}
    met |= {(one, ordered[one], other, ordered[other]) for one, other in combinations(factors, 2)}
    met |= {(other, ordered[other], one, ordered[one]) for one, other in combinations(factors, 2)}
    return ordered


def at_random(factors: Mapping[str, Sequence[Any]], stores: Sequence[str], number: int) -> list[Step]:
    """So many steps, the same in every run, on every store as many."""
    chance = Random(11)
    return [
        {"store": stores[place % len(stores)], **{name: chance.choice(settings) for name, settings in factors.items()}}
        for place in range(number)
    ]


def _pairs(step: Step, name: str, setting: Any) -> set[tuple[Any, ...]]:
    return {(other, value, name, setting) for other, value in step.items() if other != name}


def unmet(steps: Sequence[Step], factors: Mapping[str, Sequence[Any]]) -> set[tuple[Any, ...]]:
    """The pairs of settings that no step has."""
    wanted = {
        (one, this, other, that)
        for one, other in combinations(factors, 2)
        for this, that in product(factors[one], factors[other])
    }
    return wanted - {(one, step[one], other, step[other]) for step in steps for one, other in combinations(factors, 2)}


def filters(held: Store, step: Step) -> dict[str, Any]:
    """A step's settings as the address writes them, of what this store offers."""
    offers = offered(held, held.version)
    chosen = {name: options[step[name] % len(options)] for name, options in offers.items() if step.get(name, -1) >= 0}
    plain = {name: step[name] for name in ("scheme", "kind", "chart", "movement") if step.get(name)}
    return {name: value for name, value in {**chosen, **plain}.items() if value}


@lru_cache(maxsize=100)
def offered(held: Store, version: int) -> Mapping[str, Sequence[Any]]:
    """What a store has to choose from: of each kind of period the newest, the oldest of all and the year after; no
    authority, one, several, the last; an indicator of each kind; days of receipt.
    """
    periods = measures.periods(held)
    newest = list(periods.drop_duplicates("period_kind")["period"])
    authorities = list(measures.authorities(held)["code"])
    received = sorted(set(measures.submissions(held)["received_on"].dropna()))
    return {
        "period": ["", *newest, *periods["period"].tail(1)],
        "authority": [[], authorities[:1], authorities[-1:], authorities[:2]],
        "indicator": _kinds_of_indicator(held) or [""],
        "service": list(measures.indicators(held)["service"].dropna().unique()) or [""],
        "as_of": ["", *(each.isoformat() for each in received[len(received) // 2 :][:1]),
                  *((each - timedelta(days=1)).isoformat() for each in received[:1])],
    }  # fmt: skip


def _kinds_of_indicator(held: Store) -> list[str]:
    """One indicator of each kind that has figures, those told apart by most first; and one without any."""
    known = measures.indicators(held)
    reported = known["code"].isin({row["indicator"] for row in held.query("reported").to_pylist()})
    shape = ["unit", "polarity", "frequency", "accumulates", "across_authorities", "across_periods", "lifecycle"]
    kinds = known[reported].drop_duplicates(shape)
    return [*kinds["code"], *known.loc[~reported, "code"].head(1)]
