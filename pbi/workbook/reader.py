"""The parent's side: start the child, wait no longer than allowed, and turn its answer into a Workbook or a refusal."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import re
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pbi.errors import UnreadableFile
from pbi.settings import ROOT, Limits, settings
from pbi.workbook import guard
from pbi.workbook.cells import Cell, CellType, Sheet, Value, Workbook
from pbi.workbook.keeping import keeping

BOUNDS_ITSELF = importlib.util.find_spec("resource") is not None
"""Whether a child can bound its own processor time; Windows cannot, and there it is given that long by the clock."""
AT_ONCE = 3
"""How many files are read at the same time, each in a child with its own share of memory; the next one waits."""

log = logging.getLogger(__name__)
_turns = threading.BoundedSemaphore(AT_ONCE)


@keeping()
def read(data: bytes, *, filename: str, limits: Limits | None = None) -> Workbook:
    """The workbook in ``data``; ``filename`` is only a name to speak of it by (any folders in it are dropped).

    Raises UnreadableFile, one sentence and a remedy, for everything that is not a workbook that can be read whole
    and within ``limits`` (those of the settings where none are given). Nothing is written anywhere.
    """
    limits = limits or settings().limits
    # The last part of a path, without characters that cannot be seen.
    last = re.split(r"[\\/]", filename)[-1]
    name = "".join(character for character in last if character.isprintable()).strip(" .") or "file"
    try:
        guard.size(data, limits=limits)
        answer = _ask(data, filename=name, limits=limits)
        return _workbook(answer, filename=name, sha256=hashlib.sha256(data).hexdigest())
    except UnreadableFile as refusal:
        refusal.where = name
        raise


def _ask(data: bytes, *, filename: str, limits: Limits) -> dict[str, Any]:
    order = json.dumps({"filename": filename, "limits": asdict(limits)}).encode()
    wait = limits.child_wait_seconds if BOUNDS_ITSELF else limits.child_seconds
    try:
        with _turns:
            child = subprocess.run(
                [sys.executable, "-m", "pbi.workbook.child"],
                cwd=ROOT,
                input=order + b"\n" + data,
                capture_output=True,
                timeout=wait,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise _too_long(wait) from error
    answer = _answer(child.stdout) if child.returncode == 0 else {}
    if "sheets" in answer:
        return answer
    if answer.get("refused") == "memory" or -child.returncode in (signal.SIGABRT, getattr(signal, "SIGKILL", 0)):
        megabytes = limits.child_memory_bytes // 1_000_000
        raise UnreadableFile(
            f"The workbook needs more than {megabytes:,} MB of memory to read, which is the limit.",
            remedy="Copy the table into a new workbook and send that.",
        )
    if -child.returncode == getattr(signal, "SIGXCPU", 0) != 0:
        raise _too_long(limits.child_seconds)
    if "refused" in answer:
        message, remedy = answer["refused"]
        raise UnreadableFile(message, remedy=remedy)
    log.error("reading %r ended with %s: %s", filename, child.returncode, child.stderr[-2000:].decode(errors="replace"))
    raise UnreadableFile("The workbook is damaged and cannot be read.", remedy=guard.SAVE_AGAIN)


def _answer(output: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(output))
    except ValueError:
        return {}


def _too_long(seconds: int) -> UnreadableFile:
    return UnreadableFile(
        f"The workbook takes longer than {seconds} seconds to read, which is the limit.",
        remedy="Copy the table into a new workbook and send that.",
    )


def _workbook(answer: dict[str, Any], *, filename: str, sha256: str) -> Workbook:
    formats: dict[str, str] = {}
    sheets = tuple(
        Sheet(
            name=sheet["name"],
            visible=sheet["visible"],
            cells=tuple(_cell(sheet["name"], wire, formats) for wire in sheet["cells"]),
            merges=tuple((r1, c1, r2, c2) for r1, c1, r2, c2 in sheet["merges"]),
        )
        for sheet in answer["sheets"]
    )
    return Workbook(
        filename=filename,
        sha256=sha256,
        kind=answer["kind"],
        sheets=sheets,
        defined_names=answer["names"],
        notes=tuple(answer["notes"]),
    )


def _cell(sheet: str, wire: list[Any], formats: dict[str, str]) -> Cell:
    row, column, kind, value, number_format, formula, comment, hidden, *doubt = wire
    shared = formats.setdefault(number_format, number_format)  # one text for all cells of a format
    return Cell(sheet, row, column, _value(kind, value), _TYPES[kind], shared, formula, comment, hidden, *doubt)


_TYPES = {each.value: each for each in CellType}


def _value(kind: str, value: Any) -> Value:
    if kind == "number":
        return Decimal(value)
    if kind == "date":
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return value  # type: ignore[no-any-return]
