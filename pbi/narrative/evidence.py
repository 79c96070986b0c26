"""What docs/methods-evidence.md holds: statuses worked out beside those that councils printed. Text in, rows out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pbi.narrative import figures

_OF = re.compile(r"(\d+) of (\d+)")
_DIFFERS = re.compile(r"^- (.+ is printed .+)$", re.MULTILINE)


def bodies(written: str) -> list[dict[str, str]]:
    """The table of bodies: body, figures, printed (statuses beside a figure and a target), same ("3 of 3").

    >>> bodies("| body | figures | printed | same |\\n|---|---|---|---|\\n| Broxtowe | 9 | 3 | 3 of 3 |")
    [{'body': 'Broxtowe', 'figures': '9', 'printed': '3', 'same': '3 of 3'}]
    """
    _, _, after = written.partition("| body |")
    lines = [line for line in after.partition("\n\n")[0].splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    return [dict(zip(("body", "figures", "printed", "same"), each, strict=True)) for each in cells]


def differences(written: str) -> list[str]:
    """Every status that is printed otherwise than it is worked out, with its row and why."""
    return _DIFFERS.findall(written)


def sentence(rows: Sequence[Mapping[str, str]]) -> str:
    """ "Of 50 statuses that 3 councils print beside a figure and a target, 47 are worked out the same." """
    pairs = [_OF.fullmatch(row["same"]) for row in rows]
    held = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
    same, printed = (sum(each) for each in zip(*held, strict=True)) if held else (0, 0)
    who = figures.count(len(held), "council")
    return f"Of {printed} statuses that {who} print beside a figure and a target, {same} are worked out the same."
