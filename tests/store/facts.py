"""Facts and stores for the tests of the store."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pbi.model import Draft


def outturn(indicator: str, value: object, **other: Any) -> dict[str, Any]:
    """One outturn of E1 for 2019/20."""
    fact = {"indicator": indicator, "authority": "E1", "period": "2019/20", "period_kind": "year",
            "period_start": date(2019, 4, 1), "period_end": date(2020, 3, 31), "value": value,
            "submission": "s1", "sheet": "KPIs", "cell": "B2"}  # fmt: skip
    return {**fact, **other}


def draft(*outturns: dict[str, Any], **other: Any) -> Draft:
    """A draft of some outturns, received on 1 May 2020."""
    given = {
        "kind": "accepted",
        "by": "An Officer",
        "received_on": date(2020, 5, 1),
        "facts": {"outturn": list(outturns)},
    }
    return Draft(**{**given, **other})


def steps(folder: Path, **texts: str) -> Path:
    """A folder of steps."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    return folder
