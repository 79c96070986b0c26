"""What was received, kept for ever: files by SHA-256 and an append-only, hash-chained journal.

The ledger knows no meaning. A line's content is whatever the caller hands over; each line carries its number, the
hash of the line before and the hash of its own canonical text, so that a change anywhere shows from there on.
A line is in the journal only once it ends in a newline: the unfinished tail of a crash never happened.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbi.errors import StoreDamaged

JOURNAL = "journal.jsonl"
START = "0" * 64
"""What stands for the hash before the first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the journal. ``hash`` is over the canonical text of the other three."""

    number: int
    previous: str
    content: Mapping[str, Any]
    hash: str


def canonical(value: object) -> bytes:
    """The one spelling of a value as JSON: sorted keys, no spaces, UTF-8; Decimals as text, dates and times ISO.

    >>> canonical({"b": Decimal("0.10"), "a": date(2020, 3, 31)})
    b'{"a":"2020-03-31","b":"0.10"}'
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_spell
    ).encode()


def spell(line: Line) -> bytes:
    """A line as it stands in the journal, with its newline."""
    return (
        canonical({"number": line.number, "previous": line.previous, "content": line.content, "hash": line.hash})
        + b"\n"
    )


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Ledger:
    """The ledger of one store's folder.

    Opened for ``writing`` it makes the folder and cuts off an unfinished last line; otherwise nothing is touched.
    Only the process that holds the store may open it for writing.
    """

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        self.path = path
        self._journal = path / JOURNAL
        self._last: Line | None = None
        if writing:
            for folder in (path, path / "files", path / "facts"):
                folder.mkdir(parents=True, exist_ok=True)
            self._mend_tail()

    def lines(self, *, after: int = 0) -> Iterator[Line]:
        """Every line after number ``after``; the chain is verified from the first. StoreDamaged at a broken link."""
        previous = START
        for number, text in enumerate(self._texts(), start=1):
            line = _read(text, number=number, previous=previous)
            previous = line.hash
            if number > after:
                yield line

    def last(self) -> Line | None:
        """The last line, or None in an empty journal. The writer remembers it."""
        if self._last is None:
            for line in self.lines():
                self._last = line
        return self._last

    def draw_up(self, content: Mapping[str, Any]) -> Line:
        """The next line with this content, not yet written."""
        last = self.last()
        number, previous = (last.number + 1, last.hash) if last else (1, START)
        settled = json.loads(canonical(content))
        return Line(number=number, previous=previous, content=settled, hash=_hash(number, previous, settled))

    def append(self, line: Line) -> None:
        """Write a line drawn up just before and wait until the disk has it. After an error the journal is as before."""
        if line != self.draw_up(line.content):
            raise StoreDamaged(
                f"Line {line.number} does not follow the journal's last line.", remedy="Open the store again."
            )
        descriptor = os.open(self._journal, os.O_WRONLY | os.O_APPEND)
        before = os.fstat(descriptor).st_size
        try:
            _write_all(descriptor, spell(line))
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, before)
            raise
        finally:
            os.close(descriptor)
        self._last = line

    def keep(self, data: bytes) -> str:
        """Keep a received file; returns its SHA-256. The same bytes are kept once."""
        return self._put("files", data, suffix="")

    def file(self, sha256: str) -> bytes:
        """The bytes of a kept file; StoreDamaged where it is missing or changed."""
        return self._get("files", sha256, suffix="")

    def keep_facts(self, facts: Mapping[str, Any]) -> str:
        """Keep facts as a canonical JSON file; returns its SHA-256."""
        return self._put("facts", canonical(facts), suffix=".json")

    def facts(self, sha256: str) -> dict[str, Any]:
        """Facts as kept: Decimals and dates are text; StoreDamaged where the file is missing or changed."""
        facts: dict[str, Any] = json.loads(self._get("facts", sha256, suffix=".json"))
        return facts

    def _texts(self) -> Iterator[bytes]:
        if not self._journal.is_file():
            return
        with self._journal.open("rb") as journal:
            for text in journal:
                if text.endswith(b"\n"):
                    yield text

    def _mend_tail(self) -> None:
        """Cut off what a crash left of a line; make the journal where there is none."""
        with self._journal.open("ab+") as journal:
            journal.seek(0)
            whole = journal.read().rfind(b"\n") + 1
            if whole < journal.seek(0, os.SEEK_END):
                journal.truncate(whole)
                os.fsync(journal.fileno())
        sync_folder(self.path)

    def _put(self, folder: str, data: bytes, *, suffix: str) -> str:
        name = digest(data)
        target = self.path / folder / (name + suffix)
        if not (target.is_file() and digest(target.read_bytes()) == name):
            with replacing(target) as temporary:
                temporary.write_bytes(data)
        return name

    def _get(self, folder: str, sha256: str, *, suffix: str) -> bytes:
        target = self.path / folder / (sha256 + suffix)
        remedy = "Restore the store from its last backup."
        if not target.is_file():
            raise StoreDamaged(f"The kept file {target.name} is missing.", remedy=remedy, where=folder)
        data = target.read_bytes()
        if digest(data) != sha256:
            raise StoreDamaged(f"The kept file {target.name} has been changed.", remedy=remedy, where=folder)
        return data


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target`` that takes its place, whole and on disk, when the block ends without error."""
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(temporary, target)
        sync_folder(target.parent)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name last through a power cut. Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _hash(number: int, previous: str, content: Mapping[str, Any]) -> str:
    return digest(canonical({"number": number, "previous": previous, "content": content}))


def _read(text: bytes, *, number: int, previous: str) -> Line:
    """One line of the file as a Line, where it stands in its place and its hashes hold."""
    remedy = "Restore the store from its last backup; 'python -m pbi verify' lists what is wrong."
    try:
        found = json.loads(text)
        line = Line(number=found["number"], previous=found["previous"], content=found["content"], hash=found["hash"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(
            "The journal holds a line that is not one of its own.", remedy=remedy, where=f"line {number}"
        ) from error
    if line.number != number or line.previous != previous or line.hash != _hash(number, previous, line.content):
        raise StoreDamaged(
            "The journal has been changed: its chain of hashes breaks.", remedy=remedy, where=f"line {number}"
        )
    return line


def _spell(value: object) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is not a number to keep")
        return format(value, "f")
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be kept in the ledger")
