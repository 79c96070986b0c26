"""Edits of what stands in cells: names, headings and figures typed in another way, emptied or merged."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from tests.returns.drafts import COUNCILS, NAMES, PERCENT, Page, Slot
from tests.returns.editing import edit, figure, is_number
from tests.returns.making import Broken

SYNONYMS = {
    "Authority": ["Council", "LOCAL AUTHORITY", "Organisation ", "Authority\nname"],
    "Indicator": ["KPI", "Indicator code", "PI Code", "Measure", "Ref."],
    "Name": ["Short name", "Indicator title", "KPI  name", "Bezeichnung"],
    "Period": ["Reporting period", "Financial Year", "period ", "Zeitraum", "Quarter"],
    "Outturn": ["Actual", "Result", "ACHIEVED", "Year-end outturn", "Ergebnis", "Value"],
    "Numerator": ["Number met", "Count", "Zähler"],
    "Denominator": ["Out of", "Base", "Nenner"],
    "Target": ["Annual target", "Goal", "Ziel"],
    "Code": ["Ref", "PI no.", "Kennzahl", "Measure code"],
}


@edit
def a_cell_emptied(page: Page, chance: Random) -> None:
    """Of a row without its name nobody can know what it is."""
    line, slot = chance.choice([(line, slot) for line in page.lines for slot in line if slot.value is not None])
    for each in line if isinstance(slot.value, str) and not slot.about and line is not page.header else ():
        each.lie = True
    slot.value, slot.format = None, ""


@edit
def a_figure_typed_as_text(page: Page, chance: Random) -> None:
    if slot := figure(page, chance):
        number, percent = slot.value, "%" in slot.format
        shown = f"{number * 100:.4f}".rstrip("0").rstrip(".") if percent else f"{number}"
        forms = [f"{shown}%"] if percent else [shown, f" {shown} ", f"{shown}\u00a0", f"{number:,}", f"'{shown}"]
        if slot.about and slot.about[0][0] in PERCENT and not percent and number > 1 and slot.about[1] == "outturn":
            forms += [
                f"{shown}%",
                f"{shown} %",
                f"{shown} per cent",
                f"{shown} [p]",
                f"{shown}% (provisional)",
                f"{shown}*",
            ]
        if slot.about and slot.about[0][0] == "TS02" and not percent:
            forms += [f"£{number:,}", f"£ {shown}", f"£{number / 1000}k", f"{shown} pounds"]
        slot.value, slot.format = chance.choice(forms), ""


@edit
def a_figure_as_what_it_is_not(page: Page, chance: Random) -> None:
    if slot := figure(page, chance):
        slot.value = chance.choice(
            [Broken("#N/A"), Broken("#DIV/0!"), Broken(), True, date(2020, 3, 1), "see note", "-", "n/a"]
        )
        slot.format = ""


@edit
def a_percent_rescaled(page: Page, chance: Random) -> None:
    slot = figure(page, chance, percent=True)
    if slot and slot.about and slot.about[1] in ("outturn", "target"):
        slot.value = slot.value if "%" in slot.format or slot.value <= 1 else slot.value / 100
        slot.format = chance.choice(["", "", "0.0%", "0%", "0.00"])


@edit
def a_column_of_percents_rescaled(page: Page, chance: Random) -> None:
    places = {at for line in page.lines for at, slot in enumerate(line) if slot.about and slot.about[1] == "outturn"}
    at = chance.choice(sorted(places) or [0])
    code = chance.choice(["", "0.0%"])
    for line in page.body():
        slot = line[at] if at < len(line) else Slot()
        if slot.about and slot.about[0][0] in PERCENT and is_number(slot.value) and slot.value > 1:
            slot.value, slot.format = slot.value / 100, code


@edit
def a_percent_format_over_whole_numbers(page: Page, chance: Random) -> None:
    for line in page.body():
        for slot in line:
            if slot.about and slot.about[1] == "outturn" and is_number(slot.value) and not slot.format:
                slot.format = "0%"


@edit
def headings_in_other_words(page: Page, chance: Random) -> None:
    for slot in page.header:
        if slot.value in SYNONYMS and chance.random() < 0.5:
            slot.value = chance.choice(SYNONYMS[slot.value])
        elif type(slot.value) is str and chance.random() < 0.3:
            slot.value = chance.choice([str.upper, str.lower, lambda said: f"{said} ", lambda said: f"{said}:"])(
                slot.value
            )


@edit
def names_in_other_words(page: Page, chance: Random) -> None:
    for line in page.body():
        for slot in line:
            if isinstance(slot.value, str) and not slot.about and chance.random() < 0.3:
                slot.value = _said_otherwise(slot.value, chance)


def _said_otherwise(said: str, chance: Random) -> str:
    if said in COUNCILS.values():
        return chance.choice([f"{said} Borough Council", said.upper(), f" {said}", f"{said}\u00a0", said[:-1]])
    if said in NAMES:
        return chance.choice([said.lower(), f"{said[:2]} {said[2:]}", f"{said}.", f"{said} ", f"{said[:-1]}9"])
    if re.match(r"20\d\d/\d\d", said):
        first, _, quarter = said.partition(" ")
        plain = chance.choice([first.replace("/", "-"), first.replace("/", "–"), f"FY{first}", first[2:], first[:4]])
        return f"{quarter} {plain}".strip()
    return said


@edit
def names_merged_downwards(page: Page, chance: Random) -> None:
    at = page.column("Authority")
    body = page.body()
    if at is None or not body:
        return
    body_at = sorted(page.lines.index(line) for line in body)
    start = chance.choice(body_at)
    first = page.lines[start][at]
    last = first
    while start + 1 in body_at and page.lines[start + 1][at].value == first.value is not None:
        start += 1
        last = page.lines[start][at]
        last.value = None
    if last is not first:
        page.merges.append((first, last))


@edit
def figures_merged_downwards(page: Page, chance: Random) -> None:
    slot = figure(page, chance)
    places = page.places()
    row, column = places[slot] if slot else (0, 0)
    if (
        slot
        and slot.about
        and slot.about[1] != "target"
        and row < len(page.lines)
        and column <= len(page.lines[row])
        and page.lines[row] in page.body()
    ):
        under = page.lines[row][column - 1]
        under.value, under.about = None, None
        page.merges.append((slot, under))


@edit
def a_name_only_on_its_first_row(page: Page, chance: Random) -> None:
    before = None
    at = page.column(chance.choice(["Authority", "Period", "Indicator"]))
    for line in page.body() if at is not None else []:
        said = line[at].value
        if said == before:
            line[at].value = None
        before = said
