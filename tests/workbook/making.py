"""Workbooks made for the tests, byte by byte where a library would not make what is wanted."""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl

from pbi.settings import Limits
from pbi.workbook import Workbook, child, reader

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_SPREADSHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
}


def read_here(data: bytes, *, filename: str) -> Workbook:
    """What ``read`` gives, with what the child answers worked out in this process: for files that do no harm, where
    the cells are asked about and not the process (tests/workbook/test_process.py, test_guard.py, test_kinds.py).
    """
    answer = child.read(data, filename=filename, limits=Limits())
    return reader._workbook(json.loads(json.dumps(answer)), filename=filename, sha256=hashlib.sha256(data).hexdigest())


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts by name, packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The same package with parts changed or added."""
    return package({**parts_of(data), **parts})


def rows(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def xlsx(
    sheet: str, *, kind: str = "xlsx", strict: bool = False, parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A workbook of one sheet "KPIs" whose XML is ``sheet``, with ``parts`` changed or added."""
    main, relationships = (STRICT_SPREADSHEET, STRICT_RELATIONSHIPS) if strict else (SPREADSHEET, RELATIONSHIPS)
    whole = package(
        {
            "[Content_Types].xml": content_types(kind),
            "_rels/.rels": relations({"rId1": (f"{relationships}/officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relationships}"><sheets>'
            '<sheet name="KPIs" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations({"rId1": (f"{relationships}/worksheet", "worksheets/sheet1.xml")}),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        }
    )
    return with_parts(whole, parts or {})


def content_types(kind: str) -> str:
    part = "/xl/workbook.bin" if kind == "xlsb" else "/xl/workbook.xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{MAIN_TYPES[kind]}"/></Types>'
    )


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    each = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in targets.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


ODS_NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(tables: str, *, manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet whose tables are given as XML, without the white space no program writes."""
    tables = re.sub(r">\s+<", "><", tables)
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest="
            f'"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</manifest:manifest>',
            "content.xml": f"<office:document-content {ODS_NAMESPACES}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def xlsb(sheet: bytes, *, styles: bytes) -> bytes:
    """A binary workbook of one sheet "KPIs" whose records are given."""
    return package(
        {
            "[Content_Types].xml": content_types("xlsb"),
            "_rels/.rels": relations({"rId1": (f"{RELATIONSHIPS}/officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": record(131)
            + record(143)
            + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("KPIs"))
            + record(144)
            + record(132),
            "xl/_rels/workbook.bin.rels": relations(
                {
                    "rId1": (f"{RELATIONSHIPS}/worksheet", "worksheets/sheet1.bin"),
                    "rId2": (f"{RELATIONSHIPS}/styles", "styles.bin"),
                }
            ),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/styles.bin": styles,
        }
    )


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of a binary workbook: kind and length in seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    assert len(body) < 0x80
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def sheet_of(cells: Mapping[str, Any]) -> openpyxl.Workbook:
    """A workbook of one sheet "KPIs" with values by address."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "KPIs"
    for address, value in cells.items():
        workbook.active[address] = value
    return workbook
