"""The filters in the address bar: codes, never labels, so that a renamed authority breaks no saved link.

Streamlit can bind a widget to the address by itself, but writes there what the widget shows. So the address is kept
here: what is set is written, what is unset is not, and a filter whose default moves with the data starts unset.
A copied link therefore goes on meaning what it meant. Pure functions first; ``restore`` and ``record`` use them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pbi.model import DEFAULT_SCHEME
from pbi.ui.session import stores

NAMES = (
    "store",
    "period",
    "authority",
    "service",
    "indicator",
    "scheme",
    "as_of",
    "movement",
    "focus",
    "group",
    "chart",
    "kind",
    "paper",
    "signal",
    "due",
    "what",
)
DEFAULTS: Mapping[str, Any] = {
    "store": None,
    "period": None,
    "authority": [],
    "service": None,
    "indicator": None,
    "scheme": DEFAULT_SCHEME,
    "as_of": None,
    "movement": "tested",
    "focus": None,
    "chart": "trend",
    "kind": None,
    "paper": None,
    "group": None,
    "signal": None,
    "what": None,
    "due": None,
}
BOARD = "board"
OF_THE_DECK = ("held", "slide")
"""What the board's page keeps in the address beside the filters: the store's version it shows, and the slide."""
_OF_A_STORE = ("focus", "period", "authority", "service", "indicator", "as_of", "group", "due")
Values = Mapping[str, Any]


def written(values: Values) -> dict[str, list[str]]:
    """Filters as address parameters, in one order, without those that stand at their default.

    >>> written({"store": "own", "authority": ["E07000172"], "scheme": "rag", "as_of": date(2020, 3, 31)})
    {'store': ['own'], 'authority': ['E07000172'], 'as_of': ['2020-03-31']}
    """
    return {
        name: _texts(values[name])
        for name in NAMES
        if name in values and values[name] != DEFAULTS[name] and _texts(values[name])
    }


def read(parameters: Mapping[str, list[str]]) -> dict[str, Any]:
    """Filters from address parameters; what is absent or cannot be read stands at its default."""
    values = dict(DEFAULTS)
    for name, texts in parameters.items():
        if name == "authority":
            values[name] = list(dict.fromkeys(texts))
        elif name == "as_of":
            values[name] = _day(texts[-1])
        elif name in DEFAULTS and texts:
            values[name] = texts[-1] or DEFAULTS[name]
    return values


def link(page: str, values: Values, **changed: Any) -> str:
    """The address of a page with these filters, some of them changed; None takes one away.

    >>> link("service", {"authority": ["a"], "scheme": "met"}, service="licensing", authority=["b"])
    'service?authority=b&service=licensing&scheme=met'
    """
    asked = {**values, **{name: DEFAULTS[name] if value is None else value for name, value in changed.items()}}
    said = written(asked)
    if said and asked.get("store", "") is None:
        said = {"store": [stores.first()], **said}
    query = urlencode(said, doseq=True)
    return f"{page or '.'}{'?' + query if query else ''}"


def key(name: str) -> str:
    """The session's key of a filter."""
    return f"filter_{name}"


def values() -> dict[str, Any]:
    """The filters as they stand in this session.

    The store goes unnamed only where nothing else is chosen and it is the one that is opened first: beside any other
    filter it is named, so that a copied link goes on meaning it.
    """
    held = {name: value(name) for name in NAMES}
    unset = all(held[name] == DEFAULTS[name] for name in NAMES if name != "store")
    return held | {"store": None} if unset and held["store"] == stores.first() else held


def value(name: str) -> Any:
    """One filter as it stands in this session; the store is always one of the two."""
    if name == "store":
        return st.session_state.get(key(name)) or stores.first()
    return st.session_state.get(key(name), DEFAULTS[name])


def page() -> str | None:
    """The page whose filters were written last: the one being drawn."""
    drawn: str | None = st.session_state.get("address", (None, {}))[0]
    return drawn


def unreadable() -> list[str]:
    """Days in the address that are none: what is shown is not as of them."""
    return [text for text in st.query_params.get_all("as_of")[-1:] if text and _day(text) is None]


def moved(page: str) -> bool:
    """Whether the reader has come from another page or changed the address since it was written last."""
    seen = {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}
    last_page, written = st.session_state.get("address", (page, seen))
    return page != last_page or _gone_to() or seen not in (written, st.session_state.get("address_seen"))


def restore(page: str) -> None:
    """Take the filters from the address where the reader changed it: a first visit, a link, back or forward.

    Going to another page by the menu leaves the address bare; the filters then stay as they were. An address gone to by
    a link, back or forward says all: bare, it means that every filter is at its default.
    """
    seen = {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}
    last_page, last_seen = st.session_state.get("address", (None, {}))
    if (
        last_page is not None
        and not _gone_to()
        and (seen in (last_seen, st.session_state.get("address_seen")) or (page != last_page and not seen))
    ):
        return
    for name, value in read(seen).items():
        st.session_state[key(name)] = value


def record(page: str) -> None:
    """Write the filters to the address, and remember what was written.

    Written even where it is the same: a run that ended late may have told the browser another page's filters.
    """
    said = written(values())
    st.session_state["address"] = (page, said)
    # As the browser has it: an address gone to by a link or back stays as it was, and is no move when it is seen again.
    st.session_state["address_seen"] = {
        name: st.query_params.get_all(name) for name in NAMES if name in st.query_params
    }
    if page == BOARD:
        said |= {name: st.query_params.get_all(name) for name in OF_THE_DECK if name in st.query_params}
    st.query_params.from_dict(said)


def _gone_to() -> bool:
    """Whether this run is of an address gone to by a link, back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def leave_store() -> None:
    """Unset what belongs to one store when the reader turns to the other."""
    for name in _OF_A_STORE:
        st.session_state[key(name)] = DEFAULTS[name]


def _texts(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
