"""The accessibility statement on the page: docs/accessibility.md, so that what is said stands in one place."""

from __future__ import annotations

import re

import streamlit as st

from pbi.settings import ROOT
from pbi.ui import show
from pbi.ui.show import Markup, join, tag

FILE = ROOT / "docs" / "accessibility.md"
_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|\*(?P<em>.+?)\*|`(?P<code>.+?)`|\[(?P<said>.+?)\]\(.+?\)", re.DOTALL)


def draw() -> None:
    """The statement, behind one key."""
    show.heading("Accessibility", anchor="accessibility")
    with st.expander("Accessibility statement", key="accessibility"):
        for block in FILE.read_text("utf-8").strip().split("\n\n")[1:]:
            if block.startswith("## "):
                show.heading(block.removeprefix("## "), level=3)
            elif block.startswith("- "):
                show.put(tag("ul", *[tag("li", _said(each)) for each in block[2:].split("\n- ")]))
            else:
                show.put(tag("p", _said(block), class_="prose"))


def _said(text: str) -> Markup:
    """A paragraph with its emphasis; of a link its words."""
    parts: list[object] = []
    end = 0
    for found in _INLINE.finditer(text):
        kind = str(found.lastgroup)
        name = {"em": "i"}.get(kind, kind)
        parts += [text[end : found.start()], found[kind] if kind == "said" else tag(name, found[kind])]
        end = found.end()
    return join([*parts, text[end:]])
