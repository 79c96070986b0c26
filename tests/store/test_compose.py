"""Steps become one query: their inputs are found, ordered and chained; what cannot be chained is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from pbi.errors import PbiError, UnknownName
from pbi.store.compose import Composer, read, try_step
from tests.store.facts import steps

CHAIN = {
    "base": "-- $nothing here is a parameter\nSELECT indicator, value FROM outturn WHERE received_on <= $as_of;\n",
    "left_side": "SELECT indicator, value FROM base WHERE indicator <> $without",
    "joined": "SELECT a.indicator, b.value FROM base AS a LEFT JOIN left_side AS b USING (indicator) "
    "ORDER BY a.indicator",
}


def test_inputs_are_found_whatever_stands_between() -> None:
    step = read(
        "any",
        """
        SELECT x.a, (SELECT MAX(b) FROM Third WHERE c = $p) FROM first AS x
        LEFT JOIN (WITH own AS (SELECT 1 AS a) SELECT own.a FROM own JOIN second USING (a)) AS y USING (a)
        WHERE x.a IN (SELECT a FROM fourth) AND POSITION('|' || x.a || '|' IN $authorities) > 0 AND '$text' <> x.a
        UNION ALL SELECT 1, 2 FROM fifth -- and $not_this""",
    )
    assert step.reads == {"first", "second", "third", "fourth", "fifth"}
    assert step.parameters == {"p", "authorities"}


def test_one_with_chain_each_step_once_in_order(tmp_path: Path) -> None:
    composed = Composer(steps(tmp_path, **CHAIN), tables={"outturn"}).compose("joined")
    assert composed.chain == ("base", "left_side", "joined")
    assert composed.parameters == {"as_of", "without"}
    assert (composed.sql.count("WITH"), composed.sql.count("base AS ("), composed.sql.count("left_side AS (")) == (
        1,
        1,
        1,
    )
    assert composed.sql.endswith("ORDER BY a.indicator")
    assert "MATERIALIZED" not in composed.sql


def test_only_named_parameters_are_bound_and_the_rest_are_null(tmp_path: Path) -> None:
    composed = Composer(steps(tmp_path, **CHAIN), tables={"outturn"}).compose("joined")
    assert composed.bind({"as_of": date(2020, 1, 1), "scheme": "rag"}) == {"as_of": date(2020, 1, 1), "without": None}
    assert composed.bind({"without": ("A", "B")})["without"] == "|A|B|"
    assert composed.bind({"without": ()})["without"] is None


def test_a_circle_is_refused_and_named(tmp_path: Path) -> None:
    folder = steps(tmp_path, one="SELECT 1 AS x FROM two", two="SELECT x FROM three", three="SELECT x FROM one")
    with pytest.raises(PbiError, match="circle") as refusal:
        Composer(folder, tables=()).compose("one")
    assert all(name in str(refusal.value) for name in ("one", "two", "three"))
    with pytest.raises(PbiError, match="circle"):
        Composer(steps(tmp_path, own="SELECT x FROM own"), tables=()).compose("own")


def test_an_unknown_step_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Did you mean joined"):
        Composer(steps(tmp_path, **CHAIN), tables={"outturn"}).compose("joind")
    with pytest.raises(UnknownName):
        Composer(steps(tmp_path, **CHAIN), tables={"outturn"}).compose("../joined")


def test_what_a_step_reads_must_exist(tmp_path: Path) -> None:
    with pytest.raises(PbiError, match=r"one.sql: The step 'one' reads 'outurn', which is neither a step nor a table"):
        Composer(steps(tmp_path, one="SELECT 1 FROM outurn"), tables={"outturn"}).compose("one")
    with pytest.raises(PbiError, match="name of a table"):
        Composer(steps(tmp_path, outturn="SELECT 1 AS x"), tables={"outturn"}).compose("outturn")


@pytest.mark.parametrize(
    "text", ["SELEC 1", "SELECT 1; SELECT 2", "DROP TABLE outturn", "WITH a AS (SELECT 1) SELECT * FROM a", ""]
)
def test_a_step_is_one_plain_select(text: str) -> None:
    with pytest.raises(PbiError, match=r"any\.sql"):
        read("any", text)


def test_a_step_can_be_tried_over_given_tables(tmp_path: Path) -> None:
    folder = steps(tmp_path, **CHAIN)
    base = pa.table({"indicator": ["A", "B"], "value": [1, 2]})
    assert try_step("left_side", inputs={"base": base}, folder=folder, without="A").to_pylist() == [
        {"indicator": "B", "value": 2}
    ]
