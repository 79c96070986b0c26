"""What changed, for a panel that looks without statuses: flagged indicators by objective, deep dives, questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.commands import panel as gathered
from pbi.model import NO_SCHEME, Question
from pbi.narrative import figures
from pbi.narrative.change import flags, movement
from pbi.narrative.meeting import questions
from pbi.narrative.meeting.questions import ANSWERS, EXPLAINS, Held
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.show import Markup, join, tag
from pbi.ui.tables import action_tables, tables
from pbi.ui.tables.tables import Column, Row, table

MOST_SAID = 3
MOST_ASKED = 5
EVERY = "All"


@dataclass(frozen=True, slots=True)
class _Of:
    """The rows of the page's frames by indicator, each frame turned into rows once; ``latest`` by authority as well."""

    figures: Mapping[str, list[Row]]
    spoken: Mapping[str, list[Row]]
    actions: Mapping[str, list[Row]]
    latest: Mapping[tuple[str, str], Row]


def gather(question: Question) -> Held:
    """Everything the page is made of, each measure asked once."""
    return gathered.gather(
        lambda measure, **changed: ask.answer(measure, question, **changed),
        question,
        objectives=ask.listed(measures.objectives),
        indicators=ask.listed(measures.indicators),
    )


def without_statuses(question: Question) -> None:
    """The way to the same page without any status, and back."""
    here = address.values()
    if question.scheme == NO_SCHEME:
        words, scheme = "Show statuses", None
        said = "No status is shown: what is here was found by change over time or raised by a person. "
    else:
        words, scheme = "See it without red, amber and green", NO_SCHEME
        said = "Nothing here was chosen by its status. "
    link = tag("a", words, href=address.link("changes", here, scheme=scheme), class_="in", target="_self")
    show.put(tag("p", said, link, class_="quiet"))


def groups(question: Question, rows: Held) -> None:
    """Each group of objectives, or the one chosen: every objective with its flagged indicators."""
    mine = flags.objectives(ask.listed(measures.objectives), rows.scorecard, services=question.services)
    if mine.empty:
        show.note(
            "No indicator names an objective, so the indicators are listed without one. Objectives are in the "
            "catalogue's sheet objectives; an indicator names its own in the sheet indicators."
        )
        _objective(rows, None, _of(rows))
        return
    of = _of(rows)
    chosen = _focus(list(mine["objective_group"].unique()))
    for group, objectives in mine.groupby("objective_group", sort=False):
        if chosen in {EVERY, group}:
            show.heading(str(group))
            for objective in tables.records(objectives):
                _objective(rows, objective, of)
    if chosen == EVERY and rows.scorecard["objective"].isna().any():
        show.heading("Without an objective")
        _objective(rows, None, of)


def deep_dives(question: Question) -> None:
    """What the panel has set down to look into, those to come first."""
    show.heading("Deep dives", note="set down by the panel")
    planned = tables.records(ask.answer(measures.deep_dives, question))
    if not planned:
        show.note("None is set down. They are the catalogue's sheet deep_dives: subject, meeting_on, who leads.")
        return
    show.put(tag("ul", *[tag("li", flags.looked_into(row)) for row in planned], class_="plain"))


def question_bank(question: Question, rows: Held) -> None:
    """What to ask: by group of objectives, the first few and the rest behind one key; each says where it comes from."""
    asked = ask.asked_of(_bank, question)
    show.heading("Questions to ask", note="composed from the figures; each names its figure and its period")
    if asked.empty:
        show.note("Nothing changed, nothing is late and nothing is missing: no question follows from the figures.")
        return
    mine = flags.objectives(ask.listed(measures.objectives), rows.scorecard, services=question.services)
    group_of = dict(zip(mine["code"], mine["objective_group"], strict=True))
    placed = asked.assign(group=[group_of.get(code, "") for code in asked["objective"]])
    chosen = st.session_state.get(address.key("focus")) or EVERY
    for group in [*dict.fromkeys(mine["objective_group"]), ""]:
        these = tables.records(questions.varied(placed[placed["group"] == group]))
        if these and chosen in {EVERY, group}:
            show.heading(group or "Other questions", level=3, note=figures.count(len(these), "question"))
            show.put(_asked(these[:MOST_ASKED]))
            if more := these[MOST_ASKED:]:
                with st.expander(f"{len(more)} more", key=f"questions_{group}"):
                    show.put(_asked(more))


def _bank(_store: Store, question: Question) -> pd.DataFrame:
    return questions.bank(gather(question))


def _of(rows: Held) -> _Of:
    return _Of(
        figures=_grouped(rows.scorecard),
        spoken=_grouped(rows.spoken),
        actions=_grouped(rows.actions),
        latest={(row["indicator"], row["authority"]): row for row in tables.records(rows.signals)},
    )


def _grouped(rows: pd.DataFrame) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in tables.records(rows):
        groups.setdefault(row["indicator"], []).append(row)
    return groups


def _focus(held_groups: list[str]) -> str:
    """The group of objectives to look at; all of them unless one is chosen."""
    if len(held_groups) < 2:
        return EVERY
    name = address.key("focus")
    if st.session_state.get(name) not in held_groups:
        st.session_state[name] = None
    chosen = st.segmented_control(
        "Objectives", held_groups, format_func=lambda group: show.plain(group), key=name, label_visibility="collapsed"
    )
    return str(chosen or EVERY)


