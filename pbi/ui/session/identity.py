"""Who is looking, and what that person may do.

On one's own machine, where nobody signs in, everything. Where people sign in (Streamlit's own OpenID Connect sign-in,
and the table [people] of the settings) each may do what their role says, and whoever is not listed sees nothing.
Every page asks at its first line, so that none can be reached around the main script.
"""

from __future__ import annotations

import getpass
from enum import IntEnum
from typing import Any

import streamlit as st
from streamlit.errors import Error as StreamlitError

from pbi.errors import PbiError
from pbi.settings import settings
from pbi.ui import show


class Role(IntEnum):
    """Each may do what those before it may."""

    NOBODY = 0  # has not signed in, or is not listed
    MEMBER = 1  # reads
    OFFICER = 2  # sends returns
    MANAGER = 3  # takes them back, and changes the catalogue


def needed() -> bool:
    """Whether people must sign in: the settings list them, or Streamlit's secrets have an [auth] section."""
    return bool(settings().people) or "is_logged_in" in _user()


def role() -> Role:
    """The role of the person of this session. Where nobody signs in, the machine's owner looks: a manager."""
    if not needed():
        return Role.MANAGER
    said = settings().people.get(signed_in())
    return Role[said.upper()] if said else Role.NOBODY


def signed_in() -> str:
    """The e-mail address of whoever has signed in, in small letters; "" where nobody has, or it is not verified."""
    user = _user()
    if not user.get("is_logged_in") or user.get("email_verified") is False:
        return ""
    return str(user.get("email") or "").strip().lower()


def guard(required: Role) -> None:
    """Stop the page where the person's role does not reach."""
    held = role()
    if held >= required:
        return
    if held is Role.NOBODY:
        gate()
    else:
        show.error(
            PbiError("This page is for another role.", remedy="Ask whoever looks after this dashboard for the right.")
        )
    st.stop()


def gate() -> None:
    """What whoever may see nothing sees: the way to sign in, or that they are not listed."""
    show.heading("Outturn", level=1)
    if who := signed_in():
        show.lead(f"You have signed in as {who}, who is not listed here.", "Ask whoever looks after this dashboard.")
        _leave()
        return
    show.lead("Sign in to see the figures.")
    if st.button("Sign in", type="primary", key="sign_in"):
        try:
            st.login()
        except StreamlitError:
            show.error(
                PbiError("Signing in is not set up on this server.", remedy="docs/settings.md says what it needs.")
            )


def badge() -> None:
    """Who has signed in and as what, with the way out; nothing on one's own machine."""
    if not needed():
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="badge"):
        show.put(show.tag("p", f"{signed_in()}, {role().name.lower()}", class_="notice"))
        _leave()


def name() -> str:
    """The name under which a person's acts are recorded."""
    return signed_in() or getpass.getuser()


def _leave() -> None:
    if st.button("Sign out", key="sign_out"):
        st.logout()


def _user() -> dict[str, Any]:
    return dict(st.user.to_dict())
