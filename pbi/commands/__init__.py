"""What the command line does, as functions: arguments in, an Answer out. The dashboard runs those handed to it."""

from __future__ import annotations

import shutil
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pbi import handover
from pbi import store as stores
from pbi.commands import ask, board, counts, example, expected, mapping, paper, send, series, upkeep
from pbi.commands.parser import parser
from pbi.commands.publish import publish
from pbi.commands.show import as_json
from pbi.commands.upkeep import init_store
from pbi.errors import PbiError, StoreBusy, of_system
from pbi.handover import Answer
from pbi.store import Store

__all__ = ["answer", "example", "init_store", "parser"]

_READS: dict[str, Callable[[Store, Namespace], str]] = {"query": ask.query, "explain": ask.explain}
_LOOKS: dict[str, Callable[[Store, Namespace], Answer]] = {
    "check": send.check,
    "template": send.template,
    "mapping": mapping.mapping,
    "report": paper.report,
    "export": paper.export,
}
_WRITES: dict[str, Callable[[Store, Namespace], Answer]] = {
    "load": send.load,
    "undo": send.undo,
    "catalogue": upkeep.load_catalogue,
    "publish": publish,
    "chase": expected.chase,
    **board.WRITES,
}
_KEEPS: dict[str, Callable[[Namespace], Answer]] = {
    "init": upkeep.init,
    "backup": upkeep.backup,
    "restore": upkeep.restore,
    "verify": upkeep.verify,
    "recover": upkeep.recover,
    "rebuild": upkeep.rebuild,
}
_FROM_FILES: dict[str, Callable[[Namespace], Answer]] = {"spc": series.spc, "intervals": counts.intervals}


def answer(argv: list[str], *, held: Store | None = None, folder: Path | None = None) -> Answer:
    """Carry out one command line. ``held``: the store this process already has open; ``folder``: where paths start.

    A refusal is exit 1 with one sentence on stderr; wrong usage raises SystemExit(2) as argparse does.
    """
    given = _from(parser().parse_args(argv), folder or Path.cwd())
    try:
        if given.command in _FROM_FILES:
            return _FROM_FILES[given.command](given)
        if given.command in _KEEPS:
            return _KEEPS[given.command](given)
        if given.command in _WRITES:
            return _write(argv, given, held)
        with _reading(given, held) as store:
            if given.command in _READS:
                return Answer(exit=0, stdout=_READS[given.command](store, given), stderr="")
            return _LOOKS[given.command](store, given)
    except (PbiError, OSError) as problem:
        error = of_system(problem) if isinstance(problem, OSError) else problem
        of_file = given.command in {"check", "load"} and given.format == "json"
        said = as_json(send.refused(error).json()) if of_file else ""
        return Answer(exit=1, stdout=said, stderr=str(error))


def _write(argv: list[str], given: Namespace, held: Store | None) -> Answer:
    """In the store held, or in one opened for it; where another process has it open, it does it.

    Where there is no store, load and catalogue make one with the shipped catalogue; it goes again if nothing enters.
    """
    command = _WRITES[given.command]
    if held and held.path == given.store:
        return command(held, given)
    made = given.command in {"load", "catalogue"} and not stores.exists(given.store)
    if made:
        init_store(given.store)
    entered = False
    try:
        with Store.open(given.store) as store:
            before = store.version
            try:
                return command(store, given)
            finally:
                entered = store.version > before
    except StoreBusy:
        handed = handover.ask(given.store, argv)
        if handed is None:
            raise
        return handed
    finally:
        if made and not entered:
            shutil.rmtree(given.store)


@contextmanager
def _reading(given: Namespace, held: Store | None) -> Iterator[Store]:
    """The store to ask: the one held, or the one at the path; a return may be checked where there is no store yet."""
    if held and held.path == given.store:
        yield held
    elif given.command in {"check", "mapping"} and not stores.exists(given.store):
        with tempfile.TemporaryDirectory() as passing:
            init_store(Path(passing) / "store")
            with stores.reader(Path(passing) / "store") as store:
                yield store
    else:
        with stores.reader(given.store) as store:
            yield store


def _from(given: Namespace, folder: Path) -> Namespace:
    """The arguments with every path made absolute from the folder the command was given in."""
    for name, value in vars(given).items():
        if isinstance(value, Path):
            setattr(given, name, (folder / value.expanduser()).resolve())
        elif isinstance(value, list) and value and isinstance(value[0], Path):
            setattr(given, name, [(folder / each.expanduser()).resolve() for each in value])
    return given
