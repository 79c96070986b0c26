"""One story of change: of a result the same word, the same figure before it and the same count, wherever it is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pbi import measures, reports
from pbi.commands import paper
from pbi.model import Question
from pbi.narrative import figures
from pbi.narrative.change import movement
from pbi.narrative.rows import records
from pbi.reports import Kind
from pbi.reports.paper import Medium, Number, Paper, read
from pbi.store import Store
from pbi.ui.figures import changes as chips
from tests.pages import made
from tests.pages.conftest import THREE

Key = tuple[str, str]
CASES = [("made", "2019/20"), ("example", "2019/20")]
if os.environ.get("OUTTURN_STORIES"):
    CASES += [("example", "2019/20 Q3"), ("example", "2015/16")]


@pytest.fixture(scope="module")
def stores(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """Three authorities in a partnership with three indicators, and the illustrative partnership: to be read."""
    path = made.store(tmp_path_factory.mktemp("story") / "made", authorities=THREE, partnership=True)
    with Store.snapshot(path) as one, Store.snapshot(example) as other:
        yield {"made": one, "example": other}


@pytest.mark.parametrize(("name", "period"), CASES)
def test_a_result_is_told_alike_in_every_query_and_paper(stores: dict[str, Store], name: str, period: str) -> None:
    store, question = stores[name], Question(period=period, scheme="rag")
    rows = measures.signals(store, question)
    words = {key(row): row["movement"] for row in records(rows)}
    before = {key(row): row["previous"] for row in records(rows)}

    told = records(measures.frame(measures.table(store, question, "told")))
    assert {key(row): row["movement"] for row in told if figures.is_known(row["outturn"])} == words
    assert {key(row): row["previous"] for row in told if figures.is_known(row["outturn"])} == before
    compared = [row for row in records(measures.compare(store, question)) if figures.is_known(row["outturn"])]
    assert {key(row): (row["movement"], row["previous"]) for row in compared}.items() <= {
        each: (word, before[each]) for each, word in words.items()
    }.items()
    flagged = records(measures.flags(store, question))
    changed = {each for each, word in words.items() if word in movement.CHANGED}
    assert {key(row) for row in flagged if row["kind"] == "significant change"} == changed
    for row in records(measures.masked(store, question)):
        own, whole = words[row["indicator"], row["member"]], words[key(row)]
        assert (row["member_movement"], row["movement"]) == (own, whole)

    printed = composed(store, question)
    assert movement.base(rows) in printed.headline
    assert set(printed_words(printed)) == {
        (row["indicator"], row["authority_name"], movement.word(row)) for row in records(rows)
    }


@pytest.mark.parametrize(("name", "period"), CASES)
def test_the_count_the_choices_and_the_list_of_changes_agree(stores: dict[str, Store], name: str, period: str) -> None:
    rows = measures.signals(stores[name], Question(period=period, scheme="rag"))
    picked = {code: int(chips.PICKED[code](rows).sum()) for code in chips.PICKED}
    of = movement.counts(rows)
    assert (picked["concern"], picked["improvement"]) == (of.get("worse", 0), of.get("better", 0))
    assert picked["either"] == of.get("higher", 0) + of.get("lower", 0)
    assert sum(picked[code] for code in ("concern", "improvement", "either", "common_cause", "untested")) == len(rows)
    changed, said = len(movement.changed(rows)), movement.base(rows)
    assert changed == sum(of.get(code, 0) for code in movement.CHANGED)
    if len(movement.tested(rows)):
        assert said.startswith(figures.count(changed, "result") if changed else "No result")
        assert f"out of {len(movement.tested(rows)):,} that can be tested" in said


def test_a_result_without_a_word_or_a_status_says_why(stores: dict[str, Store]) -> None:
    """2015/16 is the first year of the example: there is nothing before it, and nothing to test."""
    rows = measures.signals(stores["example"], Question(period="2015/16", scheme="rag"))
    unknown = rows[rows["movement"] == movement.UNKNOWN]
    assert len(unknown) and all(movement.reason(row) for row in records(unknown))


def key(row: Any) -> Key:
    return row["indicator"], row["authority"]


def composed(store: Store, question: Question) -> Paper:
    def of(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
        return measure(store, replace(question, **changed))

    gathered = paper.gather(of, question, store=store, whose=paper.whose(store, question))
    return reports.compose(Kind.COMMITTEE, gathered)


def printed_words(printed: Paper) -> Iterator[tuple[str, str, str]]:
    """Indicator, authority and word of every row of the paper that says whether a result changed."""
    for _, table in printed.tables(Medium.SHEET):
        columns, rows = table.within(Medium.SHEET)
        at = {column.title: place for place, column in enumerate(columns)}
        if {"Code", "Authority", "Better or worse"} <= set(at):
            for row in rows:
                if isinstance(row[at.get("Outturn", at.get("To", 0))], Number):
                    yield (read(row[at["Code"]]), read(row[at["Authority"]]), read(row[at["Better or worse"]]))
