"""Run the browser's tests many times over, each file with a dashboard of its own: what fails now and then is a race.

``python -m tools.often [times] [pytest files]``: 50 times, every file that drives a browser.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "pages"
TIMES = 50


def driving() -> list[str]:
    """The test files that drive a browser."""
    return sorted(
        str(path.relative_to(ROOT))
        for path in FOLDER.rglob("test_*.py")
        if "playwright.sync_api" in path.read_text("utf-8")
    )


def failed(file: str) -> list[str]:
    """The tests of one run of a file that failed; the file itself where it could not be run."""
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-rfE", file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    print(done.stdout[-6000:], flush=True)
    return re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE) or [file]


def main(argv: list[str]) -> int:
    """Say of each file how many runs it took and which of its tests failed how often; 1 where any did."""
    times = int(argv[0]) if argv else TIMES
    wrong: Counter[str] = Counter()
    for file in argv[1:] or driving():
        found = Counter(test for _ in range(times) for test in failed(file))
        said = ", ".join(f"{test} failed {count} times" for test, count in found.items())
        print(f"{file}, {times} times: {said or 'no failure'}", flush=True)
        wrong += found
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
