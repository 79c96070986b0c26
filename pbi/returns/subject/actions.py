"""Milestones and ratings to the action they belong to, whether the file names it by code or by title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pbi.returns.cells.headings import squeeze
from pbi.returns.model.candidates import Judged, Kind
from pbi.returns.rules.names import UNKNOWN_ACTION
from pbi.returns.subject.indicators import compact
from pbi.returns.subject.stored import Standing

Codes = Mapping[tuple[str, str], str]
"""The code of an action by authority and its compared code or title."""


def action_codes(judged: Iterable[Judged], standing: Standing) -> Codes:
    """The code of every action that stands or is in the file; what stands is spelt as it stands."""
    codes = standing.actions_by_name()
    for each in judged:
        for table, fact in each.facts:
            if table == "action":
                for named in (compact(str(fact["code"])), squeeze(str(fact["title"]))):
                    codes.setdefault((str(each.authority), named), str(fact["code"]))
    return codes


def with_action(judged: Judged, codes: Codes) -> Judged:
    """A milestone or rating with its action's code as it is spelt elsewhere; with a warning where no action is called
    so.
    """
    candidate = judged.candidate
    if candidate.kind not in (Kind.MILESTONE, Kind.RATING) or candidate.words.get("subject") == "indicator":
        return judged
    if judged.key is None:
        return judged
    column = "action" if candidate.kind is Kind.MILESTONE else "code"
    table, fact = judged.facts[0]
    said = str(fact[column])
    authority = str(judged.authority)
    code = codes.get((authority, compact(said))) or codes.get((authority, squeeze(said)))
    if code is None:
        at = judged.candidate
        return replace(judged, findings=(*judged.findings, UNKNOWN_ACTION.on(at.sheet, at.cell, found=said)))
    key = tuple(compact(code) if part == compact(said) else part for part in judged.key)
    return replace(judged, key=key, facts=((table, {**fact, column: code}),))
