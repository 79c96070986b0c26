"""What stands around every page: style, menu, filters, the notice of the example, and errors in plain English."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from pbi.errors import PbiError, of_system
from pbi.settings import ROOT
from pbi.ui import show
from pbi.ui.frame import filters, print_header, search
from pbi.ui.session import address, identity, stores
from pbi.ui.session.identity import Role

MENU = {
    "Performance": (
        ("overview", "Overview", "How did we do, out of how many, and what is behind it?"),
        ("indicator", "Indicator", "Is this one getting better, and is it real?"),
        ("service", "Service", "What does this head of service need to explain?"),
        ("compare", "Compare", "Are we different from the others?"),
    ),
    "Explain": (
        ("changes", "What changed", "What would a panel without RAG look at?"),
        ("actions", "Actions", "What was promised, and is it late?"),
        ("demand", "Demand", "Is the partnership's cost split still fair?"),
    ),
    "Returns": (("returns", "Returns", "Send a return, see what it does, undo it."),),
    "Meetings": (
        ("board", "Board", "Show the room what the figures say, slide by slide."),
        ("reports", "Reports", "Give me the paper."),
    ),
    "About": (
        ("methods", "Methods", "How is it worked out, and who says so? With the accessibility statement."),
        ("settings", "Settings", "Who, what, which rules?"),
    ),
}
"""The menu: its sections, and of each page the file and address, the title and the question it answers."""
NEEDED = {"returns": Role.OFFICER, "settings": Role.MANAGER}
"""The pages that are not for every reader, and whom they are for; each page asks again at its first line."""
_ONWARD = "onward"  # the page a button leads to, opened once the menu stands


def run() -> None:
    """Draw one page within its frame."""
    st.set_page_config(page_title="Outturn", page_icon="◆", layout="wide", initial_sidebar_state="collapsed")
    show.style()
    show.script()
    if identity.role() is Role.NOBODY:
        identity.gate()
        return
    # The menu. A page that is not for the person's role is not offered, and says so where its address is
    # opened.
    role = identity.role()
    menu = {
        section: [_page(*each, offered=role >= NEEDED.get(each[0], Role.MEMBER)) for each in pages]
        for section, pages in MENU.items()
    }
    page = st.navigation(menu, position="top")
    name = page.url_path
    if onward := st.session_state.pop(_ONWARD, None):
        st.switch_page(next(each for pages in menu.values() for each in pages if each.url_path == onward))
    try:
        search.settle(name)
        filters.settle(name)
        identity.badge()
        _notice()
        filters.draw(name)
        st.set_page_config(page_title=" · ".join([page.title, *print_header.subject(), "Outturn"]))
        search.draw(filters.question())
        print_header.head()
        page.run()
    except PbiError as problem:
        show.error(problem)


def purpose(page: str) -> str:
    """A page's title and the question it answers."""
    [(title, question)] = [(title, asked) for pages in MENU.values() for name, title, asked in pages if name == page]
    return f"{title}: {question[0].lower()}{question[1:]}"


def failed(problem: Exception) -> bool:
    """What a person sees of a fault of the program: one sentence with a reference, by which the log has the rest."""
    reference = secrets.token_hex(4)
    logging.getLogger("pbi").error("a page failed, reference %s", reference, exc_info=problem)
    fault = PbiError(
        f"The page could not be drawn (reference {reference}): a fault of the program. No figure has been changed.",
        remedy="Load the page again; if it stays, say what you asked for and quote the reference.",
    )
    if isinstance(problem, OSError):
        told = of_system(problem)
        # Where it is belongs in the log.
        fault = PbiError(f"{told.message.rstrip('.')} (reference {reference}).", remedy=told.remedy)
    show.error(problem if isinstance(problem, PbiError) else fault)
    return True


def to_own_store() -> None:
    """Turn to one's own figures, where returns are sent."""
    address.leave_store()
    st.session_state[address.key("store")] = stores.OWN
    st.session_state[_ONWARD] = "returns"


def _page(name: str, title: str, question: str, *, offered: bool) -> st.Page:
    return st.Page(
        (ROOT / "pages" / f"{name}.py").resolve(),
        title=title,
        help=question,
        default=name == "overview",
        url_path="" if name == "overview" else name,
        visibility="visible" if offered else "hidden",
    )


def _notice() -> None:
    if address.value("store") != stores.EXAMPLE:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="notice", gap="small"):
        show.put(
            show.tag(
                "p",
                show.tag("strong", "Illustrative data."),
                show.tag("span", " The partnership, its authorities and their figures are invented.", class_="why"),
                class_="notice",
            )
        )
        st.button("Start with my own workbook", on_click=to_own_store, key="start_own")
