"""The glossary: each word has one meaning, and each place that it names uses the word."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = ROOT / "docs" / "words.md"
ENTRIES = [
    [cell.strip() for cell in line.strip("|\n").split(" | ")]
    for line in GLOSSARY.read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Word |")
]
ROOMS = {
    path.name if path.is_dir() else path.stem for path in (ROOT / "pbi").rglob("*") if "__pycache__" not in path.parts
}
UNCLEAR = {"again", "alike", "asides", "given", "leaving", "matter", "places", "spread", "standing"}
"""Names that a reader cannot tell the contents from."""
PARTICIPLES = {"asked", "held", "said", "told"}
"""Names of functions that do not say what comes back."""


def _uses(path: Path, word: str) -> bool:
    """Whether the file has the word, as it is spoken or as it is written in a name."""
    text = path.read_text("utf-8") + " " + path.as_posix()
    stem = re.escape(word.split(" of a ")[0])
    return re.search(stem.replace(r"\ ", "[ _-]").replace(r"\-", "[ _-]?"), text, re.I) is not None


def test_a_word_has_one_entry_in_order() -> None:
    words = [word.casefold() for word, *_ in ENTRIES]
    assert words == sorted(set(words)) and len(words) >= 50


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry[0] for entry in ENTRIES])
def test_each_place_that_an_entry_names_uses_its_word(entry: list[str]) -> None:
    word, meaning, code, screen, document = entry
    assert meaning.endswith(".") and len(meaning.split()) <= 25 and screen
    named = [ROOT / path for path in re.findall(r"`([^`]+)`", code)]
    named += [GLOSSARY.parent / path for path in re.findall(r"\]\(([^)]+)\)", document)]
    assert len(named) > 1
    for path in named:
        assert path.is_file() and _uses(path, word), path


def test_a_room_or_a_step_is_named_for_its_contents() -> None:
    assert sorted(ROOMS & UNCLEAR) == []


def test_no_public_function_is_named_by_a_word_that_fits_them_all() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {part.name}"
        for path in sorted((ROOT / "pbi").rglob("*.py"))
        for outer in [ast.parse(path.read_text("utf-8"))]
        for body in (outer.body, *(each.body for each in outer.body if isinstance(each, ast.ClassDef)))
        for part in body
        if isinstance(part, ast.FunctionDef) and not part.decorator_list and part.name in PARTICIPLES
    ]
    assert found == []
