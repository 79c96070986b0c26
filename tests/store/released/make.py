"""Keeps a small store of a version, made by that version's own code, with the answers it gave.

    python tests/store/released/make.py CHECKOUT

CHECKOUT is a working copy of the version to be released. Run it once at each release, and commit VERSION.tar.xz and
the folder VERSION: what a version left is never made again. Only commands and options of every version are used.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
DAY = "2024-06-30"
ACTS = (
    ["init"],
    ["load", "ashby.csv", "--received", "2024-04-20", "--accept-warnings"],
    ["load", "barton.csv", "--received", "2024-04-22", "--accept-warnings"],
    ["publish", "--name", "Joint Committee, 1 May 2024", "--year", "2023/24", "--as-of", "2024-05-01"],
    ["load", "barton-corrected.csv", "--received", "2024-05-10", "--accept-warnings"],
    ["load", "year-ashby.csv", "--received", "2024-05-11", "--accept-warnings"],
    ["load", "actions-ashby.csv", "--received", "2024-05-11", "--accept-warnings"],
    ["load", "ashby-too-early.csv", "--received", "2024-05-12", "--accept-warnings"],
    ["undo", "SUBMISSION", "--reason", "Sent too early"],
    ["log-question", "Why are lorries off the road?", "--asked-by", "Cllr Grey", "--meeting", "2024-05-14"],
    ["assign", "BQ1", "--owner", "Fleet manager", "--due", "2024-06-14"],
    ["answer", "BQ1", "Two have been replaced.", "--answered-by", "Fleet manager"],
    ["chase", "barton", "--period", "2024/25 Q1", "--sent", "2024-07-25"],
)
ASKED = {
    "scorecard": ["scorecard", "--year", "2023/24", "--as-of", "2024-05-01"],
    "trend": ["trend"],
    "counts": ["counts", "--year", "2023/24"],
    "published": ["scorecard", "--publication", "P1"],
    "actions": ["actions", "--year", "2023/24", "--at", DAY],
    "questions": ["board-questions"],
    "chased": ["chased", "--period", "2024/25 Q1"],
}
"""What is asked of a store: the name of the file that keeps the answer, and the words after ``query``."""


def make(checkout: Path) -> None:
    """Make the store in a folder of its own, ask it, and keep both under the version's number."""
    [version] = re.findall(r'__version__ = "(.+)"', (checkout / "pbi" / "__init__.py").read_text("utf-8"))
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        for act in ACTS:
            by = [] if act[0] == "init" else ["--by", "A. Officer"]
            said = pbi(checkout, store, *act_of(act, store), *by)
            print(said.strip().splitlines()[-1])
        (HERE / version).mkdir()
        for name, words in ASKED.items():
            (HERE / version / f"{name}.csv").write_text(pbi(checkout, store, *asked(words)), "utf-8")
        with tarfile.open(HERE / f"{version}.tar.xz", "w:xz", preset=9) as kept:
            kept.add(store, arcname="store")


def asked(words: list[str]) -> list[str]:
    """The whole command of a question."""
    return ["query", *words, "--format", "csv"]


def act_of(act: list[str], store: Path) -> list[str]:
    """An act with the files' places and the last submission's name put in."""
    journal = (store / "journal.jsonl").read_text("utf-8") if store.exists() else ""
    last = re.findall(r'"submission":\s*"([^"]+)"', journal)
    files = {path.name: str(path) for path in (HERE / "returns").iterdir()}
    return [last[-1] if word == "SUBMISSION" else files.get(word, word) for word in act]


def pbi(checkout: Path, store: Path, *words: str) -> str:
    """What a command of that version prints."""
    settings = store.with_name("outturn.toml")
    settings.write_text(f'store = "{store}"\ncatalogue = "{HERE / "catalogue"}"\n', encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "pbi", *words],
        cwd=checkout,
        env={**os.environ, "PBI_SETTINGS": str(settings)},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"{' '.join(words)}\n{ended.stdout}{ended.stderr}")
    return ended.stdout


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
