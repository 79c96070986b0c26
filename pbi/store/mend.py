"""Putting a store right: the journal again from whoever knows its lines, and the database again from the journal.

Neither goes below what anybody knows, unless told exactly how much is given up; what is replaced then is set aside,
never deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pbi.errors import BadInput, PbiError, StoreDamaged
from pbi.ledger import HEAD, JOURNAL, NEXT, Ledger, Line, canonical, digest, replacing, set_aside, spell
from pbi.store import index, proof, shape, witness
from pbi.store.guard import Guard
from pbi.store.witness import Heard

LISTED = 20
Facts = dict[str, Any]


def recover(path: Path) -> list[str]:
    """Put the journal together again, with what it lost: from the database, the head, and the facts kept.

    Returns what was brought back, a sentence each; none where there is nothing to recover. StoreDamaged, with nothing
    changed, where something is known that no hash proves, or another remedy is needed. What is replaced is kept under
    ``set-aside``.
    """
    with _held(path):
        heard = witness.heard(path, held=True)
        chain = proof.true_history(heard)
        if missed := proof.left_out(chain, heard):
            raise StoreDamaged(f"Nothing proves what {proof.named(missed)} said.", remedy=proof.RESTORE)
        facts = _facts_lost(path, chain)
        troubles = list(proof.troubles(heard, path))
        if not facts and not any(each.remedy in (proof.RECOVER, proof.CONFIRM) for each in troubles):
            if troubles:
                raise StoreDamaged(troubles[0].message, remedy=troubles[0].remedy)
            return []
        kept = _put_right(path, heard, chain, facts)
        before, alone = {line.hash for line in heard.lines}, proof.unwitnessed(heard)
        said = [
            f"Line {line.number}{_about(line)} is in the journal again." for line in chain if line.hash not in before
        ]
        said += [
            f"The facts of line {line.number}{_about(line)} are kept again." for line in chain if line.hash in facts
        ]
        said += [f"Line {line.number}{_about(line)} stays, though only the journal knows it." for line in alone]
        return [*(said or ["The journal and head.json agree again."]), f"What was there before is in {kept}."]


def rebuild(path: Path, *, losing: int = 0) -> None:
    """Make the database again from the journal, in a new file that takes the old one's place.

    StoreDamaged, with nothing changed, where anything is known that the journal does not have: it is listed, and given
    up only where ``losing`` says exactly how much that is. It is then set aside.
    """
    with _held(path):
        heard = witness.heard(path, held=True)
        gone = _gone(path, heard)
        blocked = next((each for each in proof.troubles(heard, path) if _forbids(each)), None)
        if len(gone) != losing or (blocked and not losing):
            _refuse(path, gone, blocked=blocked, losing=losing)
        if lost := _facts_lost(path, heard.lines):
            first = next(line for line in heard.lines if line.hash in lost)
            raise StoreDamaged(f"The facts of line {first.number} are missing or changed.", remedy=proof.RECOVER)
        if losing:
            # Go on with the journal's own lines; all else that is known is set aside.
            published = [f"snapshots/{file.name}" for file in witness.snapshots(path)]
            set_aside(path, [JOURNAL, index.FILE, f"{index.FILE}.wal"])
            set_aside(path, [HEAD, NEXT, *published], move=True)
            _write(path, heard.lines)
            _move_unnamed(path, heard.lines)
        known = {line.hash for line in heard.lines}
        strange = witness.INDEX in heard.faults or any(each.hash not in known for each in heard.claims[witness.INDEX])
        index.build(Ledger(path, writing=True), keep=strange)
        (path / "snapshots" / "latest").unlink(missing_ok=True)  # it was of the database that went


def facts_in_database(path: Path, line: Line, *, held: bool = True) -> Facts | None:
    """The facts a line brought, from the first of the database and its copies that can be read and proves them."""
    for file in witness.databases(path, held=held):
        try:
            with closing(index.connect(file, read_only=True)) as connection, index.readable(path):
                facts = _facts_again(connection, line)
        except (PbiError, duckdb.Error):
            continue
        if facts is not None:
            return facts
    return None


def _put_right(path: Path, heard: Heard, chain: Sequence[Line], facts: dict[str, Facts]) -> Path:
    """Write the journal, its head and these facts, and set aside what was in their places; returns where."""
    replaced = [f"facts/{line.content['facts']}.json" for line in chain if line.hash in facts]
    kept = set_aside(path, [JOURNAL, HEAD, NEXT, *replaced, index.FILE, f"{index.FILE}.wal"])
    for folder in ("facts", "files"):
        (path / folder).mkdir(exist_ok=True)
    ledger = Ledger(path)
    for found in facts.values():
        ledger.keep_facts(found)
    known = {line.hash for line in chain}
    dropped = [line for line in [*heard.pool.values(), heard.coming] if line and line.hash not in known]
    _write(path, chain)
    _move_unnamed(path, chain, only=dropped)
    index.build(ledger)
    (path / "snapshots" / "latest").unlink(missing_ok=True)
    return kept


def _gone(path: Path, heard: Heard) -> list[str]:
    """Everything known that the journal does not have, up to where it breaks off: lines, then what nothing names."""
    known = {line.hash for line in heard.lines}
    lost = {line.number: line.content.get("submission", "") for line in heard.pool.values()
            if line.hash not in known and line != heard.coming}  # fmt: skip
    for each in (each for claims in heard.claims.values() for each in claims):
        if each.line is None and each.number > len(heard.lines):
            lost.setdefault(each.number, each.submission)
    for number in range(len(heard.lines) + 1, heard.texts + 1):
        lost.setdefault(number, "cannot be read")
    gone = [f"line {number}{f' ({said})' if said else ''}" for number, said in sorted(lost.items())]
    return gone + [f"{folder}/{name[:12]}…{_whose(path, folder, name)}" for folder, name in heard.orphans]


def _forbids(trouble: proof.Trouble) -> bool:
    """Whether a rebuild would make something worse: all but what the next opening or the rebuild itself puts right."""
    healed = trouble.message in (proof.BEHIND, proof.MISSING)
    return not healed and not trouble.orphan and trouble.remedy != index.REBUILD


def _refuse(path: Path, gone: Sequence[str], *, blocked: proof.Trouble | None, losing: int) -> None:
    if not gone and blocked:
        raise StoreDamaged(blocked.message, remedy=blocked.remedy, where=str(path))
    if not gone:
        raise BadInput("Nothing would be lost.", remedy="Leave --losing out.", where=str(path))
    rest = f"; and {len(gone) - LISTED} more" if len(gone) > LISTED else ""
    listed = "; ".join(gone[:LISTED]) + rest
    remedy = f"To give them up, say --losing {len(gone)}; they are set aside."
    if blocked and blocked.remedy in (proof.RECOVER, proof.CONFIRM):
        remedy = blocked.remedy
    count = "1 thing" if len(gone) == 1 else f"{len(gone)} things"
    raise StoreDamaged(f"Nothing was changed: the journal does not have {count} ({listed}).", remedy=remedy)


def _move_unnamed(path: Path, chain: Sequence[Line], *, only: Sequence[Line] | None = None) -> None:
    """Set aside the facts and files that none of these lines names; of those that ``only`` these others name."""
    ledger = Ledger(path)
    kept = {folder: ledger.kept(folder) for folder in ("facts", "files")}
    if only is not None:
        kept["facts"] &= {line.content.get("facts") for line in only}
        kept["files"] &= {line.content.get("sha256") for line in only}
    names = [f"{folder}/{name}{'.json' if folder == 'facts' else ''}" for folder, name in witness.unnamed(kept, chain)]
    set_aside(path, names, move=True)


def _write(path: Path, chain: Sequence[Line]) -> None:
    """The journal of these lines, and its head."""
    with replacing(path / JOURNAL) as temporary:
        temporary.write_bytes(b"".join(map(spell, chain)))
    (path / NEXT).unlink(missing_ok=True)
    if chain:
        with replacing(path / HEAD) as temporary:
            temporary.write_bytes(spell(chain[-1]))
    else:
        (path / HEAD).unlink(missing_ok=True)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    guard = Guard(path)
    try:
        yield
    finally:
        guard.free()


def _facts_lost(path: Path, chain: Sequence[Line]) -> dict[str, Facts]:
    """By the line's hash, the facts that are missing or changed, made again from the database. Refused where it does
    not prove them."""
    ledger, found = Ledger(path), {}
    for line in chain:
        name = line.content["facts"]
        try:
            if name:
                ledger.facts(name)
        except StoreDamaged as error:
            facts = facts_in_database(path, line)
            if facts is None:
                raise StoreDamaged(error.message, remedy=proof.RESTORE, where=error.where) from error
            found[line.hash] = facts
    return found


def _facts_again(connection: index.Connection, line: Line) -> Facts | None:
    """The facts a line brought, from the rows of the database, where their hash proves them; else None.

    They were kept with the columns there were then, so the columns of each schema are tried.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in shape.tables():
        sql = f"SELECT * FROM {name} WHERE version = ? ORDER BY rowid"
        if found := connection.execute(sql, [line.number]).to_arrow_table().to_pylist():
            rows[name] = found
    for columns in shape.earlier():
        facts = {name: [_fact(row, columns.get(name, frozenset())) for row in each] for name, each in rows.items()}
        if digest(canonical(facts)) == line.content["facts"]:
            return facts
    return None


def _fact(row: dict[str, Any], columns: frozenset[str]) -> dict[str, Any]:
    fact = {name: value for name, value in row.items() if name in columns and name not in shape.STAMPS}
    return fact | ({"withdrawn": True} if row["withdrawn"] else {})


def _about(line: Line) -> str:
    content = line.content
    what = content["submission"] or content["note"] or content["filename"]
    return f" ({content['kind']} by {content['by']}, {content['recorded_at'][:10]}{', ' if what else ''}{what})"


def _whose(path: Path, folder: str, name: str) -> str:
    """The submissions that kept facts speak of."""
    if folder != "facts":
        return ""
    try:
        facts = Ledger(path).facts(name)
        said = sorted({row["submission"] for rows in facts.values() for row in rows if row.get("submission")})
    except (PbiError, ValueError, AttributeError):
        return ""
    return f" ({', '.join(said[:3])})" if said else ""
