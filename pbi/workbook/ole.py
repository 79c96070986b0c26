"""The older container: an .xls, or an encrypted workbook of any age."""

from __future__ import annotations

import io
import struct

import msoffcrypto
import olefile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from pbi.errors import UnreadableFile
from pbi.workbook import guard

DEFAULT_PASSWORD = "VelvetSweatshop"
"""What Excel itself tries on every file: a workbook protected with it opens without asking, so it opens here."""

DAMAGE = (FileFormatError, ParseError, OSError, ValueError, IndexError, KeyError, struct.error, AssertionError)
"""What msoffcrypto raises on a damaged file; it asserts what a file should hold."""

OTHERS = {"WordDocument": "a Word document", "PowerPoint Document": "a PowerPoint presentation"}


def opened(data: bytes) -> bytes:
    """The .xls itself, or the workbook inside an encrypted container. UnreadableFile where a real password is set."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for stream, name in OTHERS.items():
                if container.exists(stream):
                    raise UnreadableFile(f"The file is {name}, not a workbook.", remedy=guard.SAVE_AGAIN)
            if not any(container.exists(stream) for stream in ("EncryptedPackage", "Workbook", "Book")):
                raise UnreadableFile(
                    "The file is another kind of Office file, or was cut short.", remedy=guard.SEND_AGAIN
                )
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return data
        file.load_key(password=DEFAULT_PASSWORD)
        plain = io.BytesIO()
        file.decrypt(plain)
        return plain.getvalue()
    except (InvalidKeyError, DecryptionError) as error:
        raise guard.protected() from error
    except DAMAGE as error:
        raise UnreadableFile("The workbook is damaged or was cut short on its way.", remedy=guard.SEND_AGAIN) from error
