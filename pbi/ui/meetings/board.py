"""The board's page: the deck as it was when it was opened, the way to show it, and the presenter's list of slides.

A deck is drawn once and kept: with the session, and by the state it shows for whoever opens its address. Nothing
received afterwards reaches it, until somebody refreshes it; the desk says which slides that would change, and in what.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.commands import board
from pbi.model import Question
from pbi.narrative import figures
from pbi.narrative.meeting import redrawn
from pbi.narrative.meeting.deck import Slide
from pbi.ui import show
from pbi.ui.figures import unmeasured
from pbi.ui.frame import empty
from pbi.ui.meetings import slides
from pbi.ui.session import address, ask, identity
from pbi.ui.show import Markup
from pbi.ui.tables import bodies
from pbi.ui.tables.tables import Column, table, text

MOST_KEPT = 20
FILTERS = ("store", "period", "authority", "service", "scheme", "as_of", "movement")
"""What a deck answers; a period left open stays the one that was the newest when the deck was drawn."""
_HELD = "board"  # the session's deck
_COMPARED = "board_compared"  # and what would differ if it were drawn now
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as it was drawn, the state of the store it shows, and the filters it answers."""

    key: Key
    question: Question
    whose: str
    version: int
    stamp: str
    slides: tuple[Slide, ...]
    bank: tuple[str, ...]
    drawn: Markup


def opened(question: Question) -> Deck:
    """The deck of these filters: the session's, or that of the address, or one drawn now."""
    held: Deck | None = st.session_state.get(_HELD)
    filters = address.values()
    key = (str(ask.store().path), int(identity.role()), *(str(filters[name]) for name in FILTERS))
    if held is None or held.key != key:
        held = _kept().get((key, _asked_version())) or _new(key, question)
    st.session_state[_HELD] = held
    if st.query_params.get("held") != str(held.version):
        st.query_params["held"] = str(held.version)
    return held


def desk(deck: Deck, question: Question) -> None:
    """What the presenter sees before and after: the way in, the stamp, what would differ if drawn now, every slide."""
    show.heading("Board", level=1, note=f"{deck.whose} in {deck.question.period}")
    first = deck.slides[0]
    number = sum(not slide.in_reserve for slide in deck.slides)
    show.lead(first.sentence, f"{figures.count(number, 'slide')}, frozen {deck.stamp}.")
    show.put(
        show.tag(
            "div",
            slides.opener("Show the slides"),
            show.tag(
                "span",
                "Arrow keys turn them; Home and End; J lists all; Q logs a question; F fills the screen; Esc leaves.",
                class_="quiet",
            ),
            class_="show-deck",
        )
    )
    _since(deck, question)
    show.put(slides.contents(deck.slides))
    with st.container(key="deck"):
        show.put(deck.drawn)


@st.fragment(run_every=60)
def _since(deck: Deck, question: Question) -> None:
    """For the presenter alone: which of these slides would be others if they were drawn now, and the way to draw them.

    ``question``: the filters as they are today, so that a day that has passed and a newer year count as well. It
    is a part of its own that looks again every minute: what is received during the meeting is seen at its end.
    """
    version = ask.store().version
    if version == deck.version and question == deck.question:
        return
    if question.period != deck.question.period:
        show.note(f"The newest period is {question.period}; these slides are about {deck.question.period}.")
    found = _compared(deck, question, version)
    show.note(redrawn.headline(found, of=len(deck.slides)), f" The figures are now at version {version}.")
    table(
        [
            Column("Slide", lambda each: "new" if each["number"] is None else str(each["number"]), right=True),
            Column("About", text("title"), head=True),
            Column("If drawn now", lambda each: show.tag("ul", *[show.tag("li", line) for line in each["changes"]])),
        ],
        [asdict(each) for each in found],
        caption="Slides that would differ if drawn now",
    )
    if st.button("Refresh slides", key="board_refresh"):
        st.session_state.pop(_HELD, None)
        st.query_params.pop("held", None)
        st.rerun()


def _compared(deck: Deck, question: Question, version: int) -> list[redrawn.Difference]:
    """The deck beside one drawn now, worked out once for a state of the store and a day."""
    asked = (deck.key, deck.version, question, version)
    held: tuple[Key, list[redrawn.Difference]] | None = st.session_state.get(_COMPARED)
    if held is None or held[0] != asked:
        now, *_ = _drawn(replace(question, period=deck.question.period), frozen=deck.stamp)
        held = (asked, redrawn.differences(deck.slides, now))
        st.session_state[_COMPARED] = held
    return held[1]


def _drawn(question: Question, *, frozen: str = "") -> tuple[list[Slide], str, tuple[str, ...]]:
    """The slides of a question from the newest figures, their stamp, and the questions to start from."""

    def asked(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
        return ask.answer(measure, question, **changed)

    return board.deck(asked, question, store=ask.store(), whose=bodies.shown(question), frozen=frozen)


def _new(key: Key, question: Question) -> Deck:
    scorecard = ask.answer(measures.scorecard, question)
    if not unmeasured.is_all(question, scorecard):
        empty.stop_if_none(question, scorecard)
    store, whose = ask.store(), bodies.shown(question)
    with st.spinner("Drawing the slides"):
        made, stamp, bank = _drawn(question)
    footer = f"{question.period} · frozen {stamp}"
    deck = Deck(key, question, whose, store.version, stamp, tuple(made), bank, slides.deck(made, footer=footer))
    kept = _kept()
    kept[key, deck.version] = deck
    while len(kept) > MOST_KEPT:
        kept.pop(next(iter(kept)), None)
    return deck


def _asked_version() -> int:
    said = st.query_params.get("held", "")
    return int(said) if said.isdigit() else -1


@st.cache_resource(show_spinner=False)
def _kept() -> dict[tuple[Key, int], Deck]:
    """The decks this process has drawn, by what they answer and the version they show: an address opens them again."""
    return {}
