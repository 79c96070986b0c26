"""Bytes in, cells out: sheet, address, value, type and format of every cell, and no meaning.

``read`` is the only way in. The file is guarded and parsed in a child process of bounded memory and time,
so that no file, however made, can stop the program that received it.
"""

from pbi.workbook.cells import Cell, CellType, Sheet, Workbook
from pbi.workbook.reader import read

__all__ = ["Cell", "CellType", "Sheet", "Workbook", "read"]
