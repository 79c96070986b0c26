"""Is everything as it was recorded, and making it so again: verify, recover, rebuild, back up, restore.

Every source of truth is in the ledger: the journal, the facts and the received files. The database is made from them,
and head.json says a second time what the journal ends with.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from pbi import store as stores
from pbi import workbook
from pbi.errors import BadInput, PbiError, StoreDamaged, UnreadableFile
from pbi.ledger import HEAD, JOURNAL, Ledger, Line, canonical, replacing, spell
from pbi.returns.cells.values import figure
from pbi.returns.intake import fixes
from pbi.store import audit, index, mend, proof, witness

_NAME = re.compile(r"journal\.jsonl|head\.json|files/[0-9a-f]{64}|facts/[0-9a-f]{64}\.json")


def verify(path: Path) -> list[str]:
    """Everything that is not as recorded, a sentence each with its remedy; empty when all is sound. Changes nothing.

    The journal against what its head, the database and its copies know of it, what is kept and named by nothing, the
    hashes of facts and received files, the database against the journal, and every accepted outturn against the number
    in its cell of the file as it was received.
    """
    ledger = _ledger(path)
    troubles = list(proof.troubles(witness.heard(path), path))
    said = [str(each) for each in troubles]
    if any(not each.orphan for each in troubles):
        return said  # what hangs on the lines cannot be judged without them
    kept = [problem for line in ledger.lines() for problem in _kept(ledger, line)]
    if kept:
        return [*kept, *said]
    cells = (problem for line in ledger.lines() for problem in _cells(ledger, line))
    return [*said, *audit.differences(path), *cells]


def notes(path: Path) -> list[str]:
    """What the next opening of a sound store does, a sentence each: in a store of an older version."""
    ledger, found = _ledger(path), []
    if ledger.last() and not ledger.head():
        found.append("The end of the journal has no second witness yet: the next opening makes head.json.")
    if audit.is_older(path):
        found.append("The database is of an older version: the next opening makes it again from the journal.")
    return found


def rebuild(path: Path, *, losing: int = 0) -> None:
    """Make the database again from the journal, in a new file that takes the old one's place.

    Refused where anything is known that the journal does not have, unless ``losing`` says exactly how much that is.
    """
    stores.rebuild(path, losing=losing)


def recover(path: Path) -> list[str]:
    """Put the journal together again from what the rest of the store knows; says what was brought back."""
    _ledger(path)
    return stores.recover(path)


def backup(path: Path, file: Path) -> None:
    """One zip of the journal and all it names, beside a running dashboard as well. Refused where the file exists."""
    ledger = _ledger(path)
    if file.exists():
        raise BadInput("There is a file there already.", remedy="Give another name.", where=str(file))
    heard = witness.heard(path)
    proof.require_sound(heard, path)  # a backup without what was lost would pass for the whole
    lines = heard.lines
    facts = sorted({line.content["facts"] for line in lines} - {""})
    files = sorted({line.content["sha256"] for line in lines} - {""})
    with replacing(file) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JOURNAL, b"".join(map(spell, lines)))
        if lines:
            archive.writestr(HEAD, spell(lines[-1]))
        for name in facts:
            archive.writestr(f"facts/{name}.json", canonical(ledger.facts(name)))
        for name in files:
            archive.writestr(f"files/{name}", ledger.file(name))


def restore(path: Path, file: Path) -> None:
    """Make a store from a backup, checked against its own hashes. Refused where there is already a store."""
    if path.exists() and any(path.iterdir()):
        raise BadInput(
            "There is something there already.", remedy="Restore into a new or empty folder.", where=str(path)
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restoring-") as aside:
        made = Path(aside) / "store"
        _unpack(file, made)
        proof.require_sound(witness.heard(made, held=True), file)
        ledger = Ledger(made, writing=True)
        if problems := [problem for line in ledger.lines() for problem in _kept(ledger, line)]:
            raise StoreDamaged(problems[0], remedy="Use another backup.", where=str(file))
        stores.rebuild(made)
        if path.exists():
            path.rmdir()
        shutil.move(made, path)


def _unpack(file: Path, folder: Path) -> None:
    """The members of a backup, each under the one name it may have."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if JOURNAL not in names or not all(_NAME.fullmatch(name) for name in names):
                raise UnreadableFile(
                    "This zip is not a backup of a store.", remedy="Give a file that 'backup' made.", where=str(file)
                )
            for name in names:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
    except FileNotFoundError:
        raise BadInput("There is no such file.", remedy="Check the path.", where=str(file)) from None
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error) as error:
        raise UnreadableFile("The backup cannot be read.", remedy="Use another backup.", where=str(file)) from error


def _ledger(path: Path) -> Ledger:
    if not stores.exists(path):
        raise PbiError(
            "There is no store here.", remedy="Check the path, or make one with 'python -m pbi init'.", where=str(path)
        )
    return Ledger(path)


def _told(doing: Callable[[], object]) -> str:
    """The place and sentence of the refusal an attempt ends in; "" where it ends in none."""
    try:
        doing()
    except PbiError as error:
        return f"{error.where}: {error.message}" if error.where else error.message
    return ""


def _kept(ledger: Ledger, line: Line) -> Iterator[str]:
    """What is wrong with the facts and the received file that a line names, each with its remedy."""
    facts, sha256 = line.content["facts"], line.content["sha256"]
    if facts and (said := _told(lambda: ledger.facts(facts))):
        proven = mend.facts_in_database(ledger.path, line, held=False) is not None
        yield f"{said} {proof.RECOVER if proven else proof.RESTORE}"
    if sha256 and (said := _told(lambda: ledger.file(sha256))):
        yield f"{said} {proof.RESTORE}"


def _cells(ledger: Ledger, line: Line) -> Iterator[str]:
    """Each outturn of an accepted submission whose number is not the one in its cell of the received file."""
    figures = [row for row in index.facts_of(ledger, line).get("outturn", []) if row["value"] is not None]
    if line.content["kind"] != "accepted" or not line.content["sha256"] or not figures:
        return
    try:
        book = workbook.read(ledger.file(line.content["sha256"]), filename=line.content["filename"])
    except UnreadableFile as error:
        yield f"The file of submission {line.content['submission']} can no longer be read: {error}"
        return
    book = fixes.with_values(book, fixes.recorded(index.facts_of(ledger, line).get("finding", [])))
    cells = {(cell.sheet, cell.address): cell for sheet in book.sheets for cell in sheet.cells}
    for row in figures:
        cell = cells.get((row["sheet"], row["cell"]))
        found = figure(cell).value if cell else None
        # Whether the cell was left empty and the figure made from its numerator and denominator.
        if found != row["value"] and not (found is None and row["numerator"] is not None and bool(row["denominator"])):
            yield (
                f"{row['indicator']} for {row['authority']}, {row['period']}: the store holds {_plain(row['value'])}, "
                f"cell {row['cell']} "
                f"of '{row['sheet']}' in {book.filename} (submission {row['submission']}) holds {_plain(found)}."
            )


def _plain(number: Decimal | None) -> str:
    return "no number" if number is None else format(number.normalize(), "f")
