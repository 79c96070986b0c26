"""A choice of few that changes what is seen: side by side, and kept in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pbi.ui import show
from pbi.ui.session import address


def kept(name: str, label: str, options: Mapping[str, str], *, first: str) -> str:
    """What the reader chose of these codes and their words, else ``first``; it stays when the page does not.

    ``first`` may move with the data, so the address holds only what somebody chose.
    """
    held, widget = st.session_state.get(address.key(name)), f"{name}_chosen"
    st.session_state[widget] = held if held in options else str(first)
    chosen = st.segmented_control(
        show.plain(label),
        list(options),
        format_func=lambda code: show.plain(options[code]),
        key=widget,
        on_change=_keep,
        args=(name,),
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen or first)


def _keep(name: str) -> None:
    st.session_state[address.key(name)] = st.session_state[f"{name}_chosen"]
