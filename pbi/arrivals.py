"""What was to come for a period, what has come of it, and which files wait for somebody to accept them.

A return is due ``settings().returns_due_days`` after its period's end, and late from the day after; both are judged on
``question.at``, else on the day asked about, else today.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pbi import measures, returns
from pbi import period as periods_of_time
from pbi.model import Question
from pbi.period import PeriodKind
from pbi.store import Store

_AHEAD = {PeriodKind.YEAR: 1, PeriodKind.HALF: 2, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}
"""How many periods after the newest one held are offered: a year's worth."""
_WAITING = ("submission", "filename", "authority", "period", "received_on", "errors", "warnings")


def expected_returns(store: Store, question: Question) -> pd.DataFrame:
    """One row an authority and service of the asked period: what was expected, what stands, and what waits.

    Columns of the step ``expected_returns``, and due_on; days_late (after the due day, None where it is not late,
    did not come late or was not asked for); waiting, waiting_since, errors, warnings of the newest file received for
    it and not accepted; chasers (their codes), chased_on and chased_by of the last letter recorded as sent.
    A file that names no period may be of any that had ended by then.
    """
    rows = measures.frame(measures.table(store, question, "expected_returns"))
    rows["due_on"] = due_on = measures.due_on(question)
    today = measures.late_on(question)
    rows["days_late"] = [
        _days_late(state, received, due_on=due_on, today=today)
        for state, received in zip(rows["state"], rows["answered_on"], strict=True)
    ]
    here = waiting(store, question)
    end = periods_of_time.canonical(question.period).end
    of_it = (here["period"] == question.period) | (here["period"].isna() & (here["received_on"] > end))
    newest = here[of_it].drop_duplicates("authority").set_index("authority")
    open_ = rows["authority"].where(rows["missing"] > 0)
    for column, source in (
        ("waiting", "submission"),
        ("waiting_since", "received_on"),
        ("errors", "errors"),
        ("warnings", "warnings"),
    ):
        found = newest[source].to_dict()
        rows[column] = pd.Series([found.get(each) for each in open_], index=rows.index, dtype=object)
    return _with_chasers(rows, store, question)


def _with_chasers(rows: pd.DataFrame, store: Store, question: Question) -> pd.DataFrame:
    """A letter about no service in particular is about each; the last one sent comes first."""
    letters: dict[str, list[dict[str, Any]]] = {}
    for each in measures.table(store, question, "chasers").to_pylist():
        letters.setdefault(each["authority"], []).append(each)
    about = [
        [each for each in letters.get(authority, ()) if each["service"] in (None, service)]
        for authority, service in zip(rows["authority"], rows["service"], strict=True)
    ]
    rows["chasers"] = pd.Series([tuple(each["chaser"] for each in of) for of in about], index=rows.index, dtype=object)
    for column, source in (("chased_on", "sent_on"), ("chased_by", "sent_by")):
        found = [of[0][source] if of else None for of in about]
        rows[column] = pd.Series(found, index=rows.index, dtype=object)
    return rows


expected_figures = measures.measure(
    "expected_figures", "Every figure expected for the asked period, and whether it is there."
)


def waiting(store: Store, question: Question) -> pd.DataFrame:
    """The files received by the day asked about and not settled since, newest first, with what was found: a row an
    authority that a file is of.
    """
    held = [row for row in store.rows("submissions") if question.as_of is None or row["received_on"] <= question.as_of]
    settled = {row["submission"] for row in held if row["kind"] != "received"}
    open_ = [row for row in held if row["submission"] and row["submission"] not in settled]
    found = [{**row, **said, "authority": code} for row in open_ for said, code in _said(row["detail"])]
    return pd.DataFrame(found, columns=list(_WAITING))


def left_out(store: Store, question: Question) -> pd.DataFrame:
    """The files accepted by the day asked about of which rows were left out: how many, which, and by whom."""
    found = []
    for row in store.rows("submissions"):
        said = json.loads(row["detail"] or "{}") if row["kind"] == "accepted" else {}
        counts = said.get("rows", {})
        if counts.get("refused") and (question.as_of is None or row["received_on"] <= question.as_of):
            found.append({**row, **counts, "left_out": said.get("left_out", [])})
    return pd.DataFrame(found, columns=["submission", "filename", "recorded_by", "read", "refused", "left_out"])


def offered(store: Store, question: Question) -> list[str]:
    """The periods held by the day asked about and, of each kind, a year's worth of those begun since; newest first."""
    held = [periods_of_time.canonical(each) for each in measures.periods(store, as_of=question.as_of)["period"]]
    held = [each for each in held if each.kind in _AHEAD]
    today = measures.late_on(question)
    newest = {each.kind: each for each in sorted(held)}
    coming = [each.step(count) for kind, each in newest.items() for count in range(1, _AHEAD[kind] + 1)]
    offered = {*held, *(each for each in coming if each.start <= today)}
    return [str(each) for each in sorted(offered, key=lambda each: (each.end, each.start), reverse=True)]


def newest(store: Store, question: Question) -> str:
    """The period to look at first where none is asked: the newest that has ended, of the finest kind; where that was
    more than a year ago, the latest one held."""
    today = measures.late_on(question)
    ended = [each for each in map(periods_of_time.canonical, offered(store, question)) if each.end < today]
    recent = ended and ended[0].end >= today - timedelta(days=366)
    return str(ended[0]) if recent else question.period


def _days_late(state: str, received: date | None, *, due_on: date, today: date) -> int | None:
    late = (today if state == "late" else received if received is not None and pd.notna(received) else due_on) - due_on
    return late.days if late.days > 0 else None


def _said(detail: str | None) -> list[tuple[dict[str, object], str | None]]:
    """What the journal says of a file, once for each authority that it is of; once where nobody could tell."""
    said = json.loads(detail or "{}")
    found = said.get("findings", {})
    of_it = {"period": said.get("period"), "errors": found.get("error", 0), "warnings": found.get("warning", 0)}
    return [(of_it, code) for code in returns.authorities_of(said) or (None,)]
