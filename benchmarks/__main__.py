"""``make bench``: the example partnership's store, returns small and large, control charts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pandas as pd

from benchmarks.control import charting
from benchmarks.returns import checking, reading
from benchmarks.timing import Comparison
from pbi import measures
from pbi.commands import init_store
from pbi.measures import Measure
from pbi.model import Question
from pbi.store import Store


def main() -> None:
    """Print one line a comparison."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example"
        init_store(path, example=True)
        with Store.open(path) as store:
            for comparison in [*reading(), *checking(store), *asking(store), *charting()]:
                print(comparison.line(), flush=True)


def asking(store: Store) -> Iterator[Comparison]:
    """The board's questions against fetching the reported figures as they are: from facts to statuses, and asked again.

    For the first, each turn asks as of a day of its own, so that nothing the store has kept answers it.
    """
    question = Question(period=measures.latest_period(store))
    days = (date.today() + timedelta(days=after) for after in count(1))
    for name in ("scorecard", "counts", "actions"):
        measure: Measure = getattr(measures, name)
        for ours, said in (
            (partial(_anew, measure, store, question, days), ""),
            (partial(measure, store, question), ", asked again"),
        ):
            yield Comparison(
                name=f"{name} of {question.period}{said}",
                against="fetching the reported figures",
                ours=ours,
                plain=lambda: store.query("reported").to_pandas(),
            )


def _anew(measure: Measure, store: Store, question: Question, days: Iterator[date]) -> pd.DataFrame:
    return measure(store, replace(question, as_of=next(days)))


if __name__ == "__main__":
    main()
