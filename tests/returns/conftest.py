"""A store with the small catalogue of ``making``, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pbi.model import Draft
from pbi.store import Store
from tests.returns.making import ALIASES, AUTHORITIES, INDICATORS, SERVICES


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


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(made, tmp_path / "store")
    with Store.open(tmp_path / "store") as opened:
        yield opened
