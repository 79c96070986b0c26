"""Settings come from one TOML and the environment; what is not a setting is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pbi.__main__ import main
from pbi.errors import BadInput
from pbi.settings import ROOT, Limits, Settings, read, settings


def test_without_a_file_the_shipped_ones_hold(tmp_path: Path) -> None:
    assert read(environment={}, file=tmp_path / "none.toml") == Settings()
    assert Settings().store == ROOT / "data" / "store" / "own"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "outturn.toml"
    file.write_text('store = "mine"\nsamples = "/srv/samples"\n[limits]\ncells = 5\n', encoding="utf-8")
    found = read(environment={}, file=file)
    assert (found.store, found.samples, found.limits) == (ROOT / "mine", Path("/srv/samples"), Limits(cells=5))
    assert read(environment={"PBI_STORE": "/srv/store"}, file=file).store == Path("/srv/store")


def test_days_and_the_minimum_count_are_numbers(tmp_path: Path) -> None:
    file = tmp_path / "outturn.toml"
    file.write_text("returns_due_days = 30\nminimum_count = 5\n", encoding="utf-8")
    found = read(environment={}, file=file)
    assert (found.returns_due_days, found.minimum_count) == (30, 5)
    assert (Settings().returns_due_days, Settings().minimum_count) == (17, 0)


def test_public_addresses_are_one_or_several(tmp_path: Path) -> None:
    file = tmp_path / "outturn.toml"
    file.write_text('public = ["https://Outturn.council.example/", "http://[::1]:80"]\n', encoding="utf-8")
    assert read(environment={}, file=file).public == ("https://outturn.council.example:443", "http://[::1]:80")
    given = {"PBI_PUBLIC": "https://a.example, http://b.example:8080"}
    assert read(environment=given, file=file).public == ("https://a.example:443", "http://b.example:8080")
    with pytest.raises(BadInput, match=r"PBI_PUBLIC.*'a\.example'"):
        read(environment={"PBI_PUBLIC": "a.example"}, file=file)


@pytest.mark.parametrize("command", [["run"], ["query", "counts"]])
def test_a_mistake_in_the_settings_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    file = tmp_path / "outturn.toml"
    file.write_text("colour = 'red'\n", encoding="utf-8")
    monkeypatch.setenv("PBI_SETTINGS", str(file))
    settings.cache_clear()
    assert main(command) == 1
    settings.cache_clear()
    told = capsys.readouterr()
    assert (told.out, told.err.startswith(f"{file}: 'colour' is not a setting."), told.err.count("\n")) == ("", True, 1)


@pytest.mark.parametrize("text", ["colour = 'red'", "store = 1", "[limits]\ncells = '5'", "[limits]\ncells = true",
                                  "[limits]\nrows = 1", "store =", "limits = 5", "minimum_count = '5'",
                                  "minimum_count = -1", "returns_due_days = true", "public = 5", "public = [5]",
                                  "public = ['outturn.council.example']", "public = 'https://a.example/page'",
                                  "public = 'https://*.a.example'", "public = 'https://me@a.example'"])  # fmt: skip
def test_a_mistake_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "outturn.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"outturn\.toml"):
        read(environment={}, file=file)
