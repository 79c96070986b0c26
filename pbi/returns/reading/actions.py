"""From the cells of an action, a milestone or a rating to its fact. Rules: methods, section 10."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pbi.errors import UnknownName
from pbi.model import ActionState, Finding
from pbi.returns.cells import values
from pbi.returns.cells.values import Day
from pbi.returns.model.candidates import Candidate, Judged, Kind, judged
from pbi.returns.model.digits import six_places
from pbi.returns.rules.figures import ACTION_STATUS_UNKNOWN, PERCENT_SCALE, PROGRESS_OUTSIDE
from pbi.returns.rules.names import ACTION_WITHOUT_NAME, MILESTONE_WITHOUT_ACTION, RATING_UNKNOWN
from pbi.returns.subject import context
from pbi.returns.subject.context import Asked
from pbi.returns.subject.indicators import compact, slug
from pbi.workbook.cells import Cell

Fact = dict[str, object]
_STATUSES = {state.label.lower() for state in ActionState} | {
    "complete",
    "postponed",
    "not started",
    "on track",
    "on target",
    "started",
    "delayed",
    "closed",
    "unassigned",
    "assigned",
}
_CANCELLED = {"cancelled", "canceled", "postponed", "aborted", "withdrawn"}
_RATINGS = {
    "completed": "completed|project completed|complete|★|✓|✔|☑",
    "on target": "on target|project on target|on track|green|▶|►",
    "attention": "attention|requires attention|scope/target date requires attention|project scope/target date requires "
    "attention|yellow|!|⚠",
    "amendment": "amendment|requires amendment|project requires amendment|orange|▲",
    "aborted": "aborted|closed|aborted/closed|aborted/ closed|project aborted/closed|project aborted/ "
    "closed|red|✖|✗|✘|■",
    "not available": "not available|-|–|—|n/a|na|no data",
}
RATINGS = {word: rating for rating, words in _RATINGS.items() for word in words.split("|")}
_SYMBOL_FIRST = re.compile(r"^(\W)\s+(?=\w)")


def judge(candidate: Candidate, *, asked: Asked) -> Judged:
    """An action, milestone or rating with its findings."""
    return {Kind.ACTION: _action, Kind.MILESTONE: _milestone, Kind.RATING: _rating}[candidate.kind](candidate, asked)


def heading(candidate: Candidate) -> tuple[str, str, str | None]:
    """Code, title and further text of an action. The code is made from the title where there is none; what follows the
    first line of a title is progress, not title."""
    cells = candidate.cells
    code = cells.get("action_code") or cells.get("code")
    named = (
        cells.get("action_title")
        or cells.get("title")
        or cells.get("action")
        or cells.get("indicator")
        or cells.get("name")
    )
    first, _, rest = (named.text if named else "").partition("\n")
    return (" ".join(code.text.split()) if code else slug(first), first.strip(), rest.strip() or None)


def _text(cells: Mapping[str, Cell], name: str) -> str | None:
    return cells[name].text or None if name in cells else None


def _action(candidate: Candidate, asked: Asked) -> Judged:
    cells = candidate.cells
    code, title, more = heading(candidate)
    at = cells.get("action_code") or next(iter(cells.values()))
    place = context.place(candidate, asked=asked, at=at, dated=False)
    days = {
        name: values.day(cells[name]) if name in cells else Day()
        for name in ("start", "due", "revised_due", "completed_on")
    }
    progress, faults = _progress(candidate)
    money, wrong = _money(candidate)
    status = _text(cells, "status")
    findings = [
        *place.findings,
        *(each for day in days.values() for each in day.findings),
        *faults,
        *wrong,
        *_status(cells.get("status"), asked),
        *_nameless(candidate, code),
    ]
    fact: Fact = {
        "authority": place.authority,
        "code": code,
        "title": title,
        "description": _text(cells, "description"),
        "outcome": _text(cells, "outcome"),
        "objective": _text(cells, "objective"),
        "service": context.service(candidate, names=asked.names),
        "indicator": _indicator(cells, asked),
        "owner": _text(cells, "owner"),
        "start_on": days["start"].day,
        "due": days["due"].day,
        "due_text": days["due"].text,
        "revised_due": days["revised_due"].day,
        "completed_on": days["completed_on"].day,
        "cancelled": (status or "").lower() in _CANCELLED,
        "progress": progress,
        **money,
        "stated_status": status,
        "comments": _text(cells, "note") or more,
        "sheet": candidate.sheet,
        "cell": candidate.cell,
    }
    key = (Kind.ACTION.value, place.authority, compact(code)) if place.authority else None
    return judged(candidate, authority=place.authority, key=key, fact=fact, findings=findings)


def _nameless(candidate: Candidate, code: str) -> list[Finding]:
    """Nothing can be kept of an action without a code: a title of symbols alone makes none."""
    if code:
        return []
    row = candidate.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return [ACTION_WITHOUT_NAME.at(next(iter(candidate.cells.values())), row=row)]


def _indicator(cells: Mapping[str, Cell], asked: Asked) -> str | None:
    said = _text(cells, "linked_indicator")
    try:
        return asked.names.indicator(said) if said else None
    except UnknownName:
        return None


def _progress(candidate: Candidate) -> tuple[Decimal | None, list[Finding]]:
    """Progress in percent. An unformatted share of one (0.66) could be 66% or less than one per cent."""
    cell = candidate.cells.get("progress")
    if cell is None:
        return None, []
    read = values.figure(cell)
    findings = list(read.findings)
    if read.value is not None and read.unit == "" and 0 < read.value < 1:
        fix = six_places(read.value * 100)
        findings.append(
            PERCENT_SCALE.at(cell, value=f"{read.value:f}", meant=f"{fix:f}%", expected=f"{fix:f}%", fix=f"{fix:f}%")
        )
    if read.value is not None and not 0 <= read.value <= 100:
        findings.append(PROGRESS_OUTSIDE.at(cell, value=f"{read.value:f}"))
    return read.value, findings


def _money(candidate: Candidate) -> tuple[Fact, list[Finding]]:
    read = {
        name: values.figure(candidate.cells[name]) if name in candidate.cells else values.Figure()
        for name in ("cost", "compensatory_saving")
    }
    return {name: figure.value for name, figure in read.items()}, [
        each for figure in read.values() for each in figure.findings
    ]


def _status(cell: Cell | None, asked: Asked) -> list[Finding]:
    if (
        cell is None
        or not cell.text
        or cell.text.lower() in _STATUSES | _CANCELLED
        or asked.names.role(cell.text) is not None
    ):
        return []
    return [ACTION_STATUS_UNKNOWN.at(cell)]


def _milestone(candidate: Candidate, asked: Asked) -> Judged:
    cells = candidate.cells
    place = context.place(candidate, asked=asked, at=cells["milestone"], dated=False)
    code = cells.get("action_code") or cells.get("code")
    action = " ".join(code.text.split()) if code else _text(cells, "action")
    due, done = (values.day(cells[name]) if name in cells else Day() for name in ("due", "completed_on"))
    findings = [*place.findings, *due.findings, *done.findings]
    if not action:
        findings.append(MILESTONE_WITHOUT_ACTION.on(candidate.sheet, candidate.cell, found=cells["milestone"].text))
    key = (
        (Kind.MILESTONE.value, place.authority, compact(action), cells["milestone"].text)
        if place.authority and action
        else None
    )
    fact: Fact = {
        "authority": place.authority,
        "action": action,
        "title": cells["milestone"].text,
        "due": due.day,
        "completed_on": done.day,
        "sheet": candidate.sheet,
        "cell": candidate.cell,
    }
    return judged(candidate, authority=place.authority, key=key, fact=fact, findings=findings)


def _known_rating(stated: str) -> str | None:
    """The rating that words or a symbol stand for; what follows the first sentence says who considers it."""
    words = _SYMBOL_FIRST.sub("", stated).lower()
    return RATINGS.get(stated.lower()) or RATINGS.get(words) or RATINGS.get(words.partition(". ")[0].rstrip("."))


def _rating(candidate: Candidate, asked: Asked) -> Judged:
    cell = candidate.cells["rating"]
    place = context.place(candidate, asked=asked, at=cell)
    stated = " ".join(cell.text.split())
    said = candidate.words.get("rating", "")
    rating = said or _known_rating(stated)
    findings = list(place.findings)
    if rating is None:
        findings.append(RATING_UNKNOWN.at(cell))
    code, _, _ = heading(candidate)
    findings += _nameless(candidate, code)
    subject = candidate.words["subject"]
    ready = place.authority and place.period and rating
    key = (Kind.RATING.value, str(place.authority), subject, compact(code), str(place.period)) if ready else None
    fact: Fact = {
        "authority": place.authority,
        "subject": subject,
        "code": code,
        **(context.dated(place.period) if place.period else {}),
        "rating": rating,
        "stated": stated or None,
        "sheet": candidate.sheet,
        "cell": candidate.cell,
    }
    return judged(candidate, authority=place.authority, key=key, fact=fact, findings=findings)
