"""The house holds: layers, sizes, steps in shape, documents true. Said of every file, present or to come."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import EnumType
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from pbi import model
from pbi.commands.parser import parser
from pbi.store import describe
from pbi.store.compose import files
from tools import document

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
STEPS = list(files().values())
MOST_FILES = 20
MODULES = sorted((ROOT / "pbi").rglob("*.py"))
TOOLS = sorted((ROOT / "tools").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
CODE = [*MODULES, *PAGES, ROOT / "app.py"]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=map(named, paths))


# Layers


def test_rooms_import_downwards_only() -> None:
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout


def test_every_room_has_its_place_in_the_layers() -> None:
    layers = " ".join(CONFIG["tool"]["importlinter"]["contracts"][0]["layers"])
    planned = set(re.findall(r"\(([\w.]+)\)", layers))
    rooms = {f"pbi.{path.stem}" for path in (ROOT / "pbi").glob("*.py")} - {"pbi.__init__"}
    rooms |= {f"pbi.{path.parent.name}" for path in (ROOT / "pbi").glob("*/__init__.py")} - {"pbi.sql"}
    assert rooms | {"pages"} == set(re.findall(r"[\w.]+", layers)) - planned
    assert not rooms & planned


def test_no_layer_is_exempt() -> None:
    exempt = [
        contract["name"] for contract in CONFIG["tool"]["importlinter"]["contracts"] if "ignore_imports" in contract
    ]
    assert exempt == []


# Sizes and shape


def test_the_launcher_only_launches() -> None:
    text = (ROOT / "app.py").read_text("utf-8")
    kinds = [type(statement).__name__ for statement in ast.parse(text).body if not is_docstring(statement)]
    assert set(kinds) <= {"Import", "ImportFrom", "Assign", "If"} and kinds.count("Assign") == 1
    assert len(text.splitlines()) <= 20


def is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


@each(PAGES)
def test_a_page_is_short_and_opens_with_its_guard(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 60
    first = next(
        statement
        for statement in ast.parse("\n".join(lines)).body
        if isinstance(statement, ast.Expr) and not is_docstring(statement)
    )
    assert re.match(r"(\w+\.)*guard\(", ast.unparse(first))


KINDS = {
    kind: {word.casefold().replace("_", " ") for word in kind}
    for kind in vars(model).values()
    if isinstance(kind, EnumType) and kind is not model.ColumnRole and [*kind]
}
FEW = {model.StatusRole: 2, model.ActionState: 2}
"""So many words of a kind make a list of them; of others, three. A column's role is also the name of a column."""


def texts(nodes: Iterable[ast.expr | None]) -> set[str]:
    """The words among some expressions, as a person reads them."""
    found = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {text.casefold().replace("_", " ") for text in found if isinstance(text, str)}


def listed(node: ast.AST) -> set[str]:
    """The words that an expression lists, whatever stands beside them."""
    match node:
        case ast.List() | ast.Tuple() | ast.Set():
            return texts(node.elts)
        case ast.Dict():
            return texts(node.keys)
        case ast.Constant(value=str(text)) if "|" in text:
            return set(text.casefold().replace("_", " ").split("|"))
    return set()


def second_lists(tree: ast.AST) -> list[str]:
    """Where code lists words that ``pbi.model`` lists, or writes a status's role or a scheme's name as a text."""
    found = []
    for node in ast.walk(tree):
        line = f"line {getattr(node, 'lineno', 0)}"
        those = listed(node)
        for kind, words in KINDS.items() if those else ():
            if len(words & those) >= min(FEW.get(kind, 3), len(words)):
                found.append(f"{line}: {kind.__name__}")
        if isinstance(node, ast.Constant) and node.value in model.JUDGED:
            found.append(f"{line}: StatusRole")
        match node:
            case ast.Compare(left=left, comparators=others):
                values = [left, *others]
            case ast.keyword(value=value) | ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                values = [value]
            case _:
                continue
        for name, words in {"role": KINDS[model.StatusRole], "scheme": {model.DEFAULT_SCHEME, model.NO_SCHEME}}.items():
            if texts(values) & words and name in ast.unparse(node).casefold():
                found.append(f"{line}: the {name}")
    return found


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("COLOURS = {'good': [], 'near': [], 'bad': []}", "StatusRole"),
        ("SHOWN = ('Completed', 'In Progress')", "ActionState"),
        ("SHOWN = 'completed|cancelled'.split('|')", "ActionState"),
        ("worst = rows[rows['role'] == 'data only']", "the role"),
        ("WAYS = ['higher', 'lower', 'range']", "Polarity"),
        ("NO_SCHEME = 'none'", "the scheme"),
        ("plain = question.scheme != 'none'", "the scheme"),
        ("ask(scheme='rag')", "the scheme"),
    ],
)
def test_a_second_list_is_seen_however_it_is_written(code: str, said: str) -> None:
    assert any(said in each for each in second_lists(ast.parse(code)))


def test_the_words_of_a_kind_are_listed_once() -> None:
    """In ``pbi.model``; a second list of them is a second rule."""
    code = [path for path in (*CODE, *TOOLS) if path != ROOT / "pbi" / "model.py"]
    found = {named(path): second_lists(ast.parse(path.read_text("utf-8"))) for path in code}
    assert {path: lists for path, lists in found.items() if lists} == {}


