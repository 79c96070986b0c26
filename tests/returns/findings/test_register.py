"""The register of rules: what is emitted is in it, what is in it is emitted, and the words are plain and agree."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from pbi.model import Severity
from pbi.returns.rules import ROOMS, reasons, rules
from pbi.returns.rules.groups import to_do
from pbi.returns.rules.rule import Rule, is_value
from tools.document import findings_page

ROOT = Path(__file__).resolve().parents[3]
RULES = {name: each for room in ROOMS for name, each in vars(room).items() if isinstance(each, Rule)}
DIALECT = re.compile(
    r"\b(holds?|held|stands?|stood|nought|mend\w*|anew|is none|told|none of)\b|--\w|methods, section", re.I
)
MOST = 20
"""Words of a sentence."""
OWN = {"sheet", "cell", "row", "found", "expected", "fix"}
"""Words that a finding has of itself."""
SETTINGS = {"severity"}


def calls() -> Iterator[tuple[str, ast.Call, Path]]:
    """Each call of ``at`` or ``on`` of a rule, with the names its rule may have."""
    for path in sorted((ROOT / "pbi").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for function in (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)):
            chosen = {
                target.id: _rules_in(assigned.value)
                for assigned in ast.walk(function)
                if isinstance(assigned, ast.Assign)
                for target in _targets(assigned)
                if _rules_in(assigned.value)
            }
            for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
                if isinstance(call.func, ast.Attribute) and call.func.attr in ("at", "on"):
                    owner = call.func.value
                    named = _rules_in(owner) or (chosen.get(owner.id, []) if isinstance(owner, ast.Name) else [])
                    yield from ((name, call, path) for name in named)


def _targets(assigned: ast.Assign) -> Iterator[ast.Name]:
    for target in assigned.targets:
        first = target.elts[0] if isinstance(target, ast.Tuple) else target
        if isinstance(first, ast.Name):
            yield first


def _rules_in(node: ast.AST) -> list[str]:
    return [each.id for each in ast.walk(node) if isinstance(each, ast.Name) and each.id in RULES]


def words_of(rule: Rule, *, at_cell: bool = True) -> set[str]:
    """The words that an emitter must give: those in the braces of the rule's sentences that the finding has not."""
    parts = (rule.says, rule.to_do, rule.expected)
    said = {name for part in parts for _, name, _, _ in Formatter().parse(part) if name}
    known = {"sheet", "cell", "row"} | ({"found"} if at_cell else set()) | ({"expected"} if rule.expected else set())
    return said - known


EMITTED = list(calls())


def test_a_finding_is_made_by_the_register_alone() -> None:
    made = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pbi").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    # A file of the catalogue is no return; its faults are the catalogue's.
    assert made == {"pbi/returns/rules/rule.py", "pbi/catalogue/sheets.py"}


def test_no_rule_is_made_outside_the_register() -> None:
    outside = [
        path
        for path in (ROOT / "pbi").rglob("*.py")
        if path.parent.name != "rules" and re.search(r"\bRule\(", path.read_text("utf-8"))
    ]
    assert outside == []


def test_a_weight_that_is_not_the_rules_own_is_registered() -> None:
    lighter = {name for name, call, _ in EMITTED if any(keyword.arg == "severity" for keyword in call.keywords)}
    assert lighter == {name for name, rule in RULES.items() if rule.also}
    for name, call, path in EMITTED:
        for keyword in call.keywords if name in lighter else ():
            weights = {
                Severity[each.attr]
                for each in ast.walk(keyword.value)
                if keyword.arg == "severity" and isinstance(each, ast.Attribute) and each.attr in Severity.__members__
            }
            assert weights <= {RULES[name].severity, *RULES[name].also}, f"{path}: {name}"


def test_every_rule_of_the_register_is_emitted() -> None:
    passed_on = {"TITLE", "FOOTNOTE", "TOTALS_ROW"}  # by note_row, which takes a rule and gives it no words
    assert not any(words_of(RULES[name]) for name in passed_on)
    assert set(RULES) - passed_on == {name for name, _, _ in EMITTED}


