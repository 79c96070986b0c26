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


OPTIONED = {"pills", "segmented_control", "radio"}
"""What shows its choices through Markdown; a list to pick from shows them as they are."""
LABELLED = OPTIONED | {
    "button", "checkbox", "color_picker", "date_input", "datetime_input", "dialog", "download_button", "expander",
    "feedback", "file_uploader", "form_submit_button", "link_button", "menu_button", "multiselect", "number_input",
    "page_link", "popover", "progress", "select_slider", "selectbox", "slider", "spinner", "status", "tabs",
    "text_area", "text_input", "time_input", "toggle", "Column", "CheckboxColumn", "DateColumn", "NumberColumn",
    "SelectboxColumn", "TextColumn", "MultiselectColumn",
}  # fmt: skip
"""What has a label, a heading or a help that Streamlit reads as Markdown."""
UNREAD = {"progress", "Column", "CheckboxColumn", "DateColumn", "NumberColumn", "SelectboxColumn", "TextColumn"}
"""Of these what comes first is no label, or is drawn as it is."""
NUMBERS = {"len", "sum", "count", "nunique"}


def as_typed(node: ast.expr | None) -> bool:
    """Whether an expression cannot bring a sign of the data into Markdown: our own, numbers, or ``show.plain``."""
    match node:
        case None | ast.Constant():
            return True
        case ast.JoinedStr(values=parts):
            return all(as_typed(part) for part in parts)
        case ast.FormattedValue(value=value, format_spec=spec):
            said = ast.unparse(spec) if spec else ""
            return as_typed(value) or said[-3:-1] in {",", "f", "d", ",f"} or "," in said or said.endswith("f'")
        case ast.Call(func=ast.Attribute(value=ast.Name(id="show"), attr="plain")):
            return True
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)) if name in NUMBERS:
            return True
        case ast.BinOp(left=left, right=right):
            return as_typed(left) and as_typed(right)
        case ast.IfExp(body=one, orelse=other):
            return as_typed(one) and as_typed(other)
        case ast.Lambda(body=body):
            return as_typed(body)
        case ast.Subscript(value=ast.Name(id=constant)):
            return constant.isupper()
        case ast.Attribute(value=ast.Name(id=constant), attr="__getitem__") | ast.Name(id=constant):
            return constant.isupper()
        case ast.Attribute(value=ast.Attribute(attr=constant), attr="__getitem__"):
            return constant.isupper()
    return False


def labels(file: Path) -> list[str]:
    """Where a file gives Streamlit a label that is not surely shown as it is typed."""
    wrong, tree = [], ast.parse(file.read_text("utf-8"))
    named = {
        target.id: each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Assign)
        for target in each.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LABELLED):
            continue
        if not ast.unparse(node.func).startswith(("st.", "columns.", "config.", "bar.")):
            continue
        read = [] if node.func.attr in UNREAD else [*node.args[:1]]
        read += [each.value for each in node.keywords if each.arg in {"label", "help", "text", "captions"}]
        if node.func.attr in OPTIONED:
            read.append(next((each.value for each in node.keywords if each.arg == "format_func"), ast.Name("missing")))
        wrong += [f"line {node.lineno}: {ast.unparse(each)}" for each in read if not as_typed(_meant(each, named))]
    return wrong


def _meant(node: ast.expr, named: dict[str, ast.expr]) -> ast.expr:
    """What a name of the file's own stands for."""
    return named.get(node.id, node) if isinstance(node, ast.Name) else node


@pytest.mark.parametrize("file", SCREEN, ids=lambda file: file.stem)
def test_no_text_of_the_data_is_a_label_but_as_it_is_typed(file: Path) -> None:
    assert labels(file) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.expander(name)",
        'st.expander(f"Since {name}")',
        'st.button("x", help=row["note"])',
        'st.pills("x", held, format_func=names.__getitem__)',
        'st.pills("x", held)',
        'bar.progress(1, text=f"{file.name}")',
    ],
)
def test_a_label_that_is_not_ours_is_found(tmp_path: Path, line: str) -> None:
    file = tmp_path / "page.py"
    file.write_text(line, encoding="utf-8")
    assert labels(file)


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
