"""Delimited text: encoding and delimiter are found out, text stays text, plain numbers are numbers."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from pbi.errors import UnreadableFile
from pbi.workbook import guard
from pbi.workbook.cells import CellType
from pbi.workbook.values import Budget, Wire

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 50  # rows looked at to tell the delimiter
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)?(\.[0-9]+)?")
DECIMAL_COMMA = "decimal comma"
"""The format of the texts of a file whose cells are parted by semicolons: the comma is needed for decimals."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def cells(data: bytes, *, budget: Budget) -> list[Wire]:
    """The cells of a delimited text. Dates, codes with leading zeros, "1,234" and "98%" stay text, as sent."""
    text = decode(data)
    # Excel's own first line "sep=;", and the text after it.
    found = re.match(r"sep=(.)\r?\n", text, flags=re.IGNORECASE)
    delimiter, text = (found[1], text[found.end() :]) if found else ("", text)
    try:
        return _cells(text, delimiter=delimiter or sniff(text), budget=budget)
    except csv.Error as error:
        raise UnreadableFile(
            "The text cannot be divided into cells: a quotation mark is not closed, or a cell is too long.",
            remedy=guard.SAVE_AGAIN,
        ) from error


def decode(data: bytes) -> str:
    """Text of UTF-8 or UTF-16 with or without its mark, else of Windows' Western code page (cp1252)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:2000]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise UnreadableFile("The file is neither a workbook nor text.", remedy=guard.SAVE_AGAIN)


def sniff(text: str) -> str:
    """The delimiter that divides most of the first rows into the same number of cells.

    >>> sniff("code;outturn\\nA1;98,2\\nA2;97,1\\n")
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in islice(rows, SAMPLE))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _cells(text: str, *, delimiter: str, budget: Budget) -> list[Wire]:
    found: list[Wire] = []
    for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        for column, value in enumerate(values, start=1):
            if stripped := value.strip():
                plain = len(stripped) < 40 and _NUMBER.fullmatch(stripped) and stripped != "-"
                kind, value = (CellType.NUMBER, stripped) if plain else (CellType.TEXT, value)
                budget.spend(value, "")
                code = DECIMAL_COMMA if delimiter == ";" and not plain else ""
                found.append([row, column, kind.value, value, code, False, "", False])
    return found
