"""Each folder tests/golden/<name>: a workbook gives the outcome, findings and facts that a person accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.golden import found

CASES = sorted(given.parent for given in Path(__file__).parent.glob("*/return.json"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_golden_return_gives_what_was_accepted(case: Path) -> None:
    assert found(case) == (case / "golden.txt").read_text("utf-8"), "if the new reading is right: make golden"
