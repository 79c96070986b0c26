"""Which history of a store is the true one, what is wrong with its journal, and the one safe remedy for it.

A history is a chain of lines from the first, each proven by its own hash and naming the one before. Of several, that
one is true which most witnesses have in theirs: the journal, the head kept beside it, the database; where as many
are on either side the head decides, then the database. Nothing here changes anything.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbi.errors import StoreDamaged
from pbi.ledger import START, Line
from pbi.store import witness
from pbi.store.index import REBUILD
from pbi.store.witness import HEAD, INDEX, Claim, Heard

RECOVER = "Run 'python -m pbi recover': it puts the journal together again and loses nothing."
CONFIRM = "If it is right, run 'python -m pbi recover': it keeps it. If not, restore the last backup into a new folder."
RESTORE = "Restore the last backup into a new folder: 'python -m pbi restore FILE --store NEW'. Keep this one."
GIVE_UP = "Run 'python -m pbi rebuild': it lists what would go, and changes nothing unless you ask."
BEHIND = "The file head.json is older than the journal."
MISSING = "The file head.json is missing."
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that is not as it should be, in one sentence, and the remedy for it.

    ``orphan``: it is a kept file that nothing names.
    """

    message: str
    remedy: str
    orphan: bool = False

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


def true_history(heard: Heard) -> tuple[Line, ...]:
    """The chain that most witnesses have in theirs, the longest of those."""
    coming = heard.coming if heard.coming and heard.coming.hash not in {line.hash for line in heard.lines} else None
    chains = _chains({hash_: line for hash_, line in heard.pool.items() if line != coming or _is_claimed(line, heard)})
    return max(chains, key=lambda chain: _weight(chain, heard), default=())


def left_out(chain: Sequence[Line], heard: Heard) -> list[Claim]:
    """What somebody knows of and this history does not have.

    Not what stands in the journal alone, where the history has another line of that number: that is a forgery. Nor a
    claim that no hash proves, where the history has a line of that number.
    """
    hashes = {line.hash for line in chain}
    missed = {line.hash: witness.claim(line) for line in heard.pool.values() if line.hash not in hashes
              and (line.number > len(chain) or _is_claimed(line, heard)) and line != heard.coming}  # fmt: skip
    for each in (each for claims in heard.claims.values() for each in claims):
        if each.line is None and each.number > len(chain):
            missed[each.hash] = each
    return sorted(missed.values(), key=lambda each: each.number)


def unwitnessed(heard: Heard) -> list[Line]:
    """The journal's last lines that neither the head nor the database knows of, and that were not being recorded.

    In a store of an older version, which kept no head, the journal's word is enough.
    """
    if not heard.claims[HEAD] and not heard.headed:
        return []
    told = {each.hash for claims in heard.claims.values() for each in claims}
    last = max((line.number for line in heard.lines if line.hash in told), default=0)
    return [line for line in heard.lines if line.number > last and line != heard.coming]


def troubles(heard: Heard, path: Path) -> Iterator[Trouble]:
    """Everything that is wrong with the journal and beside it; nothing where the store is sound so far."""
    chain = true_history(heard)
    whole = not left_out(chain, heard)
    remedy = RECOVER if whole else RESTORE
    said = _wrong_with_journal(heard, chain, whole=whole)
    if said:
        yield Trouble(message=said, remedy=remedy)
    elif added := unwitnessed(heard):
        some = named([witness.claim(line) for line in added])
        yield Trouble(message=f"Neither head.json nor the database knows of the journal's {some}.", remedy=CONFIRM)
    elif _differs(heard, only=INDEX):
        yield Trouble(message="The database does not agree with the journal.", remedy=REBUILD)
    if HEAD in heard.faults:
        yield Trouble(message=heard.faults[HEAD], remedy=remedy)
    elif not said and (wrong := _wrong_with_head(heard)):
        yield Trouble(message=wrong, remedy=remedy)
    for folder, name in heard.orphans:
        said = f"{path / folder}/{name[:12]}… was kept, but no entry of the journal names it."
        yield Trouble(message=said, remedy=RESTORE if may_be_lost(heard) else GIVE_UP, orphan=True)


def require_sound(heard: Heard, path: Path) -> None:
    """StoreDamaged with the first trouble of the journal, if there is one that matters for opening the store.

    What nobody names is no hindrance while the database or the head says that the journal is whole; without either
    it is all that is left of what was lost. A head that is behind or missing is brought up to date at the opening.
    """
    for each in troubles(heard, path):
        if each.message not in (BEHIND, MISSING) and (not each.orphan or may_be_lost(heard)):
            raise StoreDamaged(each.message, remedy=each.remedy, where=str(path))


