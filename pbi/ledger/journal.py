"""The ledger of one store: the journal and its head, the received files, the facts.

How a line is recorded, and what a crash at each point leaves:

1. ``next.json`` says which line is to come. Alone it never happened: what was kept for it goes at the next opening.
2. The received file and the facts are kept under their hashes.
3. The line is written to the journal. From here on it is recorded.
4. ``next.json`` becomes ``head.json``: the last line once more. Left behind, it does so at the next opening.

So a journal that ends before ``head.json`` has lost lines, and no crash makes it look so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pbi.errors import StoreDamaged
from pbi.ledger.disk import replacing, set_aside, sweep, sync_folder, write_all
from pbi.ledger.lines import START, Line, canonical, digest, following, proven, sealed, spell

JOURNAL = "journal.jsonl"
HEAD = "head.json"
"""The journal's last line, kept a second time."""
NEXT = "next.json"
"""The line that is being recorded."""
VERIFY = "Run 'python -m pbi verify': it says what to do."


class Ledger:
    """The ledger of one store's folder.

    Opened for ``writing`` it makes the folder and settles what a crash left unfinished; otherwise nothing is touched.
    Only the process that holds the store may open it for writing, and only once nobody knows of lines that the journal
    does not have.
    """

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        self.path = path
        self._journal, self._next = path / JOURNAL, path / NEXT
        self._last: Line | None = None
        if writing:
            for folder in (path, path / "files", path / "facts"):
                folder.mkdir(parents=True, exist_ok=True)
            self._journal.open("ab").close()
            self._settle()

    def lines(self, *, after: int = 0) -> Iterator[Line]:
        """Every line after number ``after``; the chain is verified from the first. StoreDamaged at a broken link.

        What follows the last newline is no line: a crash left it.
        """
        previous = START
        for number, text in enumerate(self._texts(), start=1):
            if not text.endswith(b"\n"):
                return
            line = following(text, number=number, previous=previous)
            previous = line.hash
            if number > after:
                yield line

    def loose(self) -> Iterator[Line]:
        """Every line whose own hash holds, wherever it stands, the last also without its newline."""
        yield from (line for line in map(proven, self._texts()) if line)

    def last(self) -> Line | None:
        """The last line, or None in an empty journal. The writer remembers it."""
        if self._last is None:
            for line in self.lines():
                self._last = line
        return self._last

    def head(self) -> Line | None:
        """The last line as it is kept beside the journal; None where none is. StoreDamaged where it is not a line."""
        return _kept_line(self.path / HEAD)

    def coming(self) -> Line | None:
        """The line that is being recorded, or was when the process ended; None where none is."""
        with suppress(StoreDamaged):  # a power cut may leave anything here, and it was not recorded yet
            return _kept_line(self._next)
        return None

    def texts(self) -> int:
        """How many lines the journal has, whatever is in them."""
        return sum(text.endswith(b"\n") for text in self._texts())

    def tail(self) -> bytes:
        """What follows the journal's last newline: of a line that was being written, if anything."""
        *_, text = [b"", *self._texts()]
        return b"" if text.endswith(b"\n") else text

    def draw_up(self, content: Mapping[str, Any]) -> Line:
        """The next line with this content, not yet written."""
        last = self.last()
        return sealed(last.number + 1, last.hash, content) if last else sealed(1, START, content)

    @contextmanager
    def recording(self, line: Line) -> Iterator[None]:
        """Around all that is kept for a line, before the line itself: nothing of it stays where the block ends in an
        error.
        """
        with replacing(self._next) as temporary:
            temporary.write_bytes(spell(line))
        try:
            yield
        except BaseException:
            if self._last != line:
                self._forget(line)
            raise

    def append(self, line: Line) -> None:
        """Write a line drawn up just before and wait until the disk has it, in the journal and beside it.

        After an error the journal is as before. StoreDamaged where the line does not follow the last, or the journal
        is no longer as this process left it.
        """
        if line != self.draw_up(line.content):
            raise StoreDamaged(
                f"Line {line.number} does not follow the journal's last line.", remedy="Open the store again."
            )
        if self.coming() != line:
            with replacing(self._next) as temporary:
                temporary.write_bytes(spell(line))
        descriptor = os.open(self._journal, os.O_RDWR | os.O_APPEND)
        try:
            self._require_untouched(descriptor)
            before = os.fstat(descriptor).st_size
            try:
                write_all(descriptor, spell(line))
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)
        self._last = line
        with suppress(OSError):  # it is recorded, and next.json says the same until the next opening
            os.replace(self._next, self.path / HEAD)
            sync_folder(self.path)

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

    def kept(self, folder: str) -> set[str]:
        """The hashes that name what is kept in ``files`` or ``facts``."""
        names = {file.name.removesuffix(".json") for file in (self.path / folder).glob("*")}
        return {name for name in names if len(name) == 64 and set(name) <= set("0123456789abcdef")}

    def _texts(self) -> Iterator[bytes]:
        if self._journal.is_file():
            with self._journal.open("rb") as journal:
                yield from journal

    def _settle(self) -> None:
        """Bring to its end what a crash left: see above. Nothing is cut that ``head.json`` knows."""
        sweep(self.path, (JOURNAL, HEAD, NEXT))
        for folder in ("files", "facts"):
            sweep(self.path / folder, ("*",))
        last, coming = self.last(), self.coming()
        with suppress(StoreDamaged):  # of a head that is none, nothing is settled
            head = self.head()
            if head and (last is None or head.number > last.number):
                return
            self._cut_tail()
            if coming and coming != last:
                self._forget(coming)
            if last and head != last:
                with replacing(self.path / HEAD) as temporary:
                    temporary.write_bytes(spell(last))
            self._next.unlink(missing_ok=True)

    def _cut_tail(self) -> None:
        """Cut off what follows the last newline; what is not of the line that was to come is set aside first."""
        tail, last, coming = self.tail(), self.last(), self.coming()
        if tail:
            if coming is None or coming.previous != (last.hash if last else START):
                set_aside(self.path, [JOURNAL])
            with self._journal.open("rb+") as journal:
                journal.truncate(os.fstat(journal.fileno()).st_size - len(tail))
                os.fsync(journal.fileno())

    def _forget(self, line: Line) -> None:
        """Remove what was kept for a line that was not recorded, unless another line names it."""
        named = {each.content.get(what) for each in self.lines() for what in ("sha256", "facts")}
        for folder, name in (("files", line.content.get("sha256")), ("facts", line.content.get("facts"))):
            if name and name not in named:
                (self.path / folder / (name + (".json" if folder == "facts" else ""))).unlink(missing_ok=True)
        self._next.unlink(missing_ok=True)

    def _require_untouched(self, descriptor: int) -> None:
        """That the journal ends in the line this process knows as the last."""
        last = spell(self._last) if self._last else b""
        size = os.fstat(descriptor).st_size
        os.lseek(descriptor, max(0, size - len(last)), os.SEEK_SET)
        if os.read(descriptor, len(last) + 1) != last or (not last and size):
            raise StoreDamaged(
                "Another program changed the journal while the store was open, and nothing was recorded.",
                remedy="Stop the dashboard and run 'python -m pbi verify'.",
                where=str(self._journal),
            )

    def _put(self, folder: str, data: bytes, *, suffix: str) -> str:
        name = digest(data)
        target = self.path / folder / (name + suffix)
        if not (target.is_file() and digest(target.read_bytes()) == name):
            with replacing(target) as temporary:
                temporary.write_bytes(data)
        return name

    def _get(self, folder: str, sha256: str, *, suffix: str) -> bytes:
        target = self.path / folder / (sha256 + suffix)
        if not target.is_file():
            raise StoreDamaged(f"The kept file {target.name} is missing.", remedy=VERIFY, where=folder)
        data = target.read_bytes()
        if digest(data) != sha256:
            raise StoreDamaged(f"The kept file {target.name} has been changed.", remedy=VERIFY, where=folder)
        return data


def _kept_line(file: Path) -> Line | None:
    try:
        line = proven(file.read_bytes())
    except FileNotFoundError:
        return None
    if line is None:
        raise StoreDamaged(f"The file {file.name} does not hold a line of the journal.", remedy=VERIFY)
    return line
