"""SQL steps into one query: find each step's inputs, order them, send one WITH chain.

A step is a file ``<stage>/<name>.sql`` of one plain SELECT, or one of those made from the schema (``as_of``). It reads
base tables and other steps by name and names its parameters ``$like_this``. A parameter that is not given is NULL.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pbi.errors import PbiError, UnknownName
from pbi.store import as_of, shape

STEPS = Path(__file__).resolve().parent.parent / "sql" / "steps"


def files(folder: Path = STEPS) -> Mapping[str, Path]:
    """The file of every step of a folder and of the folders in it, by the step's name, in the order of the folders.

    PbiError where two have one name.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.sql")):
        if path.stem in found:
            raise PbiError(
                f"Two steps have the name '{path.stem}'.",
                remedy="Rename one of them.",
                where=str(path.relative_to(folder)),
            )
        found[path.stem] = path
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file: its text without a closing semicolon, the names it reads and the parameters it names."""

    name: str
    text: str
    reads: frozenset[str]
    parameters: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One query: its SQL, every parameter in it, and the steps of its chain in order, the asked one last.

    ``instead``: the steps it reads as tables of their names.
    """

    sql: str
    parameters: frozenset[str]
    chain: tuple[str, ...]
    instead: frozenset[str] = frozenset()

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """A value for every parameter the query names: those not given are NULL, those it does not name are left out.

        A tuple or list is a list filter: ``("A", "B")`` becomes ``|A|B|``, an empty one NULL (all).
        """
        return {name: _filter(given.get(name)) for name in self.parameters}


class Composer:
    """The steps of a folder over a set of base tables.

    The folder is listed and its files are read once; composed queries are remembered. To the program's own folder
    belong the steps made from the schema.
    """

    def __init__(self, folder: Path = STEPS, *, tables: Collection[str] = ()) -> None:
        self._folder = folder
        self._made = as_of.steps() if folder == STEPS else {}
        self._tables = frozenset(tables)
        self._steps: dict[str, Step] = {}
        self._composed: dict[tuple[str, frozenset[str]], Composed] = {}
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """Every step of the folder."""
        return list(self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted([*self._files, *self._made]))

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        return files(self._folder)

    def text(self, name: str) -> str:
        """A step as it is written. UnknownName where there is none."""
        if name not in self._names:
            raise UnknownName(name, kind="step", near=get_close_matches(name, self._names))
        return self._made[name] if name in self._made else self._files[name].read_text(encoding="utf-8")

    def step(self, name: str) -> Step:
        """One step, read and understood. UnknownName where there is no such file."""
        if name not in self._steps:
            self._steps[name] = read(name, self.text(name))
        return self._steps[name]

    def compose(self, name: str, *, instead: frozenset[str] = frozenset()) -> Composed:
        """The query that answers one step. ``instead``: steps it is to read as tables, and not to work out."""
        with self._lock:
            if (name, instead) not in self._composed:
                self._composed[name, instead] = self._chain(name, instead)
            return self._composed[name, instead]

    def _chain(self, name: str, instead: frozenset[str]) -> Composed:
        graph: dict[str, list[str]] = {}
        self._follow(name, graph, known=frozenset(self._names), instead=instead)
        try:
            order = tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise PbiError(
                f"The steps {' → '.join(error.args[1])} read each other in a circle.",
                remedy="Take one of them out of the circle.",
            ) from error
        steps = [self.step(each) for each in order]
        links = ",\n".join(f"{each.name} AS (\n{each.text}\n)" for each in steps[:-1])
        return Composed(
            sql=f"WITH {links}\n{steps[-1].text}" if links else steps[-1].text,
            parameters=frozenset().union(*(each.parameters for each in steps)),
            chain=order,
            instead=instead & frozenset().union(*(each.reads for each in steps)),
        )

    def _follow(
        self, name: str, graph: dict[str, list[str]], *, known: frozenset[str], instead: frozenset[str]
    ) -> None:
        if name in graph:
            return
        reads = self.step(name).reads
        if name in self._tables:
            raise PbiError(f"The step '{name}' has the name of a table.", remedy="Give the step a name of its own.")
        if strangers := reads - known - self._tables - instead:
            raise PbiError(
                f"The step '{name}' reads '{min(strangers)}', which is neither a step nor a table.",
                remedy="Correct the name, or add the step.",
                where=f"{name}.sql",
            )
        graph[name] = sorted((reads & known) - instead)
        for each in graph[name]:
            self._follow(each, graph, known=known, instead=instead)


