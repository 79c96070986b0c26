"""Whatever a file does to the process that reads it, the one that received it goes on and can say why."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pytest

from pbi.errors import UnreadableFile
from pbi.settings import ROOT, Limits
from pbi.workbook import read
from tests.workbook import making

LIMITS = Limits()
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds time alone")


@cache
def large() -> bytes:
    numbers = (str(number * 7_919 % 1_000_003) for number in range(400_000))
    cells = "".join(f"<row>{''.join(f'<c><v>{next(numbers)}</v></c>' for _ in range(40))}</row>" for _ in range(10_000))
    return making.xlsx(f"<sheetData>{cells}</sheetData>")


@unix_only
def test_more_memory_than_is_given() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(large(), filename="large.xlsx", limits=replace(LIMITS, child_memory_bytes=100_000_000))
    assert raised.value.message == "The workbook needs more than 100 MB of memory to read, which is the limit."


@unix_only
def test_more_of_the_processor_than_is_given() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(large(), filename="large.xlsx", limits=replace(LIMITS, child_seconds=1))
    assert raised.value.message == "The workbook takes longer than 1 seconds to read, which is the limit."


@unix_only
def test_a_busy_machine_refuses_nothing() -> None:
    """The clock alone says nothing of a file: it is stopped by what it takes of the processor, or by a long wait."""
    assert LIMITS.child_wait_seconds > 5 * LIMITS.child_seconds
    with pytest.raises(UnreadableFile, match="takes longer"):
        read(large(), filename="large.xlsx", limits=replace(LIMITS, child_wait_seconds=1))


def test_reads_at_the_same_time_do_not_meet() -> None:
    made = {name: making.saved(making.sheet_of({"A1": name})) for name in ("first", "second", "third", "fourth")}
    with ThreadPoolExecutor(4) as pool:
        workbooks = list(pool.map(lambda name: read(made[name], filename=f"{name}.xlsx"), made))
    assert [(each.filename, each.sheets[0].at(1, 1).value) for each in workbooks] == [
        (f"{name}.xlsx", name) for name in made
    ]


def test_the_next_file_is_read_after_a_refused_one() -> None:
    with pytest.raises(UnreadableFile):
        read(b"\x89PNG", filename="return.xlsx")
    assert read(making.saved(making.sheet_of({"A1": 1})), filename="return.xlsx").sheets[0].rows == 1


def test_the_child_loads_only_what_it_needs() -> None:
    probe = (
        "import sys, pbi.workbook.child, pbi.workbook.ooxml, pbi.workbook.biff\n"
        "print({'streamlit', 'duckdb', 'pandas', 'numpy', 'openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@unix_only
def test_the_child_can_write_no_file(tmp_path: Path) -> None:
    probe = (
        "from pathlib import Path\nfrom pbi.workbook import child\nfrom pbi.settings import Limits\n"
        f"child._confine(Limits())\nPath({str(tmp_path / 'written')!r}).write_text('x')"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=False)
    assert b"File too large" in done.stderr
    assert (tmp_path / "written").stat().st_size == 0


def test_the_child_answers_in_json_alone() -> None:
    order = json.dumps({"filename": "r.csv", "limits": asdict(LIMITS)}).encode()
    done = subprocess.run(
        [sys.executable, "-m", "pbi.workbook.child"],
        cwd=ROOT,
        input=order + b"\na,5\n",
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["sheets"][0]["cells"] == [
        [1, 1, "text", "a", "", False, "", False],
        [1, 2, "number", "5", "", False, "", False],
    ]
