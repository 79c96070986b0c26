"""Which files and functions have grown long: ``python -m tools.lengths``, part of ``make lint``.

It reports and never fails: a length is where to stop and think, and a rule that fails makes people cut one idea in two.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from pbi.settings import ROOT

FILE, FUNCTION = 300, 50
"""Lines from which a file and a function are named."""


def long_ones(root: Path = ROOT) -> Iterator[str]:
    """A line for each file of the program longer than FILE and each function longer than FUNCTION, by path."""
    for path in sorted([*(root / "pbi").rglob("*.py"), *(root / "pages").glob("*.py")]):
        text = path.read_text("utf-8")
        where, lines = path.relative_to(root).as_posix(), len(text.splitlines())
        if lines > FILE:
            yield f"{where}: {lines} lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION:
                    yield f"{where}: {node.name} has {length} lines"


if __name__ == "__main__":
    found = list(long_ones())
    print("\n".join(["Long, to think about:", *found]) if found else "No file or function is long.")
