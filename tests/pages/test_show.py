"""Only ``show`` puts text on the screen: nothing else of the screen's room, and no page, goes through Markdown."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pbi.settings import ROOT
from pbi.ui.show import Markup, join, tag

MARKDOWN = {
    "markdown",
    "write",
    "caption",
    "header",
    "subheader",
    "title",
    "info",
    "warning",
    "success",
    "metric",
    "table",
    "badge",
    "latex",
    "toast",
}
SCREEN = sorted([*(ROOT / "pages").glob("*.py"), *(ROOT / "pbi" / "ui").glob("*.py")])


def called(file: Path) -> set[str]:
    """Names of Streamlit's that a file calls, as ``st.name(…)`` or by importing them."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st":
            names.add(node.attr)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit"):
            names.update(alias.name for alias in node.names)
    return names


@pytest.mark.parametrize("file", SCREEN, ids=lambda file: file.stem)
def test_no_text_goes_through_markdown(file: Path) -> None:
    assert not called(file) & MARKDOWN
    assert "html" not in called(file) or file.stem == "show"


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=lambda file: file.stem)
def test_a_page_is_thin_and_guarded(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    docstring, *statements = ast.parse(text).body
    assert isinstance(docstring, ast.Expr)
    first = next(each for each in statements if not isinstance(each, ast.Import | ast.ImportFrom))
    assert ast.unparse(first).startswith("identity.guard(")


def test_what_is_not_markup_is_escaped() -> None:
    assert tag("p", "<b>", "&", title='"x"') == '<p title="&quot;x&quot;">&lt;b&gt;&amp;</p>'
    assert tag("p", tag("b", "x"), None) == "<p><b>x</b></p>"
    assert join(["<", Markup("<br>")]) == "&lt;<br>"
    assert tag("img", src="a", alt="") == '<img src="a">'
