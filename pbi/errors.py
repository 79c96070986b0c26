"""One shape of error for everything a person may be told: what happened, and what to do about it."""

from __future__ import annotations

import errno


class PbiError(Exception):
    """A refusal in plain English: a sentence, a remedy and, where there is one, the place it speaks of.

    ``str(error)`` is the one paragraph shown to a person; nothing else of an error ever is.

    >>> str(PbiError("The file is empty.", remedy="Send the saved workbook.", where="return.xlsx"))
    'return.xlsx: The file is empty. Send the saved workbook.'
    """

    def __init__(self, message: str, *, remedy: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message} {self.remedy}".strip()


class UnreadableFile(PbiError):
    """The bytes are not a workbook that can be read safely."""


class UnknownName(PbiError):
    """No authority, indicator, service or other catalogue entry answers to this name."""

    def __init__(self, name: str, *, kind: str, near: list[str] | None = None, where: str = "") -> None:
        self.name = name
        self.kind = kind
        self.near = near or []
        article = "an" if kind[0] in "aeiou" else "a"
        verb = "has the code" if kind in {"indicator", "scheme"} else "is called"
        suggestion = f"Did you mean {' or '.join(self.near[:3])}? " if self.near else ""
        super().__init__(
            f"No {kind} {verb} '{name}'.",
            remedy=f"{suggestion}Correct it, or add {article} {kind} to the catalogue.",
            where=where,
        )


class BadInput(PbiError):
    """Something a person typed, or a value in a file, that cannot be taken as it stands."""


class StoreBusy(PbiError):
    """Another process holds the store."""


class StoreMoved(PbiError):
    """Somebody recorded something after what is to be recorded was checked: it must be checked again."""


class Overtaken(PbiError):
    """Somebody else recorded something about the very same thing after it was looked at: a person must look again."""


class StoreDamaged(PbiError):
    """The journal, a kept file or the store's index does not agree with the others."""


_SYSTEM = {
    errno.ENOSPC: ("The disk is full", "Make room on it, then do it again."),
    errno.EDQUOT: ("The room allowed on the disk is used up", "Make room on it, then do it again."),
    errno.EROFS: ("This can be read only", "Make its folder writable, or choose another."),
    errno.EACCES: ("You may not do this here", "Ask for the right to write to its folder, or choose another."),
    errno.EPERM: ("You may not do this here", "Ask for the right to write to its folder, or choose another."),
    errno.ENOENT: ("A file or folder is not there any more", "Put it back, or check the path."),
    errno.ENOTDIR: ("A file is where a folder should be", "Check the path."),
    errno.EISDIR: ("A folder is where a file should be", "Check the path."),
    errno.EEXIST: ("Something is there already", "Give another name, or a new folder."),
    errno.ENOTEMPTY: ("The folder is not empty", "Give a new or empty folder."),
    errno.EIO: ("The disk failed", "Check the disk; then run 'python -m pbi verify'."),
    errno.EMFILE: ("Too many files are open", "Close other programs, then do it again."),
    errno.ENFILE: ("Too many files are open", "Close other programs, then do it again."),
    errno.EFBIG: ("The file would be larger than the system allows", "Make room, or raise the limit."),
    errno.ENAMETOOLONG: ("The name is too long", "Give a shorter one."),
}
"""What the system's refusals mean to a person, and what to do."""


def of_system(error: OSError) -> PbiError:
    """What the system refused, as a sentence: never an error's name or number."""
    said, remedy = _SYSTEM.get(error.errno or 0, ("The system refused it", "Check the disk and the permissions."))
    return PbiError(f"{said}. Nothing was changed.", remedy=remedy, where=str(error.filename or ""))
