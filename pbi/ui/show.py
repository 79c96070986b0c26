"""The one way text from the data reaches the screen: as text. Markup is made only here, by ``tag``.

``5*3*2``, ``:+1:``, ``1. Purpose``, ``![x](http://…)``, ``<b>``, ``$x$`` and ``=1+1`` show exactly as typed, because
nothing from the data passes through Markdown, and everything that is not Markup is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import punctuation

import streamlit as st

from pbi.charts import theme
from pbi.model import StatusRole

ASSETS = Path(__file__).parent / "assets"
STYLE = ASSETS / "style.css"
LINKS = ASSETS / "links.js"
JOINER = "\u2060"
_LOOKED_FOR = ":-<>=~@"
_VOID = {"img", "br", "hr", "col"}


class Markup(str):
    """HTML that ``tag`` made. Any other text is escaped wherever it is put."""

    __slots__ = ()


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """One element. Children and attribute values are escaped unless they are Markup; None and "" are left out.

    An attribute's trailing underscore is dropped and others become hyphens: ``class_``, ``aria_label``.

    >>> tag("b", "<i>", class_="near")
    '<b class="near">&lt;i&gt;</b>'
    """
    held = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    opened = f"<{name}{held}>"
    return Markup(opened if name in _VOID else f"{opened}{join(children)}</{name}>")


def join(parts: Iterable[object], *, between: str = "") -> Markup:
    """Parts one after another, each escaped unless it is Markup; None is left out."""
    return Markup(
        between.join(part if isinstance(part, Markup) else escape(str(part)) for part in parts if part is not None)
    )


def plain(text: object) -> str:
    """Text of the data for a label of Streamlit's, which reads Markdown: every sign stands for itself.

    A backslash takes a sign's meaning from Markdown. Emoji, icons, arrows and addresses are looked for afterwards, in
    the text that is left: a word joiner, which takes no room, parts them.

    >>> plain("5*3 :+1:") == f"5\\\\*3 \\\\:{JOINER}\\\\+1\\\\:{JOINER}"
    True
    """
    return "".join(
        f"\\{each}{JOINER if each in _LOOKED_FOR else ''}" if each in punctuation else each
        for each in str(text).replace("www", f"www{JOINER}")
    )


def put(*parts: object) -> None:
    """Put text and markup on the screen, in one block."""
    body = join(parts)
    if body:
        st.html(body)


def heading(text: str, *, level: int = 2, note: str = "", anchor: str = "") -> None:
    """A heading, with a quieter note beside it."""
    put(tag(f"h{level}", text, tag("span", f" {note}", class_="note") if note else None, class_="head", id=anchor))


def lead(text: str, *more: str) -> None:
    """The page's first sentence, and those that follow it, quieter."""
    put(tag("p", text, class_="lead") if text else None, *[tag("p", line, class_="follow") for line in more if line])


def note(*parts: object) -> None:
    """A quiet line under a picture or a table."""
    put(tag("p", *parts, class_="quiet"))


def prose(text: str) -> Markup:
    """A paragraph of someone's own words, its line breaks kept."""
    return tag("p", text, class_="prose")


def status(role: str | None, symbol: str | None, label: str | None) -> Markup | str:
    """A status as word, mark and colour; nothing where no scheme is applied."""
    if not label:
        return ""
    mark = tag("span", symbol or "", class_=f"mark {css(role)}", aria_hidden="true")
    return tag("span", mark, " ", label, class_="status")


def css(role: str | None) -> str:
    """The class that carries a role's colour."""
    return (role or StatusRole.UNKNOWN).replace(" ", "-")


def image(address: str, *, alt: str) -> Markup | str:
    """A picture inside a cell, with its text alternative."""
    return tag("img", src=address, alt=alt, class_="spark") if address else ""


def style() -> None:
    """The stylesheet and the palette, once a run."""
    st.html(f"<style>{theme.properties()}{STYLE.read_text(encoding='utf-8')}</style>")


def look(file: Path) -> None:
    """A page's own stylesheet."""
    st.html(f"<style>{file.read_text(encoding='utf-8')}</style>")


def script(file: Path = LINKS) -> None:
    """One of our own scripts, once a run: that of links between pages, or a page's own."""
    st.html(f"<script>{file.read_text(encoding='utf-8')}</script><span hidden></span>", unsafe_allow_javascript=True)


def error(problem: Exception) -> None:
    """A refusal in plain English: what happened and what to do. Never a traceback."""
    put(tag("div", tag("strong", "Not done. "), str(problem), class_="refusal", role="alert"))


def outcome(text: str) -> None:
    """What was just done, said where it was done."""
    put(tag("div", text, class_="done", role="status"))
