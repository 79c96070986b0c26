"""A store with the small catalogue of ``making``, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pbi import returns
from pbi.model import Draft, State
from pbi.store import Store
from tests import once
from tests.returns.making import ALIASES, AUTHORITIES, INDICATORS, SERVICES, xlsx


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "store"
    common = {"polarity": "higher", "frequency": "annual", "accumulates": False, "decimals": 1, "lifecycle": "active"}
    indicators = [
        {**common, **row, "across_periods": row["across_authorities"], "per": 100 if row["unit"] == "percent" else 1}
        for row in INDICATORS
    ]
    facts = {
        "authority": AUTHORITIES,
        "service": SERVICES,
        "indicator": indicators,
        "status_alias": [{"alias": alias, "role": role} for alias, role in ALIASES],
    }
    with Store.open(path, create=True) as store:
        store.record(Draft(kind="catalogue", by="tests", received_on=date(2015, 4, 1), facts=facts))
    return path


Sent = Callable[[str, dict[str, Any]], Store]


@pytest.fixture
def reported(made: Path, tmp_path: Path) -> Iterator[Sent]:
    """Gives the store in which Broxtowe sent a workbook by this name, accepted."""
    with ExitStack() as held:

        def opened(name: str, book: dict[str, Any]) -> Store:
            def make(path: Path) -> None:
                shutil.copytree(made, path)
                with Store.open(path) as store:
                    terms = returns.Terms(authority="Broxtowe")
                    sent = returns.submit(store, data=xlsx(book), filename=f"{name}.xlsx", by="officer", terms=terms)
                    assert sent.state is State.ACCEPTED

            return held.enter_context(Store.open(once.copied(tmp_path / "store", name, make)))

        yield opened


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(made, tmp_path / "store")
    with Store.open(tmp_path / "store") as opened:
        yield opened
