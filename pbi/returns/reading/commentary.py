"""From the cells of a commentary that stands alone, or of an achievement, to its fact."""

from __future__ import annotations

from collections.abc import Mapping

from pbi.model import CommentaryKind, Finding
from pbi.returns.cells import values
from pbi.returns.cells.values import Figure
from pbi.returns.model.candidates import Candidate, Judged, Kind, judged
from pbi.returns.rules.names import COMMENTARY_KIND_UNKNOWN
from pbi.returns.subject import context, indicators
from pbi.returns.subject.context import Asked

_KINDS = {str(kind): kind for kind in CommentaryKind} | {
    "factor": CommentaryKind.CONTRIBUTING_FACTOR,
    "contributing factors": CommentaryKind.CONTRIBUTING_FACTOR,
    "risk": CommentaryKind.OPERATIONAL_RISK,
    "operational risks": CommentaryKind.OPERATIONAL_RISK,
    "remedial actions": CommentaryKind.REMEDIAL_ACTION,
    "remedy": CommentaryKind.REMEDIAL_ACTION,
    "decisions": CommentaryKind.DECISION,
    "comment": CommentaryKind.CONTEXT,
    "note": CommentaryKind.CONTEXT,
}


Proposed = Mapping[str, Mapping[str, object]]


def judge(candidate: Candidate, *, asked: Asked, proposed: Proposed) -> Judged:
    """A commentary or an achievement with its findings. It may be about an indicator the file proposes."""
    return (
        _commentary(candidate, asked, proposed) if candidate.kind is Kind.COMMENTARY else _achievement(candidate, asked)
    )


def _commentary(candidate: Candidate, asked: Asked, proposed: Proposed) -> Judged:
    cells = candidate.cells
    place = context.place(candidate, asked=asked, at=cells["text"])
    findings = list(place.findings)
    said = " ".join(cells["kind"].text.lower().split()) if "kind" in cells else "context"
    kind = _KINDS.get(said)
    if kind is None:
        findings.append(COMMENTARY_KIND_UNKNOWN.at(cells["kind"], kinds=", ".join(CommentaryKind)))
    code, faults = _indicator(candidate, asked, proposed)
    findings += faults
    fact = {
        "authority": place.authority,
        "indicator": code,
        "service": None if code else context.service(candidate, names=asked.names),
        **(context.dated(place.period) if place.period else {}),
        "kind": kind,
        "text": cells["text"].text,
        "sheet": candidate.sheet,
        "cell": candidate.cell,
    }
    key = None
    if place.authority and place.period and kind and not faults:
        about = (place.authority, code, fact["service"], place.period, kind, fact["text"])
        key = (Kind.COMMENTARY.value, *map(str, about))
    return judged(candidate, authority=place.authority, key=key, fact=fact, findings=findings)


def _indicator(candidate: Candidate, asked: Asked, proposed: Proposed) -> tuple[str | None, tuple[Finding, ...]]:
    cells = {name: cell for name, cell in candidate.cells.items() if name in {"indicator", "code"}}
    if not cells:
        return None, ()
    code, name, _ = indicators.spelt(cells)
    if new := proposed.get(indicators.compact(code or indicators.slug(name))):
        return str(new["code"]), ()
    found = indicators.identify(cells, asked=Asked(names=asked.names))
    return found.code, found.findings if found.code is None else ()


def _achievement(candidate: Candidate, asked: Asked) -> Judged:
    cells = candidate.cells
    named = cells.get("title") or cells["name"]
    place = context.place(candidate, asked=asked, at=named)
    before, after = (values.figure(cells[name]) if name in cells else Figure() for name in ("from_value", "to_value"))
    findings = [*place.findings, *before.findings, *after.findings]
    unit = cells["unit"].text or None if "unit" in cells else None
    key = (
        (Kind.ACHIEVEMENT.value, str(place.authority), named.text, str(place.period))
        if place.authority and place.period
        else None
    )
    fact = {
        "authority": place.authority,
        "service": context.service(candidate, names=asked.names),
        "title": named.text,
        **(context.dated(place.period) if place.period else {}),
        "from_value": before.value,
        "to_value": after.value,
        "unit": unit,
        "sheet": candidate.sheet,
        "cell": candidate.cell,
    }
    return judged(candidate, authority=place.authority, key=key, fact=fact, findings=findings)
