"""What could not be tried on a machine is said at the end of the tests, each reason once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pbi.settings import ROOT

TESTS = """
import pytest

@pytest.mark.parametrize("each", range(3))
def test_of_the_office(each):
    pytest.skip("The office is closed. To open it: knock")

@pytest.mark.skipif(True, reason="Of another system")
def test_elsewhere():
    raise AssertionError
"""


def test_each_reason_is_said_once_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "test_office.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:xdist", f"--rootdir={tmp_path}"]
    done = subprocess.run(
        [*command, "-c", "/dev/null", "test_office.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Not tried: 3 tests of test_office.py. The office is closed. To open it: knock\n" in done.stdout
    assert "Not tried: 1 test of test_office.py. Of another system\n" in done.stdout
