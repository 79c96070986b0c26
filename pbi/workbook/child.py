"""The child process that reads one workbook: ``python -m pbi.workbook.child``, bytes in, JSON out.

A parser given a hostile file may loop, take all memory or abort; here it can do no more than end this process.
The first line of standard input is a JSON object with the file's name and the limits, the rest is the file.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from typing import Any

from pbi.errors import UnreadableFile
from pbi.settings import Limits
from pbi.workbook import delimited, guard, values
from pbi.workbook.marks import Book, damaged

Answer = dict[str, Any]


def main() -> None:
    """Read one order from standard input and answer it on standard output, a refusal included."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    _confine(limits)
    gc.disable()  # everything made here is answered with, so there is nothing to collect
    try:
        answer = json.dumps(read(sys.stdin.buffer.read(), filename=order["filename"], limits=limits))
    except UnreadableFile as refusal:
        answer = json.dumps({"refused": [refusal.message, refusal.remedy]})
    except MemoryError:
        answer = json.dumps({"refused": "memory"})
    sys.stdout.write(answer)


def _confine(limits: Limits) -> None:
    """Bound this process's memory and processor time and forbid it to write files. Windows has no such bounds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.child_memory_bytes, limits.child_memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.child_seconds, limits.child_seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, *, filename: str, limits: Limits) -> Answer:
    """The workbook as JSON can carry it. UnreadableFile for what the guard or a parser refuses."""
    guard.size(data, limits=limits)
    kind = guard.kind(data, filename=filename, limits=limits)
    if kind == "ole":
        from pbi.workbook import ole

        data = ole.opened(data)
        kind = "xls" if data.startswith(guard.OLE) else guard.kind(data, filename=filename, limits=limits)
    budget = values.Budget(limits)
    if kind == "csv":
        name = filename.rpartition(".")[0] or filename
        sheets = [{"name": name, "visible": True, "merges": [], "cells": delimited.cells(data, budget=budget)}]
        return {"kind": kind, "notes": [], "names": {}, "sheets": sheets}
    book = _book(data, kind=kind, limits=limits)
    return {"kind": kind, "notes": book.notes, "names": book.names, "sheets": _sheets(data, book, limits, budget)}


def _book(data: bytes, *, kind: str, limits: Limits) -> Book:
    """What calamine cannot tell, by kind; each kind's reader is imported only when it is needed."""
    if kind == "xls":
        from pbi.workbook.biff import XlsBook

        return XlsBook(data, limits=limits)
    if kind == "ods":
        from pbi.workbook.ods import OdsBook

        return OdsBook(data, limits=limits)
    if kind == "xlsb":
        from pbi.workbook.biff12 import XlsbBook

        return XlsbBook(data, limits=limits)
    from pbi.workbook.ooxml import OoxmlBook

    return OoxmlBook(data, limits=limits)


def _sheets(data: bytes, book: Book, limits: Limits, budget: values.Budget) -> list[Answer]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        _check_names([sheet.name for sheet in wanted], limits=limits)
        return [
            _sheet(workbook, sheet.name, visible=sheet.visible == SheetVisibleEnum.Visible, book=book, budget=budget)
            for sheet in wanted
        ]
    except PasswordError as error:
        raise guard.protected() from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(error) from error


def _sheet(workbook: Any, name: str, *, visible: bool, book: Book, budget: values.Budget) -> Answer:
    marks = book.marks(name)  # first: it refuses what the parser would abort on
    sheet = workbook.get_sheet_by_name(name)
    merges = marks.merges
    if merges is None:
        merges = [(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()]
    return {"name": name, "visible": visible, "merges": merges, "cells": values.cells(sheet, marks, budget=budget)}


def _check_names(names: list[str], *, limits: Limits) -> None:
    if len(names) > limits.sheets:
        raise guard.too_many_sheets(len(names), limits=limits)
    if len({name.casefold() for name in names}) < len(names):
        raise UnreadableFile("Two sheets of the workbook have the same name.", remedy="Rename one and send it again.")


if __name__ == "__main__":
    main()
