"""Golden returns: what a workbook must give, as a text a person can hold against the paper it came from.

``tests/golden/<name>/return.json`` names a workbook and how it is sent; ``golden.txt`` beside it holds the outcome,
every finding and every fact. ``make golden`` shows what would be different and asks, one return at a time.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pbi import returns
from pbi.commands import init_store
from pbi.store import Store

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "golden"
LEFT_OUT = {
    "submission",
    "sheet",
    "cell",
    "version",
    "received_on",
    "withdrawn",
    "period_kind",
    "period_start",
    "period_end",
}


def found(case: Path) -> str:
    """The outcome, findings and facts of one golden return, sent to a new store that holds the shipped catalogue."""
    given = json.loads((case / "return.json").read_text("utf-8"))
    file = ROOT / given.pop("file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        init_store(path)
        with Store.open(path) as store:
            outcome = returns.submit(
                store, data=file.read_bytes(), filename=file.name, by="golden", terms=returns.Terms(**given)
            )
            return "\n".join([*told(outcome), *facts(store, outcome.submission), ""])


def told(outcome: returns.Outcome) -> Iterator[str]:
    """The state, the layout, the counts of rows, and the findings in the words of the return's sender."""
    yield f"{outcome.state}, {outcome.layout}, {outcome.authority}, {outcome.period}"
    yield ", ".join(
        f"{getattr(outcome.rows, name)} {name}" for name in ("read", "new", "changed", "unchanged", "refused")
    )
    for finding in outcome.findings:
        yield f"{finding.severity} {finding.rule} [{finding.sheet}!{finding.cell}] {finding.message}"


def facts(store: Store, submission: str | None) -> Iterator[str]:
    """A line a fact, as the journal carries it: its table, its cell, and every column that says something."""
    line = store.ledger.last() if submission else None
    for table, rows in sorted(store.ledger.facts(line.content["facts"]).items()) if line else ():
        for row in rows if table != "finding" else ():
            place = f" [{row['sheet']}!{row['cell']}]" if row.get("cell") else ""
            said = [
                f"{name} {plain(value)}" for name, value in row.items() if value is not None and name not in LEFT_OUT
            ]
            yield f"{table}{place} {' | '.join(said)}"


def plain(value: object) -> str:
    """A value as printed: without the six places the journal keeps.

    >>> plain("98.500000"), plain("100.000000"), plain("100")
    ('98.5', '100', '100')
    """
    return re.sub(r"(\.\d*?)0+$", r"\1", str(value)).removesuffix(".")


def main() -> int:
    """Show every difference and ask. 1 where one was not accepted."""
    refused = [case.name for case in sorted(FOLDER.glob("*/")) if (case / "return.json").exists() and not settled(case)]
    print(f"Left as they were: {', '.join(refused)}." if refused else "Every golden return is as accepted.")
    return 1 if refused else 0


def settled(case: Path) -> bool:
    """Whether a golden return gives what was accepted, or a person says that what it gives now is right."""
    file = case / "golden.txt"
    before, now = file.read_text("utf-8") if file.exists() else "", found(case)
    if before == now:
        return True
    print(*difflib.unified_diff(before.splitlines(), now.splitlines(), "accepted", "now", lineterm="", n=1), sep="\n")
    if input(f"{case.name}: is every line right, held against the paper? [y/N] ").strip().lower() != "y":
        return False
    file.write_text(now, "utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
