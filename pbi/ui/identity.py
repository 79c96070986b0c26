"""Who is looking, and what that person may do. On one's own machine that is everything.

Every page asks at its first line, so that none can be reached around the main script.
"""

from __future__ import annotations

from enum import IntEnum

import streamlit as st


class Role(IntEnum):
    """Each may do what those before it may."""

    MEMBER = 1  # reads
    OFFICER = 2  # sends returns
    MANAGER = 3  # takes them back, and changes the catalogue


def role() -> Role:
    """The role of the person of this session. Served to this machine only, it is the owner's."""
    return Role.MANAGER


def guard(needed: Role) -> None:
    """Stop the page where the person's role does not reach."""
    if role() < needed:
        st.error("This page is for another role. Ask whoever looks after this dashboard.")
        st.stop()


def name() -> str:
    """The name under which a person's acts are recorded."""
    import getpass

    return getpass.getuser()
