"""What the documents say agrees with the program: each citation leads somewhere, each worked sum is a step's own."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
METHODS = (ROOT / "docs" / "methods.md").read_text("utf-8")
SECTIONS = [int(number) for number in re.findall(r"^## (\d+)\. ", METHODS, re.M)]
SUMS = [" ".join(line.split()) for line in re.findall(r"^Sum: (.+?)\n(?:\n|\Z)", METHODS, re.M | re.S)]
SOURCES = [
    path
    for room in ("pbi", "pages", "tests", "tools", "benchmarks")
    for path in sorted((ROOT / room).rglob("*"))
    if path.suffix in {".py", ".sql"}
]
CITED = re.compile(r"\b[Mm]ethods, sections? ((?:\d+(?:, | to | and )?)+)")
LINKED = re.compile(r"\bdocs/[\w-]+\.md\b")
LOST = re.compile(r"\b[Rr]ules?: (?:returns|methods) page\b")


def test_the_sections_are_numbered_in_order() -> None:
    assert list(range(1, len(SECTIONS) + 1)) == SECTIONS


def test_every_citation_in_code_leads_to_a_section_or_a_document() -> None:
    lost, cited = [], 0
    for path in SOURCES:
        text = path.read_text("utf-8")
        for numbers in CITED.findall(text):
            cited += 1
            lost += [f"{path.name}: section {n}" for n in map(int, re.findall(r"\d+", numbers)) if n not in SECTIONS]
        lost += [f"{path.name}: {link}" for link in LINKED.findall(text) if not (ROOT / link).is_file()]
        lost += [f"{path.name}: {words}" for words in LOST.findall(text) if path.name != Path(__file__).name]
    assert lost == [] and cited


@pytest.mark.parametrize("line", SUMS)
def test_a_worked_sum_is_what_the_step_gives(line: str) -> None:
    """A sum names a case, then rows by their keys, and of each the columns with their values."""
    case, _, rows = line.partition(", ")
    folder = ROOT / "tests" / "steps" / case.strip("`")
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    for row in rows.rstrip(".").split("; "):
        named, _, values = row.partition(": ")
        keys, columns = set(re.findall(r"`([^`]+)`", named)), dict(value.split(" ", 1) for value in values.split(", "))
        found = [row for row in expected if keys <= set(row.values())]
        assert keys and columns and any(columns.items() <= row.items() for row in found), (row, found)
