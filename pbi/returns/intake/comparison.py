"""A reading held against the store: what is new, changed or unchanged, what is refused, and the facts to record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from pbi.model import Finding, Rows, Severity, State
from pbi.period import canonical
from pbi.returns.findings import statuses, tolerances, years
from pbi.returns.findings.missing import rows_missing
from pbi.returns.findings.outliers import far_outside
from pbi.returns.findings.populations import populations
from pbi.returns.findings.zeros import zeros
from pbi.returns.intake.exclusions import Leavable, leavable
from pbi.returns.intake.exclusions import names as row_names
from pbi.returns.model.candidates import Judged, Kind, Reading
from pbi.returns.rules.series import FIGURE_CHANGED, PAST_PERIOD_RESTATED
from pbi.returns.subject import polarity
from pbi.returns.subject.actions import action_codes, with_action
from pbi.returns.subject.stored import Row, Standing
from pbi.store import Store
from pbi.workbook.keeping import keeping

_SOURCE = {"submission", "sheet", "cell"}
_OF_SERIES = (zeros, far_outside, populations, years.differing, rows_missing)  # each holds a series together


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that would change: ``about`` names the fact, ``old`` stands, ``new`` is what the file says."""

    about: str
    column: str
    old: str
    new: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a return comes to. ``facts`` by table hold only what is new or changed, without their submission.

    ``left_out`` names the rows that are refused while the rest is taken; ``lines`` are those that can be left out.
    """

    layout: str
    rows: Rows
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    facts: Mapping[str, list[Row]] = field(default_factory=dict)
    state: State = State.CHECKED
    authorities: tuple[str, ...] = ()
    period: str | None = None
    left_out: tuple[str, ...] = ()
    lines: tuple[Leavable, ...] = ()

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.findings if each.severity is Severity.WARNING]


@dataclass(slots=True)
class _Sorted:
    """What has become of the rows so far."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    facts: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        self.facts.setdefault(table, []).append(row)


@keeping()
def check(
    reading: Reading,
    *,
    store: Store,
    accept_warnings: bool = True,
    without_faulty_rows: bool = False,
    as_of: date | None = None,
) -> Checked:
    """Every candidate against what stands in the store on ``as_of`` (default: now); nothing is changed.

    A row is faulty where it has an error. One faulty row refuses them all, unless ``without_faulty_rows`` strikes such
    rows out; an error that belongs to no row refuses them all in any case. With ``accept_warnings`` false a warning
    refuses them all too. Rows left out by name are in no finding but their own note, and refused as well.
    """
    standing = Standing(store, as_of=as_of)
    sorted_ = _Sorted()
    period = _latest(reading.judged)
    codes = action_codes(reading.judged, standing)
    linked = [with_action(judged, codes) for judged in reading.judged]
    struck = [each for each in linked if faulty(each)]
    for judged in linked:
        if not faulty(judged):
            _sort(judged, standing, sorted_, latest=period)
    of_rows = (each for judged in linked for each in judged.findings)
    mended, of_statuses = _statuses(reading, store, standing)
    of_series = [each for rule in _OF_SERIES for each in rule(reading, standing)]
    findings = _listed([*reading.findings, *of_rows, *sorted_.findings, *of_statuses, *of_series])
    read, refused = len(linked) + len(reading.left_out), len(struck) + len(reading.left_out)
    whole = any(each.severity is Severity.ERROR for each in reading.findings)
    warned = not accept_warnings and any(each.severity is Severity.WARNING for each in findings)
    checked = Checked(
        layout=reading.layout,
        findings=findings,
        changes=tuple(sorted_.changes),
        period=period,
        authorities=_whose(reading),
        rows=Rows(read=read, refused=read),
        state=State.REFUSED,
        lines=leavable(linked, [*sorted_.findings, *of_series]),
    )
    if whole or warned or (struck and not without_faulty_rows):
        return checked
    _add_proposed({**reading.proposed, **mended}, sorted_)
    rows = Rows(read=read, new=sorted_.new, changed=sorted_.changed, unchanged=sorted_.unchanged, refused=refused)
    names = (*dict.fromkeys(reading.left_out), *(row_names(each.candidate)[1] for each in struck))
    return replace(checked, rows=rows, facts=sorted_.facts, state=State.CHECKED, left_out=names)


def faulty(judged: Judged) -> bool:
    """Whether a row cannot be accepted as it stands: it has an error, or nobody can tell what it is about."""
    return judged.key is None or any(each.severity is Severity.ERROR for each in judged.findings)


def _sort(judged: Judged, standing: Standing, into: _Sorted, *, latest: str | None) -> None:
    assert judged.key is not None, "a row without a key has an error"
    new = changed = False
    for table, fact in judged.facts:
        if table == "commentary":
            alone = judged.candidate.kind is Kind.COMMENTARY
            added, replaced = _text(fact, standing, into, alone=alone)
            new, changed = new or (added and alone), changed or replaced or (added and not alone)
        elif table == "target":
            into.add(table, fact)
            changed = True
        else:
            old = standing.find(judged.key)
            differs = _fact(table, fact, old, judged, into, standing, latest=latest)
            new, changed = new or old is None, changed or differs
    if new:
        into.new += 1
    elif changed:
        into.changed += 1
    else:
        into.unchanged += 1


