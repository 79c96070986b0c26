"""The register of rules: nothing is found in a return that is not here, and docs/findings.md is written from it."""

from collections.abc import Iterator
from types import ModuleType

from pbi.returns.rules import cells, figures, files, names, series, tables
from pbi.returns.rules.rule import Rule

ROOMS: tuple[ModuleType, ...] = (files, names, tables, cells, figures, series)
"""The rules by what they are about, in the order of a reader's questions."""


def rules(room: ModuleType) -> Iterator[Rule]:
    """The rules of one room in their order; those of one code follow each other."""
    return (each for each in vars(room).values() if isinstance(each, Rule))


BY_CODE = {rule.code: rule for room in ROOMS for rule in reversed(list(rules(room)))}
"""The first rule of each code, which says what all of that code share."""
