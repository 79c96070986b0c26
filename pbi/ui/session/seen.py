"""What a person had in view when a button was pressed: the press draws the page again, with all that is recorded."""

from __future__ import annotations

import streamlit as st


def before(what: str, version: int, *, pressed: bool) -> int:
    """The store's version that ``what`` showed when its button was drawn before. ``version``: what it shows now."""
    key = f"seen_{what}"
    shown: int = st.session_state.get(key, version) if pressed else version
    st.session_state[key] = version
    return shown
