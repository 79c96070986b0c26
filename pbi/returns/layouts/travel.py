"""Direction-of-travel indicators above a ratings grid: names and a blank annual target, without a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pbi.returns.cells.headings import Heading, squeeze
from pbi.returns.cells.rows import Row
from pbi.returns.layouts.shape import Layout, candidate, fields
from pbi.returns.model.candidates import Candidate, Kind

_HEADING = "direction of travel pis"
_QUARTERS = re.compile(r"\bquarters?\s+([1-4](?:\s*(?:,|and|&|to|-|–)\s*[1-4])*)", re.I)


def recognise(headings: Sequence[Heading]) -> bool:
    """The heading that says so, and no column in which a figure or a rating could stand."""
    return any(squeeze(heading.text) == _HEADING for heading in headings) and fields(headings) <= {
        "indicator",
        "target",
    }


def read(row: Row) -> list[Candidate]:
    """For each quarter that the sheet names, a rating "not available": the indicator is there and its figure is not.
    None where an annual target is given, or no quarter is named: there is then nothing this table says.
    """
    name = row.cell("indicator")
    if row.has("target"):
        return []
    return [
        candidate(
            Kind.RATING,
            row,
            at=name,
            cells={"indicator": name, "rating": row.cell("target")},
            heading=Heading("rating", quarter=quarter),
            words={"subject": "indicator", "rating": "not available"},
        )
        for quarter in quarters((row.sheet.name, *row.around.titles))
    ]


def quarters(lines: Sequence[str]) -> list[int]:
    """The quarters that the nearest line names.

    >>> quarters(["Safer 2015/16: Quarters 1 and 2"]), quarters(["Quarters 1 to 3"]), quarters(["Quarter 4"])
    ([1, 2], [1, 2, 3], [4])
    """
    said = next((found[1] for line in reversed(lines) if (found := _QUARTERS.search(line))), "")
    numbers = [int(digit) for digit in re.findall("[1-4]", said)]
    if re.search("to|-|–", said) and len(numbers) == 2:
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


LAYOUT = Layout(name="direction of travel", recognise=recognise, keys=("indicator",), read=read, lone_rows=True)