def test_no_test_lists_the_roles_of_statuses_or_the_states_of_actions_again() -> None:
    found = [
        f"{named(path)}, line {getattr(node, 'lineno', 0)}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if any(len(KINDS[kind] & listed(node)) >= len(model.JUDGED) for kind in FEW)
    ]
    assert found == []


def test_a_fact_is_taken_back_in_one_place() -> None:
    """In ``pbi.register``, and below it in the store that keeps what is taken back."""
    found = [
        named(path)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "withdrawn"
        if isinstance(value, ast.Constant) and value.value is True
    ]
    assert {path for path in found if not path.startswith("pbi/store/")} == {"pbi/register.py"}


@each(MODULES)
def test_every_public_function_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
    assert ast.get_docstring(tree) or not tree.body, "the module says nothing of itself"


# Steps


@each(STEPS)
def test_a_step_says_what_it_means_and_stays_plain(path: Path) -> None:
    text = path.read_text("utf-8")
    step = describe.describe(path.stem, text)
    code = re.sub(r"--.*", "", text)
    assert step.meaning and step.grain, "the file opens with its meaning and '-- grain: …'"
    assert len(text.splitlines()) <= 60
    assert "MATERIALIZED" not in code.upper()
    assert [column for column in outer_columns(code) if re.search(r"(^|[.\s])\*$", column)] == [], "name every column"
    assert not re.search(r"[{}?;]|%s", re.sub(r"'[^']*'", "", code)), (
        "values come as $parameters and a file is one SELECT"
    )


def outer_columns(code: str) -> list[str]:
    """The columns of the step's own SELECT, without what stands in brackets."""
    while (shorter := re.sub(r"\([^()]*\)", "", code)) != code:
        code = shorter
    return [
        column.strip() for part in re.findall(r"SELECT\b(.*?)\bFROM\b", code, re.DOTALL) for column in part.split(",")
    ]


@each(STEPS)
def test_a_step_has_a_table_test(path: Path) -> None:
    cases = f"tests/steps/{path.parent.name}/{path.stem}"
    assert list((ROOT / cases).glob("*/expected.csv")), f"add {cases}/<case>"


def test_a_step_reads_only_steps_of_its_own_stage_and_of_those_before_it() -> None:
    steps = describe.steps()
    assert [
        f"{step.stage}/{step.name} reads {steps[name].stage}/{name}"
        for step in steps.values()
        for name in step.inputs
        if name in steps and steps[name].stage > step.stage
    ] == []


def test_no_folder_of_steps_code_or_tests_has_more_than_twenty_files() -> None:
    tests = (ROOT / "tests").rglob("*.py")
    folders = Counter(path.parent for path in [*STEPS, *MODULES, *tests] if path.name != "__init__.py")
    assert {named(folder): count for folder, count in folders.items() if count > MOST_FILES} == {}


# Documents


GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


@each(GUIDES)
def test_make_commands_in_the_guides_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    said = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    assert said and said <= targets


@each(GUIDES)
def test_commands_in_the_guides_are_understood(path: Path) -> None:
    said = re.findall(r"^(?:\.venv\S+|python3?) -m pbi ([^#\n`]+)", path.read_text("utf-8"), re.MULTILINE)
    for line in said:
        assert parser().parse_args(line.split()), line


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    missing = [name for name, _, _ in document.commands(parser()) if f"## {name}\n" not in page]
    assert missing == []


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    broken = [
        f"{named(page)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


# Libraries


def imported(paths: list[Path], providers: Mapping[str, list[str]]) -> set[str]:
    """The distributions that the files import: anything that is neither Python's nor ours."""
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {providers[name.split(".")[0]][0].lower() for name in names if name.split(".")[0] in providers}


def declared(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[]", line)[0].lower() for line in lines}


def test_every_library_used_is_declared() -> None:
    project = CONFIG["project"]
    runtime, testing = declared(project["dependencies"]), declared(project["optional-dependencies"]["test"])
    providers, of_tests = packages_distributions(), [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").glob("*.py")]
    assert imported(CODE, providers) <= runtime
    assert imported(of_tests, providers) <= runtime | testing


# What no file may hold


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """What a file says; nothing where it is not text (a picture may hold any letters by chance)."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


HOSTS = "|".join(
    ["files" + r"\.pythonhosted", "pypi" + r"\.org", "registry" + r"\.npmjs", "deb" + r"\.debian", r"/simple\b(?=/|$)"]
)
PLACES = "|".join(["/" + name + "/" for name in ("home", "Users", "root", "work", "tmp")])
UNFINISHED = "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3])


@pytest.mark.parametrize(
    "pattern", [HOSTS, rf"(?<![\w.\-])(?:{PLACES})", rf"\b(?:{UNFINISHED})\b"], ids=["hosts", "places", "unfinished"]
)
def test_no_file_speaks_of_a_machine_or_of_work_undone(pattern: str) -> None:
    assert [named(path) for path in tracked() if re.search(pattern, text_of(path))] == []


@each(CODE)
def test_no_page_draws_raw_html(path: Path) -> None:
    assert "unsafe_allow" + "_html" not in path.read_text("utf-8")