@lru_cache(maxsize=1024)
def read(name: str, text: str) -> Step:
    """Understand one step's text. Refused unless it is a single SELECT that DuckDB can parse.

    What was understood is remembered for all stores of a process: parsing a chain of sixty takes longer than asking.
    """
    text = text.strip().rstrip(";")
    try:
        with _in_memory().cursor() as parser:
            statements = parser.extract_statements(text)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT or _opens_with_with(text):
                raise PbiError(
                    f"The step '{name}' is not one plain SELECT.", remedy="Split it into steps.", where=f"{name}.sql"
                )
            tree = json.loads(parser.execute("SELECT json_serialize_sql(?)", [text]).fetchall()[0][0])
    except duckdb.Error as error:
        raise PbiError(
            f"The step '{name}' is not SQL: {error}.", remedy="Correct the file.", where=f"{name}.sql"
        ) from error
    return Step(
        name=name, text=text, reads=frozenset(_tables(tree)), parameters=frozenset(statements[0].named_parameters)
    )


@lru_cache(maxsize=1)
def _in_memory() -> duckdb.DuckDBPyConnection:
    """A database that holds nothing: one for all that is parsed or asked of tables at hand, each through a cursor of
    its own, which alone sees what it is given. Opening one takes as long as an answer.
    """
    database = duckdb.connect()
    database.execute(shape.DIVISION.read_text(encoding="utf-8"))
    return database


def _tables(node: Any) -> set[str]:
    """Every table a parse tree reads, in lower case, without the subqueries it names itself.

    The tree is DuckDB's own. Its ``get_table_names`` would bind the query as well, and so refuses every parameter
    and every ``USING`` over a step that is not a table yet.
    """
    inner = node.values() if isinstance(node, dict) else node
    found = set().union(*(_tables(each) for each in inner if isinstance(each, (dict, list))))
    if isinstance(node, list):
        return found
    if node.get("type") == "BASE_TABLE":
        found.add(node["table_name"].lower())
    return found - {each["key"].lower() for each in node.get("cte_map", {}).get("map", [])}


def _opens_with_with(text: str) -> bool:
    code = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("--")]
    return code[0].split()[0].upper() == "WITH"


def _filter(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return f"|{'|'.join(value)}|" if value else None
    return value


def counted(
    cursor: duckdb.DuckDBPyConnection, composer: Composer, step: str, given: Mapping[str, Any]
) -> list[tuple[str, int]]:
    """Every step of a chain in order with the number of its rows, each worked out from the rows of those it reads."""
    counts, chain = [], composer.compose(step).chain
    for name in chain:
        alone = composer.compose(name, instead=frozenset(chain))
        rows = cursor.execute(alone.sql, alone.bind(given)).to_arrow_table()
        cursor.register(name, rows)
        counts.append((name, rows.num_rows))
    return counts


def over(tables: Mapping[str, pa.Table], step: str, **parameters: Any) -> pa.Table:
    """A step's rows over tables at hand, each in place of the step of its name: a question that needs no store."""
    composed = _composer().compose(step, instead=frozenset(tables))
    return _asked_of(tables, composed, parameters)


@lru_cache(maxsize=1)
def _composer() -> Composer:
    return Composer()


def try_step(name: str, *, inputs: Mapping[str, pa.Table], folder: Path = STEPS, **parameters: Any) -> pa.Table:
    """One step's rows over the tables given in place of everything it reads: how a step is tested by itself."""
    step = Composer(folder).step(name)
    composed = Composed(sql=step.text, parameters=step.parameters, chain=(name,))
    return _asked_of(inputs, composed, parameters)


def _asked_of(tables: Mapping[str, pa.Table], composed: Composed, given: Mapping[str, Any]) -> pa.Table:
    with _in_memory().cursor() as cursor:
        for name, table in tables.items():
            cursor.register(name, table)
        return cursor.execute(composed.sql, composed.bind(given)).to_arrow_table()