def require_openable(path: Path) -> None:
    """StoreDamaged where the journal is not what the rest of the store knows, for whoever holds the store and is about
    to open it. That a head is made where there was none is logged.
    """
    if not witness.remains(path):
        return
    heard = witness.heard(path, held=True, thorough=False)
    try:
        require_sound(heard, path)
    except StoreDamaged:
        require_sound(witness.heard(path, held=True), path)  # the copies may know what is missing
        raise
    last = heard.lines[-1] if heard.lines else None
    if last and not heard.claims[HEAD] and last != heard.coming:
        said = "The end of the journal had no second witness; head.json is one from now on: %s"
        logging.getLogger(__name__).warning(said, path)


def may_be_lost(heard: Heard) -> bool:
    """Whether neither the head nor the database can say that the journal is whole."""
    return not heard.claims[HEAD] and not heard.claims[INDEX]


def named(claims: Sequence[Claim]) -> str:
    """Which lines these are, and the submissions they brought: "line 4 (2019-20-eastmere-1a2b3c4d) and 2 more"."""
    said = [f"line {each.number}" + (f" ({each.submission})" if each.submission else "") for each in claims]
    more = len(said) - NAMED
    return ", ".join(said[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _wrong_with_journal(heard: Heard, chain: Sequence[Line], *, whole: bool) -> str:
    """One sentence on the journal itself; "" where it is as it was recorded."""
    if not heard.present:
        return "The journal is missing, but the rest of the store is here."
    if heard.broken:
        return heard.broken
    if whole and tuple(chain) == heard.lines:
        unfinished = heard.coming is not None and heard.coming.number == len(chain) + 1
        odd = heard.tail and bool(heard.claims[HEAD]) and not unfinished
        return "Text follows the journal's last line that is not of a line." if odd else ""
    return (
        _differs(heard)
        or f"The journal's end is not whole: {named([witness.claim(line) for line in chain[-1:]])} breaks off."
    )


def _wrong_with_head(heard: Heard) -> str:
    if said := _differs(heard, only=HEAD):
        return f"The file head.json is not of this journal. {said}"
    head, last = heard.claims[HEAD], heard.lines[-1] if heard.lines else None
    if last and not head:
        return MISSING if heard.headed and last != heard.coming else ""
    older = bool(head) and last is not None and head[-1].number < last.number
    return BEHIND if older and last != heard.coming else ""


def _chains(pool: Mapping[str, Line]) -> list[tuple[Line, ...]]:
    """Every history that leads without a gap to the first line, but those that go on in another."""
    before = {line.previous for line in pool.values()}
    chains = []
    for tip in pool.values():
        if tip.hash in before:
            continue
        line: Line | None = tip
        chain: list[Line] = []
        while line and line.previous != START and line.number == tip.number - len(chain):
            chain.append(line)
            line = pool.get(line.previous)
        if line and line.previous == START and line.number == 1:
            chains.append((*reversed([*chain, line]),))
    return chains


def _weight(chain: Sequence[Line], heard: Heard) -> tuple[int, bool, bool, int]:
    hashes = {line.hash for line in chain}
    journal = bool(heard.lines) and heard.lines[-1].hash in hashes
    head, index = (bool(heard.claims[who]) and heard.claims[who][-1].hash in hashes for who in (HEAD, INDEX))
    return journal + head + index, head, index, len(chain)


def _differs(heard: Heard, *, only: str = "") -> str:
    """How the journal differs from what others know of it: it lacks lines, or has another; "" where it does not."""
    hashes = {line.number: line.hash for line in heard.lines}
    claims = [each for who, every in heard.claims.items() if only in ("", who) for each in every]
    others = [each for each in claims if hashes.get(each.number, each.hash) != each.hash]
    if others and (only or any(each.line for each in others)):
        each = _once(others)
        return f"The journal's {named(each)} {'is' if len(each) == 1 else 'are'} not what was recorded."
    if beyond := [claim for claim in claims if claim.number not in hashes]:
        each = _once(beyond)
        return f"The journal has lost its end: {named(each)} {'was' if len(each) == 1 else 'were'} recorded after it."
    return ""


def _once(claims: Sequence[Claim]) -> list[Claim]:
    return sorted({each.number: each for each in claims}.values(), key=lambda each: each.number)


def _is_claimed(line: Line, heard: Heard) -> bool:
    return any(each.hash == line.hash for claims in heard.claims.values() for each in claims)