def _fact(
    table: str, fact: Row, old: Row | None, judged: Judged, into: _Sorted, standing: Standing, *, latest: str | None
) -> bool:
    """Record one fact where it says something else than what stands; True where something stood and differs."""
    if old is None:
        into.add(table, fact)
        return False
    merged = _merged(table, fact, old)
    differ = [name for name in merged if name not in _SOURCE and merged[name] != old[name]]
    if not differ:
        return False
    into.add(table, merged)
    into.changes += [
        Change(
            about=_about(judged),
            column=name,
            old=_shown(old[name]),
            new=_shown(merged[name]),
            sheet=judged.candidate.sheet,
            cell=judged.candidate.cell,
        )
        for name in differ
    ]
    if table == "outturn" and merged["value"] != old["value"]:
        into.findings.append(_restated(judged, old, merged, latest=latest, later=standing.last_reported(merged)))
    return True


def _merged(table: str, fact: Row, old: Row) -> Row:
    """What a later return leaves blank does not erase what stands: a committee table prints last year's figure without
    its
    note and denominator. Where the outturn itself changed, what belonged to the old figure goes with it."""
    if table == "outturn" and fact["value"] != old["value"]:
        return {**old, **fact, "submission": None}
    kept = {"value", "availability"} if table == "outturn" else set()
    spelt = {name: old[name] for name in ("code", "action") if name in old}
    return {
        name: (fact.get(name) if fact.get(name) is not None or name in kept | _SOURCE else value)
        for name, value in old.items()
    } | spelt


def _text(fact: Row, standing: Standing, into: _Sorted, *, alone: bool) -> tuple[bool, bool]:
    """(new, replaced) for one commentary. A figure's note replaces the note before it; one that stands alone joins the
    others.
    """
    others = standing.texts(fact=fact)
    if any(row["text"] == fact["text"] for row in others):
        return False, False
    into.add("commentary", fact)
    if alone:
        recorded = [row["text"] for row in into.facts["commentary"]]
        into.facts["commentary"] += [dict(row) for row in others if row["text"] not in recorded]
        return True, False
    if others:
        into.changes.append(
            Change(
                about=f"{fact['indicator']} {fact['period']}",
                column=fact["kind"],
                old=others[0]["text"],
                new=fact["text"],
                sheet=fact["sheet"],
                cell=fact["cell"],
            )
        )
    return not others, bool(others)


def _restated(judged: Judged, old: Row, new: Row, *, latest: str | None, later: date) -> Finding:
    past = canonical(new["period"]).end < max(canonical(str(latest)).end, later)
    at = judged.candidate
    rule = PAST_PERIOD_RESTATED if past else FIGURE_CHANGED
    return rule.on(at.sheet, at.cell, found=_shown(new["value"]), expected=_shown(old["value"]), about=_about(judged))


def _about(judged: Judged) -> str:
    fact = judged.facts[0][1]
    named = fact.get("indicator") or fact.get("code") or fact.get("action") or fact.get("title")
    return f"{named} {fact['period']}" if fact.get("period") else str(named)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _listed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Every finding once, errors first, otherwise in the order of the workbook."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: order[each.severity]))


def _statuses(reading: Reading, store: Store, standing: Standing) -> tuple[dict[str, Row], list[Finding]]:
    """What the statuses stated come to: the indicators whose polarity they settle, and the notes of it."""
    if reading.names is None:
        return {}, []
    mended, told = polarity.review(reading, held=standing.stated)
    judge = partial(statuses.rows, reading, store=store, indicators={**reading.proposed, **mended})
    rows = judge()
    return mended, [*told, *statuses.differences(rows), *tolerances.findings(rows, names=reading.names, judge=judge)]


def _add_proposed(indicators: Mapping[str, Mapping[str, object]], into: _Sorted) -> None:
    """The indicators proposed, or mended, of which something is recorded."""
    used = {row["indicator"] for table in ("outturn", "commentary") for row in into.facts.get(table, [])}
    for code, row in indicators.items():
        if code in used:
            into.add("indicator", dict(row))


def _whose(reading: Reading) -> tuple[str, ...]:
    """Every authority that a row of the return is of, in the order in which they come; else the one it was sent for."""
    rows = dict.fromkeys(each.authority for each in reading.judged if each.authority)
    return tuple(rows) or ((reading.authority,) if reading.authority else ())


def _latest(judged: Iterable[Judged]) -> str | None:
    """The period the return is about: the one that ends last, the longest of those."""
    periods = {
        str(fact["period"]) for each in judged for table, fact in each.facts if fact.get("period") and table != "target"
    }
    spans = [canonical(label) for label in periods]
    return str(max(spans, key=lambda each: (each.end, -each.start.toordinal()))) if spans else None
