"""What a file must be before any parser sees it. Every refusal is one sentence that names the limit, and a remedy.

Rules: the file's own bytes say what it is, never its name; nothing is unpacked to disk; a document type declaration,
a part held twice or a part named as a path outside the file has no place in a workbook.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from pbi.errors import UnreadableFile
from pbi.settings import Limits

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last row and column of a sheet: XFD1048576 in every program since 2007."""

DENSE_CELLS = 8_000_000
"""The most cells, empty ones included, between A1 and the last one filled: the parser sets room aside for each."""

CHARACTERS = 50_000_000
"""The most text of all cells together: one long text may be pointed at by every cell."""

SAVE_AGAIN = "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx) and send that."
SEND_AGAIN = "Ask for it to be sent again, or open it in a spreadsheet program and save it as a new file."
SMALL_PART = 5_000_000  # bytes unpacked; below it even the tightest packing does no harm
CHUNK = 1 << 20
TEXT_NAMES = {".csv", ".tsv", ".txt", ""}

SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"BM": "a bitmap picture",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a rich text document",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
}
OTHER_PACKAGES = {
    "word/": "a Word document",
    "ppt/": "a PowerPoint presentation",
    "Index/Document.iwa": "an Apple Numbers file",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def size(data: bytes, *, limits: Limits) -> None:
    """Refuse an empty file and one beyond ``limits.file_bytes``."""
    if not data:
        raise UnreadableFile("The file is empty.", remedy="Send the saved workbook.")
    if len(data) > limits.file_bytes:
        raise UnreadableFile(
            f"The file is {_megabytes(len(data))}; the limit is {_megabytes(limits.file_bytes)}.",
            remedy="Remove pictures and sheets that are not part of the return and send it again.",
        )


def kind(data: bytes, *, filename: str, limits: Limits) -> str:
    """What the bytes are: xlsx, xlsm, xlsb, ods, csv, or ole (which holds an .xls or an encrypted workbook).

    A zip has been checked whole when this returns. Anything else is refused by name where it is known.
    """
    if data.startswith(OLE):
        return "ole"
    if data.startswith((ZIP, b"PK\x05\x06")):
        return _package_kind(data, limits=limits)
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise _not_a_workbook(name)
    return _text_kind(data, filename=filename)


def _text_kind(data: bytes, *, filename: str) -> str:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise _not_a_workbook("an XML spreadsheet of 2003")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style")):
        raise _not_a_workbook("a web page")
    if start.startswith((b"<?xml", b"<!doctype", b'{"', b"[{")):
        raise _not_a_workbook("a data file (XML or JSON)")
    if PurePosixPath(filename).suffix.lower() not in TEXT_NAMES:
        raise UnreadableFile(
            "The file is not the workbook its name says it is.",
            remedy=f"{SAVE_AGAIN} If it is comma-separated text, give it a name that ends in .csv.",
        )
    return "csv"


def _package_kind(data: bytes, *, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = _directory(package, limits=limits)
            declared = _name_kind(package, names)
            _contents(package, limits=limits, skip="META-INF/" if declared == "ods" else None)
            return declared
    except (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error, OSError) as error:
        raise UnreadableFile("The workbook is damaged or was cut short on its way.", remedy=SEND_AGAIN) from error


def _directory(package: zipfile.ZipFile, *, limits: Limits) -> set[str]:
    """The names of a zip's parts, after the checks that need only its table of contents."""
    parts = package.infolist()
    names = [part.filename.replace("\\", "/") for part in parts]
    sheets = sum(name.startswith("xl/worksheets/sheet") for name in names)
    if sheets > limits.sheets:
        raise too_many_sheets(sheets, limits=limits)
    if len(parts) > limits.zip_entries:
        raise UnreadableFile(
            f"The workbook is made of {len(parts):,} parts; the limit is {limits.zip_entries:,}.",
            remedy=SAVE_AGAIN,
        )
    for name in names:
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            raise UnreadableFile("A part of the workbook has a name that points outside it.", remedy=SAVE_AGAIN)
    if len({name.casefold() for name in names}) < len(names):
        raise UnreadableFile("The workbook contains one part twice, so none can be trusted.", remedy=SAVE_AGAIN)
    _sizes(parts, limits=limits)
    return set(names)


def _sizes(parts: list[zipfile.ZipInfo], *, limits: Limits) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise protected()
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        raise UnreadableFile(
            f"The workbook unpacks to {_megabytes(total)}; the limit is {_megabytes(limits.unpacked_bytes)}.",
            remedy="Send only the sheets of the return, without formatting of whole columns.",
        )
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > limits.unpacked_ratio * part.compress_size:
            raise UnreadableFile(
                f"A part of the workbook unpacks to more than {limits.unpacked_ratio} times its size; none should.",
                remedy="Copy the table into a new workbook and send that.",
            )


def _contents(package: zipfile.ZipFile, *, limits: Limits, skip: str | None) -> None:
    """Unpack every part once, a little at a time: sizes and checksums must be as told, and no entity declared."""
    room = limits.unpacked_bytes
    for part in package.infolist():
        text = part.filename.lower().endswith((".xml", ".rels")) and not (skip and part.filename.startswith(skip))
        tail = b""
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise zipfile.BadZipFile("larger than it says")
                if text and any(word in tail + chunk for word in DECLARATIONS):
                    raise declares_entities()
                tail = chunk[-32:]


def _name_kind(package: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and b"opendocument.spreadsheet" in package.open("mimetype").read(200):
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.open("META-INF/manifest.xml").read(CHUNK):
            raise protected()
        return "ods"
    if "[Content_Types].xml" in names:
        types = package.open("[Content_Types].xml").read(CHUNK)
        if b"sheet.binary.macroEnabled.main" in types:
            return "xlsb"
        if b"spreadsheetml" in types or b"ms-excel" in types:
            return "xlsm" if b"macroEnabled.main" in types else "xlsx"
    for start, name in OTHER_PACKAGES.items():
        if any(each.startswith(start) for each in names):
            raise _not_a_workbook(name)
    raise _not_a_workbook("a zip archive", remedy="Take the workbook out of it and send that.")


def protected() -> UnreadableFile:
    """The refusal of a file that opens only with a password."""
    return UnreadableFile(
        "This workbook is password protected, so it cannot be read.",
        remedy="Save it without a password to open and send it again.",
    )


def declares_entities() -> UnreadableFile:
    """The refusal of XML that could grow or reach elsewhere as it is read."""
    return UnreadableFile("The workbook declares XML entities, as no spreadsheet program does.", remedy=SAVE_AGAIN)


def too_many_sheets(count: int, *, limits: Limits) -> UnreadableFile:
    """The refusal of more sheets than ``limits.sheets``."""
    return UnreadableFile(
        f"The workbook has {count:,} sheets; the limit is {limits.sheets:,}.",
        remedy="Send only the sheets of the return.",
    )


def too_many_cells(limits: Limits) -> UnreadableFile:
    """The refusal of more filled cells than ``limits.cells``."""
    return UnreadableFile(
        f"The workbook has more than {limits.cells:,} filled cells, which is the limit.",
        remedy="Send only the sheets of the return.",
    )


def too_much_text() -> UnreadableFile:
    """The refusal of more text than CHARACTERS."""
    return UnreadableFile(
        f"The workbook has more than {CHARACTERS:,} characters, which is the limit.",
        remedy="Send only the sheets of the return.",
    )


def beyond_the_sheet(sheet: str, address: str) -> UnreadableFile:
    """The refusal of an address past LAST_ROW or LAST_COLUMN, or that is none."""
    return UnreadableFile(
        f"Sheet '{sheet}' names the cell {address[:20]}, beyond the last one a sheet can have (XFD1048576).",
        remedy=SAVE_AGAIN,
    )


def too_far_apart(sheet: str, address: str) -> UnreadableFile:
    """The refusal of a sheet whose last filled cell, at ``address``, is past DENSE_CELLS."""
    return UnreadableFile(
        f"Sheet '{sheet}' reaches to cell {address}; the limit is a block of {DENSE_CELLS:,} cells, "
        "empty ones included.",
        remedy="Delete cells far from the table and send it again.",
    )


def _not_a_workbook(what: str, *, remedy: str = SAVE_AGAIN) -> UnreadableFile:
    return UnreadableFile(f"The file is {what}, not a workbook.", remedy=remedy)


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"
