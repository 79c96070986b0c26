"""check, load, undo and template: what an officer does with a return, from the command line."""

from __future__ import annotations

import getpass
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pbi import catalogue, chasers, returns
from pbi import period as periods
from pbi.commands import columns
from pbi.commands.show import as_json
from pbi.errors import BadInput, PbiError, UnreadableFile, of_system
from pbi.handover import Answer
from pbi.model import Rows, State
from pbi.period import Period
from pbi.returns import Outcome, Terms
from pbi.returns.rules.files import NOT_READ
from pbi.store import Store


def check(store: Store, given: Namespace) -> Answer:
    """What a return holds and what is wrong with it. Exit 1 when an error is found; nothing is changed."""
    if given.marked and len(given.files) > 1:
        raise BadInput("One file at a time can be given back marked.", remedy="Check the files one by one.")
    return _each(store, given, _checked)


def load(store: Store, given: Namespace) -> Answer:
    """Accept returns, each in its own transaction. Exit 1 if any is refused."""
    if given.received and given.received > date.today():
        raise BadInput(f"{given.received:%-d %B %Y} has not come yet.", remedy="Give the day the return was received.")
    return _each(store, given, _submitted)


def undo(store: Store, given: Namespace) -> Answer:
    """Take an accepted return back, or a letter recorded as sent."""
    if given.submission in chasers.CHASERS.codes(store):
        code = chasers.CHASERS.take_back(store, given.submission, reason=given.reason, by=given.by or someone())
        return Answer(exit=0, stdout=f"{code} was taken back.", stderr="")
    outcome = returns.undo(store, given.submission, reason=given.reason, by=given.by or someone())
    return Answer(exit=0, stdout=outcome.sentence, stderr="")


def template(store: Store, given: Namespace) -> Answer:
    """Write the workbook an authority fills."""
    names = catalogue.names(store)
    service = names.service(given.service) if given.service else None
    made = returns.template(
        store, authority=names.authority(given.authority), period=periods.parse(given.period), service=service
    )
    given.output.write_bytes(made)
    return Answer(exit=0, stdout=f"Written to {given.output}.", stderr="")


def someone() -> str:
    """The name to record where none is given: the one the machine knows this person by."""
    return getpass.getuser()


def read_file(path: Path) -> bytes:
    """A file's bytes, or one sentence why not."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput("There is no such file.", remedy="Check the path.", where=str(path)) from None
    except OSError as error:
        raise BadInput(
            f"The file cannot be read ({error.strerror}).",
            remedy="Check the path and its permissions.",
            where=str(path),
        ) from None


def _checked(store: Store, given: Namespace, path: Path) -> Outcome:
    data = read_file(path)
    outcome = returns.examine(
        store,
        data=data,
        filename=path.name,
        terms=_terms(store, given),
        by=given.by,
    )
    if given.marked:
        given.marked.write_bytes(returns.marked(data, filename=path.name, findings=outcome.findings))
    return outcome


def _submitted(store: Store, given: Namespace, path: Path) -> Outcome:
    return returns.submit(
        store,
        data=read_file(path),
        filename=path.name,
        by=given.by or someone(),
        received_on=given.received,
        terms=replace(
            _terms(store, given),
            accept_warnings=given.accept_warnings,
            without_faulty_rows=given.without_faulty_rows,
        ),
    )


def _terms(store: Store, given: Namespace) -> Terms:
    return Terms(
        authority=authority_of(store, given),
        period=period_of(given),
        add_indicators=given.add_indicators,
        mappings=columns.read(given.mapping) if given.mapping else (),
        fixes=given.apply_fixes,
        without_rows=given.without_row,
    )


def authority_of(store: Store, given: Namespace) -> str | None:
    """The code of the authority named, or None where none is."""
    return catalogue.names(store).authority(given.authority) if given.authority else None


def period_of(given: Namespace) -> Period | None:
    """The period named, or None where none is."""
    return periods.parse(given.period) if given.period else None


def refused(error: PbiError, *, filename: str = "") -> Outcome:
    """A file that could not even be read, or a command that could not be begun, in the shape of any other outcome."""
    found = NOT_READ.on(found=filename, problem=error.message, remedy=error.remedy)
    return Outcome(
        submission=None,
        state=State.REFUSED,
        layout="",
        filename=filename,
        rows=Rows(),
        findings=(found,),
        sentence=str(error),
    )


def _taken(store: Store, given: Namespace, path: Path, take: Callable[[Store, Namespace, Path], Outcome]) -> Outcome:
    """What became of one file; for a script, that it could not be read is an outcome as any other."""
    try:
        return take(store, given, path)
    except (BadInput, UnreadableFile) as error:
        if given.format != "json":
            raise
        return refused(error, filename=path.name)


def _each(store: Store, given: Namespace, take: Callable[[Store, Namespace, Path], Outcome]) -> Answer:
    outcomes, failed = _all_taken(store, given, take)
    refused = [
        each for each in outcomes if each.state is State.REFUSED or (each.state is State.CHECKED and each.has_errors)
    ]
    if given.format == "json":
        shapes = [each.json() for each in outcomes]
        said = as_json(shapes[0] if len(shapes) == 1 else shapes)
    else:
        said = "\n\n".join(each.text() for each in outcomes)
    complaints = [*(each.sentence for each in refused), *([failed] if failed else [])]
    return Answer(exit=1 if complaints else 0, stdout=said, stderr="\n".join(complaints))


def _all_taken(
    store: Store, given: Namespace, take: Callable[[Store, Namespace, Path], Outcome]
) -> tuple[list[Outcome], str]:
    """What became of each file up to one that could not be taken at all, and why not; raised where it is the first."""
    outcomes: list[Outcome] = []
    for path in given.files:
        try:
            outcomes.append(_taken(store, given, path, take))
        except (PbiError, OSError) as error:
            if not outcomes:
                raise
            return outcomes, str(of_system(error) if isinstance(error, OSError) else error)
    return outcomes, ""
