"""What catalogue rows must be to each other: what they name is known, none stands twice, no two tolerances compete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from pbi.catalogue.kinds import KINDS
from pbi.catalogue.names import build
from pbi.catalogue.rows import Entry
from pbi.errors import UnknownName
from pbi.model import Finding
from pbi.store import key_of

Standing = Mapping[str, list[dict[str, Any]]]


def resolve(entries: Iterable[Entry], *, standing: Standing, faults: list[Finding]) -> None:
    """Put the code in place of every name, by what stands and what is being loaded; unknown ones are faults."""
    entries = list(entries)
    merged = {kind: {key_of(spec.table, row): row for row in standing[kind]} for kind, spec in KINDS.items()}
    known = {row["code"] for row in standing["indicators"]}
    spelt = {_code(code): code for code in known}
    for entry in entries:
        if entry.kind == "indicators":  # Coms_048 is ComS_048: it keeps the spelling that stands
            entry.fact["code"] = spelt.setdefault(_code(entry.fact["code"]), entry.fact["code"])
        merged[entry.kind][key_of(KINDS[entry.kind].table, entry.fact)] = entry.fact
    find = _finders({kind: list(rows.values()) for kind, rows in merged.items()})
    for entry in entries:
        for column, spec in KINDS[entry.kind].columns.items():
            written = entry.fact.get(column)
            if spec.refers and written is not None:
                code = entry.attempt(partial(find[spec.refers], written), faults=faults, column=column)
                entry.fact[column] = code or written


def duplicates(entries: Iterable[Entry], *, faults: list[Finding]) -> None:
    """A fault for each row that names what an earlier row of the same kind named."""
    first: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        key = (entry.kind, *key_of(KINDS[entry.kind].table, entry.fact))
        earlier = first.setdefault(key, entry)
        if earlier is not entry:
            named = ", ".join(str(part) for part in key[1:] if part is not None)
            cell = next(iter(earlier.cells.values())).cell
            faults.append(
                entry.refuse(
                    "duplicate-row", f"{named} is also in {earlier.sheet} {cell}.", fix="Remove one of the two."
                )
            )


def rival_tolerances(entries: Iterable[Entry], *, standing: list[dict[str, Any]], faults: list[Finding]) -> None:
    """A fault for each tolerance that another of the same scheme, authority and indicator competes with on some day."""
    arriving = [entry for entry in entries if entry.kind == "tolerances"]
    replaced = {key_of("tolerance", entry.fact) for entry in arriving}
    others = [row for row in standing if key_of("tolerance", row) not in replaced]
    for place, entry in enumerate(arriving):
        for other in [*others, *(each.fact for each in arriving[:place])]:
            if _compete(entry.fact, other):
                faults.append(
                    entry.refuse(
                        "rival-tolerance",
                        f"Another tolerance, from {other['valid_from']} to {other['valid_to'] or 'further notice'}, "
                        "is just as specific on some of these days.",
                        column="valid_from",
                        fix="End one the day before the other begins.",
                    )
                )
                break


def demand_counts(entries: Iterable[Entry], *, standing: list[dict[str, Any]], faults: list[Finding]) -> None:
    """A fault for each demand weight of an indicator that is not a count of its own period."""
    entries = list(entries)
    arriving = {entry.fact["code"]: entry.fact for entry in entries if entry.kind == "indicators"}
    known = {row["code"]: row for row in standing} | arriving
    for entry in (each for each in entries if each.kind == "demand_weights"):
        indicator = known.get(entry.fact["indicator"])
        if indicator and (indicator["unit"] != "number" or indicator["accumulates"]):
            faults.append(
                entry.refuse(
                    "demand-not-a-count",
                    f"{indicator['code']} does not count cases period by period.",
                    column="indicator",
                    fix="Choose an indicator in numbers that does not count up over the year.",
                )
            )


def agreed_whole(entries: Iterable[Entry], *, standing: list[dict[str, Any]], faults: list[Finding]) -> None:
    """A fault for each agreed share from whose first day a partnership's shares do not add up to 100.

    On a day the newest share of each authority that has begun and not ended stands; 0.05 is left for rounded thirds.
    """
    arriving = [entry for entry in entries if entry.kind == "agreement_shares"]
    rows = {key_of("agreement_share", row): row for row in [*standing, *(entry.fact for entry in arriving)]}
    told: set[tuple[str, date]] = set()
    for entry in arriving:
        day = (entry.fact["partnership"], entry.fact["valid_from"])
        total = _agreed_on(rows.values(), *day)
        if day not in told and abs(total - 100) > Decimal("0.05"):
            told.add(day)
            faults.append(
                entry.refuse(
                    "shares-not-a-whole",
                    f"From {day[1]} the agreed shares add up to {total.normalize():f}.",
                    column="share",
                    fix="Give each member's share from that day, and end the old shares.",
                )
            )


def rebased_on_figures(
    entries: Iterable[Entry], *, figures: Callable[[tuple[str, ...]], set[tuple[str, str, str]]], faults: list[Finding]
) -> None:
    """A fault for each rebase from a period that holds no figure a control chart shows.

    ``figures`` gives the (indicator, authority, period) there are of some indicators.
    """
    arriving = [entry for entry in entries if entry.kind == "rebases" and not entry.fact["lifted_on"]]
    held = figures(tuple(sorted({entry.fact["indicator"] for entry in arriving}))) if arriving else set()
    for entry in arriving:
        fact = entry.fact
        if (fact["indicator"], fact["authority"], fact["period"]) not in held:
            faults.append(
                entry.refuse(
                    "rebase-without-figure",
                    f"{fact['authority']} has no figure of {fact['indicator']} in {fact['period']} alone.",
                    column="period",
                    fix="Give the first period that the new limits are of.",
                )
            )


def _agreed_on(rows: Iterable[dict[str, Any]], partnership: str, day: date) -> Decimal:
    begun = [row for row in rows if row["partnership"] == partnership and row["valid_from"] <= day]
    standing = [row for row in begun if (row["valid_to"] or date.max) >= day]
    newest = {row["authority"]: row["share"] for row in sorted(standing, key=lambda row: row["valid_from"])}
    return sum(newest.values(), Decimal(0))


def _compete(one: dict[str, Any], other: dict[str, Any]) -> bool:
    same = all(one[column] == other[column] for column in ("scheme", "authority", "indicator"))
    meet = one["valid_from"] <= (other["valid_to"] or date.max) and other["valid_from"] <= (one["valid_to"] or date.max)
    return same and meet and one["valid_from"] != other["valid_from"]  # the same first day is the same tolerance


def _finders(rows: Standing) -> dict[str, Callable[[str], str]]:
    """How each kind of thing is found by what is written."""
    names = build(
        authorities=rows["authorities"],
        aliases=rows["authority_aliases"],
        services=rows["services"],
        indicators=rows["indicators"],
    )
    return {
        "authority": names.authority,
        "service": names.service,
        "indicator": names.indicator,
        "objective": lambda code: _exactly(code, "objective", {row["code"] for row in rows["objectives"]}),
        "scheme": lambda code: _exactly(code, "scheme", {row["scheme"] for row in rows["schemes"]}),
    }


def _exactly(code: str, kind: str, known: set[str]) -> str:
    if code not in known:
        raise UnknownName(code, kind=kind, near=sorted(each for each in known if _code(each) == _code(code)))
    return code


def _code(text: str) -> str:
    return "".join(text.split()).casefold()
