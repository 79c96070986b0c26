"""What people read is in plain words: the sentences of the program and the help of every command."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi.commands.parser import parser
from tests.plain import dialect, long_sentences

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for room in ("pbi", "pages") for path in (ROOT / room).rglob("*.py"))


def _sentences(tree: ast.Module) -> Iterator[str]:
    """Every text of some code with a space in it; a docstring is read by programmers, and is not among them."""
    documents = {
        id(line.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for line in node.body
        if isinstance(line, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield from [node.value] if " " in node.value else []


def _helps(command: argparse.ArgumentParser) -> Iterator[str]:
    """The help of a command, of its options and of the commands under it."""
    yield command.description or ""
    for action in command._actions:
        yield action.help or ""
        if isinstance(action, argparse._SubParsersAction):
            yield from (each.help or "" for each in action._choices_actions)
            for under in action.choices.values():
                yield from _helps(under)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sentence_of_the_program_is_in_plain_words(path: Path) -> None:
    assert [found for text in _sentences(ast.parse(path.read_text("utf-8"))) for found in dialect(text)] == []


def test_the_help_of_every_command_is_plain_and_short() -> None:
    helps = [text for text in _helps(parser()) if text and text.count(",") < 10]
    assert len(helps) > 100
    assert [found for text in helps for found in (*dialect(text), *long_sentences(text))] == []