@pytest.mark.parametrize("number", range(len(EMITTED)), ids=[f"{name}" for name, _, _ in EMITTED])
def test_an_emitter_gives_every_word_of_its_rule(number: int) -> None:
    name, call, path = EMITTED[number]
    given = {keyword.arg for keyword in call.keywords}
    assert None not in given, f"{path}: words are given one by one, so that they can be checked"
    others = {each for other, same, _ in EMITTED if same is call for each in words_of(RULES[other])}
    at_cell = isinstance(call.func, ast.Attribute) and call.func.attr == "at"
    missing = words_of(RULES[name], at_cell=at_cell) - {str(word) for word in given}
    unused = {str(word) for word in given} - others - OWN - SETTINGS
    assert (missing, unused) == (set(), set()), f"{path}: {name}"


@pytest.mark.parametrize("name", RULES)
def test_a_sentence_is_short_and_in_plain_words(name: str) -> None:
    rule, found = RULES[name], RULES[name].shown()
    for sentence in (found.message, found.fix):
        assert sentence.endswith((".", "?")) and sentence[0] in "'\"" + sentence[0].upper(), sentence
        assert len(sentence.split()) <= MOST, f"{len(sentence.split())} words: {sentence}"
    for text in (rule.title, rule.many, found.message, found.fix, found.expected):
        assert not DIALECT.search(text), text
        assert not re.search(rf"\b{rule.code}\b", text) or "-" not in rule.code, f"a code is for scripts: {text}"
    assert not is_value(found.fix)


@pytest.mark.parametrize("name", RULES)
def test_one_and_many_are_both_there(name: str) -> None:
    rule = RULES[name]
    assert rule.title[0].isupper() and not rule.title.endswith(".") and len(rule.title.split()) <= 10
    assert rule.many[0].islower() and not rule.many.endswith(".")
    assert re.match(r"[a-z' -]*s\b", rule.many), f"what {rule.many} are is a plural"


def test_rules_of_one_code_share_title_and_plural_and_follow_each_other() -> None:
    shared = {(each.code, each.title, each.many, each.writes) for each in RULES.values()}
    assert max(Counter(code for code, *_ in shared).values()) == 1
    for room in ROOMS:
        codes = [each.code for each in rules(room)]
        assert len(set(codes)) == sum(1 for one, next_ in zip(codes, [*codes[1:], ""], strict=True) if one != next_)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.writes])
def test_a_proposed_value_is_offered_with_the_step(name: str) -> None:
    rule = RULES[name]
    assert "{" not in rule.to_do, "the step beside a value is the same for all of its rule"
    step = to_do(replace(rule.shown(), fix="96"))
    assert step.startswith("Write 96, or ") and len(step.split()) <= MOST + 1


@pytest.mark.parametrize("reason", reasons.REASONS)
def test_a_reason_is_short_and_in_plain_words(reason: str) -> None:
    assert len(reason.split()) <= MOST and not DIALECT.search(reason) and not reason.endswith(".")


def test_the_findings_of_real_returns_are_in_plain_words() -> None:
    lines = [
        line for file in (ROOT / "tests/golden").glob("*/golden.txt") for line in file.read_text("utf-8").splitlines()
    ]
    found = [match[1] for line in lines if (match := re.match(r"(?:error|warning|note) [a-z-]+ \[.*?\] (.*)", line))]
    assert len(found) > 50
    assert not [each for each in found if DIALECT.search(re.sub(r"'[^']*'", "", each))]


def refusals() -> Iterator[str]:
    """The sentences with which a file, a period, a row or a fix is refused: they are read as findings are."""
    rooms = [
        *(ROOT / "pbi" / "workbook").glob("*.py"),
        *(ROOT / "pbi" / "returns").rglob("*.py"),
        ROOT / "pbi/period.py",
    ]
    for path in rooms:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in (
                "UnreadableFile",
                "BadInput",
                "PbiError",
            ):
                yield from (
                    "".join(_text(part) for part in getattr(value, "values", [value]))
                    for value in [*call.args, *(each.value for each in call.keywords)]
                    if isinstance(value, ast.Constant | ast.JoinedStr)
                )


def _text(part: ast.AST) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "X"


@pytest.mark.parametrize("sentence", sorted(set(refusals())))
def test_a_refusal_is_short_and_in_plain_words(sentence: str) -> None:
    assert not DIALECT.search(sentence) and all(len(one.split()) <= MOST for one in sentence.split(". ")), sentence


def test_the_page_has_every_rule_with_each_of_its_sentences() -> None:
    page = findings_page()
    for rule in RULES.values():
        found = rule.shown()
        assert f"### {rule.title}\n" in page and f"`{rule.code}`" in page
        assert found.message in page and found.fix in page