def _objective(rows: Held, objective: Row | None, of: _Of) -> None:
    """One objective: its flagged indicators; that none is, or that nothing measures it."""
    code = objective["code"] if objective else None
    own = rows.scorecard["objective"].isna() if code is None else rows.scorecard["objective"] == code
    figured = rows.scorecard[own]
    if objective:
        show.heading(f"{code} {objective['title']}", level=3)
        if code in set(rows.uncovered["code"]):
            show.note("No indicator measures it.")
            return
    raised = rows.flags[rows.flags["indicator"].isin(figured["indicator"])]
    codes = flags.ranked(raised)
    if codes:
        table(_columns(of, raised), [{"indicator": each} for each in codes], even=True)
    left = figured["indicator"].nunique() - len(codes)
    base = movement.base(rows.signals[rows.signals["indicator"].isin(figured["indicator"])])
    rest = f"{figures.count(left, 'more indicator' if codes else 'indicator')} not flagged." if left else ""
    show.note(" ".join(part for part in (base, rest) if part) or "No figures of this period.")


def _columns(of: _Of, raised: pd.DataFrame) -> list[Column]:
    nothing = tag("span", "No commentary given.", class_="shorthand")
    return [
        Column("Indicator, and why it is here", lambda row: _flagged(raised, of, row["indicator"]), head=True),
        Column("Latest performance", lambda row: _latest(raised, of, row["indicator"])),
        Column("Commentary and context", lambda row: _said(of, row["indicator"], EXPLAINS) or nothing),
        Column("What is being done", lambda row: _done(of, row["indicator"]) or nothing),
    ]


def _flagged(raised: pd.DataFrame, of: _Of, code: str) -> Markup:
    """The indicator's name and its flags, each with who raised it."""
    lines = [
        tag("span", tag("strong", kind), f" {said}", class_="flag")
        for kind, said in flags.sentences(raised[raised["indicator"] == code])
    ]
    return join([tables.named(of.figures[code][0]), *lines])


def _latest(raised: pd.DataFrame, of: _Of, code: str) -> Markup:
    """The total's figure with its movement, status and newest period; beneath it every flagged member in a line."""
    flagged = set(raised.loc[raised["indicator"] == code, "authority"])
    totals = [row for row in of.figures[code] if row["authority_kind"] == "partnership"]
    members = [row for row in of.figures[code] if row not in totals and row["authority"] in flagged]
    return join(
        _figure(row, of.latest.get((code, row["authority"])), first=place == 0)
        for place, row in enumerate(totals + members)
    )


def _figure(row: Row, signal: Row | None, *, first: bool) -> Markup:
    """A figure with its movement: the first with its status and newest period, another in one quiet line."""
    shape = figures.shape(row)
    moved, value = figures.change(row["change"], **shape), tables.figure("outturn")(row)
    if not first:
        return tag("span", f"{row['authority_name']} ", value, f" {moved}" if moved else None, class_="sub")
    newest = figures.figure(signal["latest"], **shape) if signal and signal["latest_period"] != row["period"] else ""
    notes = [
        f"{row['authority_name']}{f', {moved} on ' + row['previous_period'] if moved else ''}",
        movement.over(row),
        f"{newest} in {signal['latest_period']}" if signal and newest else "",
    ]
    status = [" ", tables.judged(row)] if row["label"] else []
    return join([tag("div", value, *status), *[tag("span", note, class_="sub") for note in notes if note]])


def _said(of: _Of, code: str, kinds: tuple[str, ...]) -> Markup | None:
    """The words of these kinds: those of the whole period before those of its parts, cut after a few."""
    own = [row for row in of.spoken.get(code, []) if row["kind"] in kinds]
    if not own:
        return None
    own.sort(key=lambda row: row["period_end"] - row["period_start"], reverse=True)
    more = len(own) - MOST_SAID
    rest = tag("span", f"and {more} more on its page", class_="sub") if more > 0 else None
    return join([*[_words(row) for row in own[:MOST_SAID]], rest])


def _words(row: Row) -> Markup:
    where = f"{str(row['kind']).capitalize()}, {row['authority_name']}, {row['period']}: "
    return tag("div", tag("span", where, class_="shorthand"), row["text"], class_="entry")


def _done(of: _Of, code: str) -> Markup | None:
    """What the report says is being done, and the actions that answer the indicator with how far they are."""
    said = _said(of, code, ANSWERS)
    here = address.values()
    answering = [
        tag(
            "div",
            tag("span", f"Action, {row['authority_name']}: ", class_="shorthand"),
            tag(
                "a",
                row["title"],
                href=address.link("actions", here, authority=[row["authority"]]),
                class_="in",
                target="_self",
            ),
            f", {action_tables.STATES[row['status']][0].lower()}",
            class_="entry",
        )
        for row in of.actions.get(code, [])
    ]
    return join([said, *answering]) if said or answering else None


def _asked(rows: list[dict[str, Any]]) -> Markup:
    """Questions as a list, each with what it comes from."""
    return tag(
        "ul",
        *[tag("li", row["question"], tag("span", str(row["kind"]).capitalize(), class_="sub")) for row in rows],
        class_="plain questions",
    )
