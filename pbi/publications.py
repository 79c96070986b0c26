"""What was reported to whom, frozen: a publication keeps its figures, targets, rules, statuses and counts for good.

It is recorded as facts of a journal line of its own, so that no later figure, target or tolerance can change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from pbi import __version__, measures
from pbi.errors import BadInput, UnknownName
from pbi.model import Draft, Question
from pbi.period import canonical
from pbi.register import Register
from pbi.store import Store, moment

PUBLICATIONS = Register(table="publication", key="publication", letters="P", kind="published", noun="publication")
_OFF_THE_COUNT = ("period",)


def publish(store: Store, question: Question, *, name: str, by: str, seen: int | None = None) -> str:
    """Freeze the scorecard and the counts of a question under a name; returns the publication's code.

    What is frozen is what was known on ``question.as_of`` (all there is where it is None), which is also the day the
    publication counts from. ``seen``: the store's version when it was shown. Refused: no name, a name used before, a
    day to come, a question that holds nothing, figures or rules recorded since it was shown.
    """
    name = name.strip()
    if not name:
        raise BadInput("A publication needs a name.", remedy="Say to whom it was reported, and when.")
    if question.as_of and question.as_of > date.today():
        raise BadInput(f"{question.as_of:%-d %B %Y} has not come yet.", remedy="Give a day that has.")
    return store.newest(lambda version: _publish(store, question, name=name, by=by, seen=seen, version=version))


def _publish(store: Store, question: Question, *, name: str, by: str, seen: int | None, version: int) -> str:
    today, held = date.today(), store.versions("publication")
    if seen is not None:
        store.require_unchanged(since=seen)
    if same := next((row for row in held if row["name"].casefold() == name.casefold()), None):
        who = f"{same['recorded_by']} {moment(same['recorded_at'])}"
        said = f"There is a publication '{name}' already, and it stays as it is: recorded by {who}."
        raise BadInput(said, remedy="Give another name.")
    rows = measures.table(store, question, "publishable").to_pylist()
    if not rows:
        raise BadInput(
            f"Nothing is recorded for {question.period}.", remedy="Choose another period or other authorities."
        )
    code = PUBLICATIONS.next_code(store)
    store.record(
        Draft(
            kind=PUBLICATIONS.kind,
            by=by,
            received_on=question.as_of or today,
            back_dated=bool(question.as_of and question.as_of < today),
            note=name,
            facts={
                "publication": [_publication(question, code=code, name=name, version=version)],
                "publication_row": [{"publication": code, **row} for row in rows],
                "publication_count": [
                    {"publication": code, **{key: value for key, value in row.items() if key not in _OFF_THE_COUNT}}
                    for row in measures.table(store, question, "counts").to_pylist()
                ],
            },
            detail={"publication": code, "rows": len(rows)},
        ),
        checked=version,
    )
    return code


def find(store: Store, said: str) -> dict[str, Any]:
    """The publication of that code or name; UnknownName with those there are."""
    held = store.rows("publications")
    for row in held:
        if said.strip().casefold() in {row["publication"].casefold(), row["name"].casefold()}:
            return row
    names = [row["name"] for row in held]
    raise UnknownName(said, kind="publication", near=get_close_matches(said, names) or names[:3])


def question_of(publication: Mapping[str, Any], question: Question) -> Question:
    """The question about one publication: its period, scheme and authorities, the other filters as they are."""
    authorities = tuple((publication["authorities"] or "").strip("|").split("|")) if publication["authorities"] else ()
    return replace(
        question,
        publication=publication["publication"],
        period=publication["period"],
        scheme=publication["scheme"],
        authorities=question.authorities or authorities,
        trial=None,
    )


listed = measures.measure("publications", "Every publication there was by the day asked about, newest first.")
figures = measures.measure("published", "The figures of ``question.publication`` as reported.")
counts = measures.measure("published_counts", "The counts of ``question.publication`` as reported.")
changes = measures.measure(
    "published_changes", "What is otherwise now than ``question.publication`` had it; ask it with ``asked``."
)


def _publication(question: Question, *, code: str, name: str, version: int) -> dict[str, object]:
    span = canonical(question.period)
    return {
        "publication": code,
        "name": name,
        "period": question.period,
        "period_kind": span.kind.value,
        "period_start": span.start,
        "period_end": span.end,
        "scheme": question.scheme,
        "as_of": question.as_of,
        "authorities": f"|{'|'.join(question.authorities)}|" if question.authorities else None,
        "rules_version": version,
        "program": __version__,
    }
