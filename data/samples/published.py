"""The workbooks in the shape in which councils printed their figures. Sources: docs/samples.md."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import sheets
from openpyxl import Workbook

BROXTOWE = "Broxtowe Borough Council, Community Safety Committee, business plan at year end 2019/20, appendix 1"
CANNOCK = "Cannock Chase District Council, Community Safety Scrutiny Committee, 3 December 2015, appendix 1"
BRACKNELL = "Bracknell Forest Council, quarterly updates of key performance indicators, bracknell-forest.gov.uk"
HASTINGS = "Hastings Borough Council, council services performance 2019/20, hastings.gov.uk"
WARWICKSHIRE = "Warwickshire Fire and Rescue performance, warwickshire.gov.uk/frperformance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One table of one sheet: the figures it shows, the title above and the source below."""

    sheet: str
    figures: str
    title: tuple[str, ...] = ()
    source: str = ""


def _bracknell(label: str, figures: str) -> list[Page]:
    return [
        Page(
            sheet="Indicators",
            figures=f"bracknell_forest_{figures}",
            source=BRACKNELL,
            title=("Bracknell Forest Council", f"Key performance indicators {label}"),
        )
    ]


def _warwickshire(label: str, figures: str) -> list[Page]:
    return [
        Page(
            sheet="Performance",
            figures=f"warwickshire_fire_{figures}",
            source=f"{WARWICKSHIRE}, {label} edition",
            title=("Warwickshire Fire and Rescue Service", f"Performance {label}"),
        )
    ]


WORKBOOKS = {
    "broxtowe-2019-20": [
        Page(
            sheet="Key Tasks",
            figures="broxtowe_key_tasks",
            source=BROXTOWE,
            title=("Community Safety Key Tasks and Priorities for Improvement 2019/20",),
        ),
        Page(
            sheet="Key Performance Indicators",
            figures="broxtowe_kpis",
            source=BROXTOWE,
            title=("Community Safety Key Performance Indicators 2019/20",),
        ),
    ],
    "cannock-chase-2015-16": [
        Page(
            sheet="Quarters 1 and 2",
            figures="cannock_chase_pis",
            title=("Cannock Chase District Council", "Cleaner and Safer Environment 2015/16: Quarters 1 and 2"),
        ),
        Page(sheet="Quarters 1 and 2", figures="cannock_chase_ratings", source=CANNOCK),
    ],
    "bracknell-forest-2024-25-q3": _bracknell("2024/25 Q3", "2024_25_q3"),
    "bracknell-forest-2024-25-q4": _bracknell("2024/25 Q4", "2024_25_q4"),
    "bracknell-forest-2025-26-q1": _bracknell("2025/26 Q1", "2025_26_q1"),
    "bracknell-forest-2025-26-q2": _bracknell("2025/26 Q2", "2025_26_q2"),
    "hastings-2019-20": [
        Page(
            sheet="Council services",
            figures="hastings_2019_20",
            source=HASTINGS,
            title=("Hastings Borough Council", "Council services: performance 2019/20"),
        )
    ],
    "warwickshire-fire-2016-17": _warwickshire("2016/17", "2016_17"),
    "warwickshire-fire-2019-20": _warwickshire("2019/20", "2019_20"),
    "public-protection-partnership": [
        Page(
            sheet="Figures",
            figures="public_protection_partnership",
            title=("Public Protection Partnership: figures quoted in committee papers",),
        ),
        Page(
            sheet="Achievements",
            figures="public_protection_partnership_achievements",
            title=("Public Protection Partnership: achievements 2019/20",),
        ),
    ],
    "worcestershire-regulatory-services": [
        Page(
            sheet="Figures",
            figures="worcestershire_regulatory_services",
            title=("Worcestershire Regulatory Services: figures quoted in committee papers",),
        ),
    ],
}


def make(folder: Path) -> list[Path]:
    """Writes every published workbook into ``folder`` and returns their paths."""
    made = []
    for name, pages in WORKBOOKS.items():
        workbook = Workbook()
        for sheet in dict.fromkeys(page.sheet for page in pages):
            tables = [
                replace(sheets.read(page.figures), title=page.title, source=page.source)
                for page in pages
                if page.sheet == sheet
            ]
            sheets.write(workbook, sheet, *tables)
        made.append(folder / f"{name}.xlsx")
        sheets.save(workbook, made[-1])
    return made
