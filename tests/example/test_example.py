"""The example store follows the samples that are shipped, and no other store is ever replaced."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi import commands, measures
from pbi.settings import ROOT, settings
from pbi.store import Store, reader


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the catalogue and of one year of the partnership's returns, which a test may change."""
    shutil.copytree(ROOT / "data" / "catalogue", tmp_path / "catalogue")
    samples = tmp_path / "samples" / "partnership"
    samples.mkdir(parents=True)
    shutil.copy(ROOT / "data" / "samples" / "partnership" / "eastmere-2019-20-q4.xlsx", samples)
    (samples / "manifest.csv").write_text(
        "file,authority,received,by\neastmere-2019-20-q4.xlsx,eastmere,2020-04-15,Eastmere\n", encoding="utf-8"
    )
    given = tmp_path / "outturn.toml"
    given.write_text(f'catalogue = "{tmp_path / "catalogue"}"\nsamples = "{tmp_path / "samples"}"\n', encoding="utf-8")
    monkeypatch.setenv("PBI_SETTINGS", str(given))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def names(path: Path) -> set[str]:
    with reader(path) as store:
        return set(measures.services(store)["name"])


def add_service(shipped: Path) -> None:
    with (shipped / "catalogue" / "services.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("ports,Port health,,,99\n")


def test_the_example_is_made_again_when_its_samples_change(shipped: Path) -> None:
    store = shipped / "example"
    commands.example.ensure(store)
    commands.example.ensure(store)
    assert "Port health" not in names(store)
    add_service(shipped)
    commands.example.ensure(store)
    assert "Port health" in names(store)


def test_an_example_in_use_and_a_store_of_ones_own_stay(shipped: Path) -> None:
    held, own = shipped / "example", shipped / "own"
    commands.example.ensure(held)
    commands.init_store(own)
    add_service(shipped)
    with Store.open(held):
        commands.example.ensure(held)
    commands.example.ensure(own)
    assert "Port health" not in names(held) | names(own)
