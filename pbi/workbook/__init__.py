"""Bytes in, cells out: sheet, address, value, type and format of every cell, and no meaning.

``read`` is the only way in. The file is guarded and parsed in a child process of bounded memory and time,
so that no file, however made, can stop the program that received it.
"""

from typing import TYPE_CHECKING, Any

from pbi.workbook.cells import Cell, CellType, Sheet, Workbook

if TYPE_CHECKING:
    from pbi.workbook.reader import read

__all__ = ["Cell", "CellType", "Sheet", "Workbook", "read"]


def __getattr__(name: str) -> Any:
    """``read`` when it is first asked for: the child is of this package too, and starts a quarter faster without it."""
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pbi.workbook import reader

    return reader.read
