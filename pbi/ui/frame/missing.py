"""What has not come: the returns awaited or late of the period, by authority and service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from pbi import arrivals, measures
from pbi.model import Question, StatusRole
from pbi.narrative import empty, figures, notices, sentences
from pbi.narrative.year import returns as words
from pbi.period import PeriodKind, canonical
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.tables import bodies, tables
from pbi.ui.tables.tables import Column, Row, table, text

FIRST = 20
"""So many of those late stand open; the others are one key away."""


def part(scorecard: pd.DataFrame, question: Question) -> None:
    """What has not come and what has gone: each indicator in one of the two, never in both."""
    gone = notices.gone(ask.answer(measures.vanished, question))
    returns(scorecard[~scorecard["indicator"].isin(set(gone["indicator"]))], question, gone=len(gone) > 0)
    if len(gone):
        show.note(notices.vanished(gone))


def newest(question: Question) -> None:
    """Where no period is chosen and nothing has come of one that has ended since: whose is late, and where to ask."""
    period = ask.asked_of(arrivals.newest, question)
    if address.value("period") or not period or canonical(period).start <= canonical(question.period).end:
        return
    rows = ask.answer(arrivals.expected_returns, question, period=period)
    if len(rows) and not rows["accepted"].any():
        show.note(_nothing_came(rows, question, period), " ", _to_chase(period))


def came_in_part(question: Question) -> bool:
    """Of a longer period without a figure of its own, parts of which have some: which they are, and what is missing."""
    parts = _parts(question)
    came = [part for part in parts if ask.answer(measures.scorecard, question, period=part)["outturn"].notna().any()]
    if not came:
        return False
    show.heading(f"{bodies.shown(question)} in {question.period}, in part", level=1)
    show.lead(empty.in_part(question.period, came))
    links = [
        show.tag("a", each, href=address.link("", address.values(), period=each), class_="in", target="_self")
        for each in came
    ]
    show.put(show.tag("p", "Each by itself: ", show.join(links, between=" · ")))
    for part in parts:
        rows = ask.answer(arrivals.expected_returns, question, period=part)
        if part not in came and len(rows) and not rows["accepted"].any():
            show.note(_nothing_came(rows, question, part), " ", _to_chase(part))
    return True


def _parts(question: Question) -> list[str]:
    """The periods that a longer one is made of, of the longest kind that is held there; oldest first."""
    whole = canonical(question.period)
    held = ask.listed(measures.periods, as_of=question.as_of)
    held = held[(held["period_start"] >= whole.start) & (held["period_end"] <= whole.end)]
    for kind in (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH):
        if whole.kind.value != kind.value and (held["period_kind"] == kind.value).any():
            first = canonical(held.loc[held["period_kind"] == kind.value, "period"].iloc[-1])
            while first.step(-1).start >= whole.start:
                first = first.step(-1)
            parts = [first]
            while parts[-1].step(1).end <= whole.end:
                parts.append(parts[-1].step(1))
            return [str(each) for each in parts]
    return []


def nothing_came(question: Question) -> bool:
    """Of a period for which nothing has come: that it has not, each return that was due, and where to ask for them."""
    rows = ask.answer(arrivals.expected_returns, question)
    if rows.empty or rows["accepted"].any():
        return False
    show.heading(f"Nothing has come for {question.period}", level=1)
    show.lead(_nothing_came(rows, question, question.period), "Send the return on the Returns page.")
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column("Service", text("service_name")),
            Column("Figures due", lambda row: f"{row['expected']:,}", right=True),
        ],
        rows,
        narrow=True,
        first=FIRST,
    )
    show.put(show.tag("p", _to_chase(question.period)))
    return True


def _nothing_came(rows: pd.DataFrame, question: Question, period: str) -> str:
    asked = replace(question, period=period)
    return words.headline(rows, period=period, due_on=measures.due_on(asked), today=measures.late_on(asked))


def _to_chase(period: str) -> show.Markup:
    where = address.link("returns", address.values(), due=period, period=None)
    return show.tag("a", "Who to chase", href=f"{where}#expected", class_="in", target="_self")


def years_before(question: Question) -> None:
    """Where one year is all that is held: that nothing can be set beside it, and what would."""
    held = ask.listed(measures.periods, as_of=question.as_of)["period"]
    if len({canonical(each).financial_year for each in held}) == 1:
        year = measures.financial_year(question.period)
        show.note(
            f"{year} is the only year on record, so there is no earlier year to compare. "
            "You can send returns for earlier years too, or one table with several years."
        )


def targets(scorecard: pd.DataFrame, question: Question) -> None:
    """Where nothing could be judged because nothing has a target: that it is so, and where targets are set."""
    rows = sentences.headline_rows(scorecard)
    rows = rows[rows["role"].notna() & rows["outturn"].notna() & (rows["role"] != StatusRole.DATA_ONLY)]
    if len(rows) and (rows["availability"] == "no_target").all():
        where = address.link("settings", address.values(), what="targets")
        link = show.tag("a", "set targets", href=where, class_="in", target="_self")
        count = figures.count(len(rows), "figure")
        show.note(
            f"No target is recorded for {question.period}, so none of {count} is judged: ", link, " to see statuses."
        )


def returns(scorecard: pd.DataFrame, question: Question, *, gone: bool = False) -> None:
    """Each authority and service that has sent nothing of an indicator that was due, with the day it was due.

    ``gone``: an indicator without a figure is told apart from these.
    """
    due = scorecard["availability"].isin(["awaited", "late"]) & (scorecard["authority_kind"] != "partnership")
    rows = scorecard[due]
    due_on = measures.due_on(question)
    verb = "were" if due_on < measures.late_on(question) else "are"
    if rows.empty:
        show.note(
            f"No {'other ' if gone else ''}return for {question.period} is late or missing; "
            f"they {verb} due on {figures.day(due_on)}."
        )
        return
    show.heading("Late or missing", note=f"returns for {question.period} {verb} due on {figures.day(due_on)}")
    groups = _whole(rows, scorecard).groupby(
        ["authority_name", "service_name", "availability"], dropna=False, sort=True
    )
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column("Service", text("service_name")),
            Column("Figures", text("said")),
            Column("State", tables.missing),
        ],
        [
            {
                "authority_name": who,
                "service_name": what if figures.is_known(what) else "No service",
                "availability": state,
                "said": _said(tables.records(group)),
            }
            for (who, what, state), group in groups
        ],
        narrow=True,
        first=FIRST,
    )


def _whole(rows: pd.DataFrame, scorecard: pd.DataFrame) -> pd.DataFrame:
    """The rows, those of an authority that has sent nothing at all of several services as of one: every service."""
    sent = set(scorecard.loc[scorecard["outturn"].notna(), "authority"])
    several = rows.groupby("authority")["service_name"].transform("nunique") > 1
    return rows.assign(service_name=rows["service_name"].mask(several & ~rows["authority"].isin(sent), "Every service"))


def _said(rows: Sequence[Row]) -> str:
    """The indicators by code, or how many they are."""
    codes = sorted(str(row["indicator"]) for row in rows)
    return figures.listed(codes) if len(codes) <= 3 else figures.count(len(codes), "indicator")
