"""``make bench``: the example partnership's store, returns small and large, control charts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.control import charting
from benchmarks.returns import checking, reading
from benchmarks.timing import Comparison
from pbi import measures
from pbi.commands import init_store
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
    """The board's questions, from facts to statuses, against fetching the reported figures as they are."""
    question = Question(period=measures.latest_period(store))
    plain = "fetching the reported figures"
    for name in ("scorecard", "counts", "actions"):
        yield Comparison(
            name=f"{name} of {question.period}",
            against=plain,
            ours=partial(getattr(measures, name), store, question),
            plain=lambda: store.query("reported").to_pandas(),
        )


if __name__ == "__main__":
    main()
