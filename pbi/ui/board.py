"""The board's page: the deck as it stood when it was opened, the way to show it, and the presenter's list of slides.

A deck is drawn once and kept: with the session, and by the state it shows for whoever opens its address. Nothing
received afterwards reaches it, until somebody asks for it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from pbi import measures
from pbi.commands import board
from pbi.model import Question
from pbi.narrative import figures
from pbi.narrative.deck import Slide
from pbi.ui import address, ask, empty, identity, lists, show, slides
from pbi.ui.show import Markup

MOST_KEPT = 20
FILTERS = ("store", "period", "authority", "service", "scheme", "as_of", "movement")
"""What a deck answers, as the filters stand: a period left open stays the one that was the latest when it was drawn."""
_HELD = "board"  # the session's deck
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


def desk(deck: Deck) -> None:
    """What the presenter sees before and after: the way in, the stamp, whether more has come since, every slide."""
    show.heading("Board", level=1, note=f"{deck.whose} in {deck.question.period}")
    first = deck.slides[0]
    number = sum(not slide.in_reserve for slide in deck.slides)
    show.lead(first.sentence, f"{figures.count(number, 'slide')}, {deck.stamp}. Nothing received since changes them.")
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
    if ask.store().version != deck.version:
        show.note(f"Since then the store has come to version {ask.store().version}.")
        st.button("Draw the slides anew", key="board_anew", on_click=_anew)
    show.put(slides.contents(deck.slides))
    with st.container(key="deck"):
        show.put(deck.drawn)


def _new(key: Key, question: Question) -> Deck:
    empty.stop_if_none(question, ask.asked(measures.scorecard, question))
    store, whose = ask.store(), lists.whose(question)
    with st.spinner("Drawing the slides"):
        made, stamp, bank = board.deck(
            lambda measure, **changed: ask.asked(measure, question, **changed),
            question,
            store=store,
            whose=whose,
        )
    footer = f"{question.period} · {stamp}"
    deck = Deck(key, question, whose, store.version, stamp, tuple(made), bank, slides.deck(made, footer=footer))
    kept = _kept()
    kept[key, deck.version] = deck
    while len(kept) > MOST_KEPT:
        kept.pop(next(iter(kept)), None)
    return deck


def _anew() -> None:
    st.session_state.pop(_HELD, None)
    st.query_params.pop("held", None)


def _asked_version() -> int:
    said = st.query_params.get("held", "")
    return int(said) if said.isdigit() else -1


@st.cache_resource(show_spinner=False)
def _kept() -> dict[tuple[Key, int], Deck]:
    """The decks this process has drawn, by what they answer and the version they show: an address opens them again."""
    return {}
