"""Service × authority: each tile the counts of each status, and a link to that service in that authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pbi.model import JUDGED, StatusRole
from pbi.ui.session import address
from pbi.ui.show import join, tag
from pbi.ui.tables.tables import NONE, Column, Row, mark, records, table, text

MOST_ACROSS = 12
"""More authorities than these stand one beneath the other, and not side by side."""
FIRST = 15
"""So many of them stand open; the others are one key away."""
Names = Mapping[str, str]
Tiles = Mapping[tuple[Any, Any], Sequence[Row]]


def matrix(counts: pd.DataFrame, *, services: Names, authorities: Names, beside: Mapping[tuple[str, str], str]) -> int:
    """Services down and authorities across; of very many the other way round. How many authorities there are.

    ``beside``: what is written after a tile, by service and authority.
    """
    official = counts[(counts["basis"] == "official") & (counts["service"] != "all") & (counts["authority"] != "all")]
    tiles: dict[tuple[Any, Any], list[Row]] = {}
    for row in records(official):
        tiles.setdefault((row["service"], row["authority"]), []).append(row)
    in_services, in_authorities = {service for service, _ in tiles}, {authority for _, authority in tiles}
    services = {code: name for code, name in services.items() if code in in_services}
    authorities = {code: name for code, name in authorities.items() if code in in_authorities}

    def cell(service: str, authority: str) -> object:
        more = beside.get((service, authority))
        shown = _tile(tiles.get((service, authority)), service, services[service], authority, authorities[authority])
        return join([shown, tag("span", more, class_="sub") if more else None])

    if len(authorities) > MOST_ACROSS:
        _down(tiles, services, authorities, cell)
    else:
        _across(services, authorities, cell)
    return len(authorities)


def of_many(scorecard: pd.DataFrame) -> Column:
    """A column with how many authorities of an indicator have each status, or a figure; it leads to all in order."""
    held: dict[str, list[Row]] = {}
    for row in records(scorecard[scorecard["outturn"].notna()].sort_values("position", kind="stable")):
        held.setdefault(row["indicator"], []).append(row)

    def cell(row: Row) -> object:
        rows = held.get(row["indicator"])
        if not rows:
            return NONE
        judged: dict[str, list[Row]] = {}
        for each in rows:
            judged.setdefault(each["label"] or "", []).append(each)
        said = [f"{len(group):,} {label}".rstrip() for label, group in judged.items()]
        where = address.link("compare", address.values(), indicator=row["indicator"], authority=None)
        return tag("a", f"{', '.join(said)} of {len(rows):,}", href=where, class_="in", target="_self")

    return Column("Authorities", cell)


def _across(services: Names, authorities: Names, cell: Callable[[str, str], object]) -> None:
    table(
        [
            Column("Service", text("name"), head=True),
            *[Column(name, lambda row, code=code: cell(row["code"], code)) for code, name in authorities.items()],  # type: ignore[misc]
        ],
        [{"code": code, "name": name} for code, name in services.items()],
    )


def _down(tiles: Tiles, services: Names, authorities: Names, cell: Callable[[str, str], object]) -> None:
    """An authority a line, those with the most that are bad first, then those with the most that are near."""
    count = {
        (authority, role): sum(row["count"] for service in services for row in tiles.get((service, authority), ())
                               if row["role"] == role)
        for authority in authorities for role in (StatusRole.BAD, StatusRole.NEAR)
    }  # fmt: skip
    worst = sorted(authorities, key=lambda code: (-count[code, StatusRole.BAD], -count[code, StatusRole.NEAR]))
    table(
        [
            Column("Authority", text("name"), head=True),
            *[Column(name, lambda row, code=code: cell(code, row["code"])) for code, name in services.items()],  # type: ignore[misc]
        ],
        [{"code": code, "name": authorities[code]} for code in worst],
        first=FIRST,
    )


def _tile(rows: Sequence[Row] | None, code: str, service: str, authority: str, name: str) -> object:
    if not rows:
        return NONE
    shown = [row for row in rows if row["role"] in JUDGED or row["count"]]
    said = ", ".join(f"{row['count']} {row['label']}" for row in shown)
    parts = [
        tag("span", mark(row), row["count"], class_="none" if not row["count"] else None, title=row["label"])
        for row in shown
    ]
    return tag(
        "a",
        *parts,
        class_="in tile",
        target="_self",
        aria_label=f"{service}, {name}: {said}",
        href=address.link("service", address.values(), service=code, authority=[authority]),
    )
