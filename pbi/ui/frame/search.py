"""One box that finds an indicator, a service, an authority or an action, and leads to its page; filters are kept."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative import search
from pbi.narrative.search import Entry
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.show import Markup, tag
from pbi.ui.tables import action_tables, tables

KEY = "find"
MOST = 12


def settle(page: str) -> None:
    """Empty the box where the reader has gone on: by a link, the menu, or back."""
    if address.moved(page):
        st.session_state[KEY] = ""


def box() -> None:
    """Where words or a code are typed."""
    st.text_input("Find", key=KEY, placeholder="Words or a code", autocomplete="off")


def draw(question: Question) -> None:
    """What was found, best first, each a link; nothing where nothing was looked for."""
    words = str(st.session_state.get(KEY) or "").strip()
    if not words:
        return
    held = search.ranked(entries(question), words=words)
    said = tag("p", search.sentence(len(held), words=words, shown=MOST), class_="quiet", role="status")
    lines = [tag("li", _link(each), tag("span", f" {each.more}", class_="shorthand")) for each in held[:MOST]]
    show.put(tag("div", said, tag("ul", *lines, class_="plain") if lines else None, class_="found"))


def entries(question: Question) -> list[Entry]:
    """Everything the store holds that has a page or a place on one."""
    lists = (("Indicator", measures.indicators), ("Service", measures.services), ("Authority", measures.authorities))
    plain = [
        Entry(kind, row["code"], row["name"], more=f"{row['code']} · {kind.lower()}")
        for kind, listing in lists
        for row in tables.records(ask.listed(listing))
    ]
    every = replace(question, authorities=(), services=(), indicators=(), objective="")
    actions = [
        Entry(
            "Action",
            row["code"],
            row["title"] or "",
            f"{row['code']} · action · {row['authority_name']}",
            row["authority"],
        )
        for row in tables.records(ask.answer(measures.actions, every))
    ]
    return plain + actions


def _link(entry: Entry) -> Markup:
    here = address.values()
    where = {
        "Indicator": lambda: address.link("indicator", here, indicator=entry.code),
        "Service": lambda: address.link("service", here, service=entry.code),
        "Authority": lambda: address.link("", here, authority=[entry.code]),
        "Action": lambda: (
            address.link("actions", here, authority=[entry.whose], service=None)
            + f"#{action_tables.place(entry.whose, entry.code)}"
        ),
    }[entry.kind]()
    return tag("a", entry.name or entry.code, href=where, class_="in", target="_self")
