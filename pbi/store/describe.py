"""What each step's file says of itself: its meaning, one row per what, what it reads, the notes beside its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from pbi.store.compose import STEPS, Composer, files, read


class Described(NamedTuple):
    """One step: name, stage, what it means, one row per what, what it reads, notes by column, and its text."""

    name: str
    stage: str
    meaning: str
    grain: str
    inputs: list[str]
    notes: list[tuple[str, str]]
    text: str


@lru_cache(maxsize=4)
def steps(folder: Path = STEPS) -> Mapping[str, Described]:
    """Every step by name, stage by stage, such that a step comes after those it reads; else by the alphabet."""
    composer, written = Composer(folder), files(folder)
    stages = sorted({path.parent.name for path in written.values()})
    found = {
        name: describe(name, composer.text(name), stage=written[name].parent.name if name in written else stages[0])
        for name in composer.names()
    }
    return {name: found[name] for stage in stages for name in _in_order(found) if found[name].stage == stage}


def describe(name: str, text: str, *, stage: str = "") -> Described:
    """One step's text, taken apart."""
    head = [line[2:].strip() for line in _leading_comment(text)]
    grain = next((line.removeprefix("grain:").strip() for line in head if line.startswith("grain:")), "")
    meaning = " ".join(line for line in head if not line.startswith("grain:"))
    inputs = sorted(read(name, text).reads)
    return Described(name, stage, meaning, grain, inputs, list(_column_notes(text)), text)


def _in_order(found: Mapping[str, Described]) -> Iterator[str]:
    sorter = TopologicalSorter({name: set(step.inputs) & set(found) for name, step in found.items()})
    sorter.prepare()
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        yield from ready
        sorter.done(*ready)


def _leading_comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("--"):
            return
        yield line


def _column_notes(text: str) -> Iterator[tuple[str, str]]:
    """The comment on a line of the step's own SELECT list that ends with a column's name."""
    for columns in re.findall(r"^SELECT\b(.*?)(?=^FROM\b|\Z)", text, re.MULTILINE | re.DOTALL):
        for name, note in re.findall(r"\b([a-z]\w*),?[ \t]+--[ \t]*(.+)$", columns, re.MULTILINE):
            yield name, note.strip()
