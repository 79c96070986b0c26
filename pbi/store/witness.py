"""What each part of a store knows of the journal's lines. The journal alone cannot tell that it has lost its end.

The database's ``entry`` says all that a line says, and so do the published copies of it; ``head.json`` is the last line
once more. What they say is believed where its hash proves it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pbi.errors import PbiError, StoreBusy, StoreDamaged
from pbi.ledger import HEAD as HEAD_FILE
from pbi.ledger import JOURNAL, NEXT, START, Ledger, Line, sealed
from pbi.store import index
from pbi.store.guard import Guard

HEAD, INDEX = "head", "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A line somebody knows of; ``line`` itself where the hash proves it. ``submission`` names what it brought."""

    number: int
    hash: str
    submission: str
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that is known of a store's journal.

    ``lines``: the journal's, up to the first that does not follow; ``broken`` says why it breaks off there, if it
    does; of ``texts`` whole lines, ``tail``: whether text follows the last newline. ``coming``: the line that was being
    recorded. ``claims`` by witness (index, head), ``faults`` of those that cannot be read, ``pool`` every line that its
    own hash proves, by that hash. ``headed``: the database is of a version that keeps a head. ``orphans``: what is kept
    in facts and files and named by none of them.
    """

    present: bool
    lines: tuple[Line, ...]
    broken: str
    texts: int
    tail: bool
    coming: Line | None
    claims: Mapping[str, tuple[Claim, ...]]
    faults: Mapping[str, str]
    pool: Mapping[str, Line]
    headed: bool
    orphans: tuple[tuple[str, str], ...]


def heard(path: Path, *, held: bool = False, thorough: bool = True) -> Heard:
    """Ask every witness. Nothing is changed. Unless this process has the store (``held``), a database that another
    process has open is left alone, and its copies are asked. ``thorough``: the copies are asked besides the database.
    """
    ledger = Ledger(path)
    kept = {folder: ledger.kept(folder) for folder in ("facts", "files")}
    coming = ledger.coming()  # asked before the journal: what is recorded meanwhile is then in one or the other
    claims: dict[str, tuple[Claim, ...]] = {HEAD: ()}
    faults: dict[str, str] = {}
    try:
        head = ledger.head()
        claims[HEAD] = (claim(head),) if head else ()
    except StoreDamaged as error:
        faults[HEAD] = error.message
    rows, readable = _rows(path, held=held, thorough=thorough)
    if not readable:
        faults[INDEX] = "The database cannot be read."
    lines, broken = _read(ledger)
    known = {line.hash: line for line in [*ledger.loose(), *lines]}
    claims[INDEX] = tuple(_claimed(rows, known, kept["facts"]))
    pool = {each.hash: each.line for every in claims.values() for each in every if each.line} | known
    named = [*pool.values(), *([coming] if coming else [])]
    return Heard(
        present=(path / JOURNAL).is_file(),
        lines=tuple(lines),
        broken=broken,
        texts=ledger.texts(),
        tail=bool(ledger.tail()),
        coming=coming,
        claims=claims,
        faults=faults,
        pool=pool,
        headed=any("facts" in row for row in rows),
        orphans=tuple(unnamed(kept, named)),
    )


def unnamed(kept: Mapping[str, Collection[str]], lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """What is kept and named by none of these lines: folder and hash."""
    for folder, what in (("facts", "facts"), ("files", "sha256")):
        names = {line.content.get(what) for line in lines}
        yield from ((folder, name) for name in sorted(kept[folder]) if name not in names)


def remains(path: Path) -> bool:
    """Whether anything of a store is in this folder, be it only a part."""
    files = any((path / name).is_file() for name in (JOURNAL, HEAD_FILE, NEXT, index.FILE))
    return files or any(any((path / name).glob("*")) for name in ("files", "facts", "snapshots"))


def require(path: Path) -> None:
    """PbiError where there is nothing of a store in this folder."""
    if not remains(path):
        raise PbiError(
            "There is no store here.", remedy="Make one with 'python -m pbi init', or load a return.", where=str(path)
        )


def databases(path: Path, *, held: bool) -> list[Path]:
    """The database, unless another process has it open, and the published copies of it, the newest first."""
    own = [path / index.FILE] if held or not _is_busy(path) else []
    return [file for file in [*own, *snapshots(path)] if file.is_file()]


def snapshots(path: Path) -> list[Path]:
    """The published copies of the database, the newest first."""
    found = {}
    for file in (path / "snapshots").glob("*.duckdb"):
        with suppress(ValueError):
            found[int(file.stem)] = file
    return [found[version] for version in sorted(found, reverse=True)]


def _rows(path: Path, *, held: bool, thorough: bool) -> tuple[list[dict[str, Any]], bool]:
    """The rows of ``entry``: of the database, and of its copies where that cannot be read or all are asked; each once.
    And whether the first of them can be read, if there is one.
    """
    found: dict[tuple[int, str], dict[str, Any]] = {}
    files, fault, answered = databases(path, held=held), False, False
    for place, file in enumerate(files):
        if answered and not thorough:
            break
        try:
            with closing(index.connect(file, read_only=True)) as connection, index.readable(path):
                sql = "SELECT * FROM entry ORDER BY version"
                rows = connection.execute(sql).to_arrow_table().to_pylist()
            for row, before in zip(rows, [START, *(row["hash"] for row in rows)], strict=False):
                found.setdefault((row["version"], row["hash"]), {**row, "previous": before})
            answered = True
        except (PbiError, duckdb.Error, KeyError, ValueError):
            fault = fault or place == 0
    return [found[each] for each in sorted(found)], not fault


def _claimed(rows: Sequence[Mapping[str, Any]], known: Mapping[str, Line], facts: Collection[str]) -> Iterator[Claim]:
    """Each row of ``entry`` as the line it is of, where it proves one. ``facts``: the hashes there are, among which
    that of a row is looked for where the database was made before it kept them.
    """
    for row in rows:
        line = known.get(row["hash"])
        tried = ["", *facts] if "facts" not in row else [row["facts"] or ""]
        line = line if line and line.number == row["version"] else _line(row, tried)
        yield Claim(number=row["version"], hash=row["hash"], submission=row["submission"] or "", line=line)


def _line(row: Mapping[str, Any], facts: Sequence[str]) -> Line | None:
    content = index.content_of(row)
    for each in facts:
        line = sealed(row["version"], row["previous"], {**content, "facts": each})
        if line.hash == row["hash"]:
            return line
    return None


def claim(line: Line) -> Claim:
    """What a line of the journal claims of itself."""
    return Claim(number=line.number, hash=line.hash, submission=line.content.get("submission", ""), line=line)


def _is_busy(path: Path) -> bool:
    try:
        Guard(path).free()
    except (StoreBusy, OSError):  # or a folder that may only be read, where nobody can tell
        return True
    return False


def _read(ledger: Ledger) -> tuple[list[Line], str]:
    lines: list[Line] = []
    try:
        for line in ledger.lines():
            lines.append(line)
    except StoreDamaged as error:
        return lines, f"{error.where}: {error.message}"
    return lines, ""
