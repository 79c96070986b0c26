"""Where things are and how much is allowed: the environment and one optional TOML (``outturn.toml``), read once.

Environment: ``PBI_SETTINGS`` names the TOML, ``PBI_STORE`` the store; the environment wins over the file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from pbi.errors import BadInput

ROLES = ("member", "officer", "manager")
"""Reads; sends returns as well; takes them back and changes the catalogue as well."""
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one received file may ask of the machine."""

    file_bytes: int = 30_000_000
    unpacked_bytes: int = 300_000_000
    unpacked_ratio: int = 200  # of one zip entry; a real sheet packs to about a twentieth
    zip_entries: int = 5_000
    sheets: int = 200
    cells: int = 1_000_000
    child_memory_bytes: int = 1_000_000_000
    child_seconds: int = 25  # of the processor's time
    child_wait_seconds: int = 180  # by the clock: a busy machine needs longer for the same work


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Paths are absolute; a relative one in the TOML or the environment is taken from the project's root.

    ``returns_due_days`` after a period's end its return is due. A count above 0 and below ``minimum_count`` is not
    shown, nor what would give it away; 0 shows every count. ``long_trend_periods``: how many periods a plain long-trend
    arrow looks back. ``people``: each person's role (member, officer or manager) by e-mail address, in small letters;
    where any is listed, everyone signs in.
    """

    store: Path = ROOT / "data" / "store" / "own"
    example: Path = ROOT / "data" / "store" / "example"
    catalogue: Path = ROOT / "data" / "catalogue"
    samples: Path = ROOT / "data" / "samples"
    returns_due_days: int = 17
    minimum_count: int = 0
    long_trend_periods: int = 3
    limits: Limits = field(default_factory=Limits)
    people: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read at the first call."""
    return read(environment=os.environ, file=Path(os.environ.get("PBI_SETTINGS") or ROOT / "outturn.toml"))


def read(*, environment: Mapping[str, str], file: Path) -> Settings:
    """Settings from an environment and a TOML that may not exist. An unknown key or a wrong type is refused."""
    given = _load(file)
    limits = given.pop("limits", {})
    if not isinstance(limits, dict):
        raise BadInput("'limits' is not a table.", remedy="Write [limits] on a line of its own.", where=str(file))
    people = _people(given.pop("people", {}), file=file)
    if environment.get("PBI_STORE"):
        given["store"] = environment["PBI_STORE"]
    tables = {"limits", "people"}
    kinds = {each.name: int if each.type == "int" else str for each in fields(Settings) if each.name not in tables}
    _refuse_unknown(given, kinds=kinds, file=file)
    _refuse_unknown(limits, kinds={each.name: int for each in fields(Limits)}, file=file)
    return Settings(**{name: _placed(value) for name, value in given.items()}, limits=Limits(**limits), people=people)


def _people(given: Any, *, file: Path) -> dict[str, str]:
    """The roles by e-mail address. Refused: what is no address, what is no role, one person twice."""
    if not isinstance(given, dict):
        raise BadInput("'people' is not a table.", remedy="Write [people] on a line of its own.", where=str(file))
    people: dict[str, str] = {}
    for written, role in given.items():
        person = written.strip().lower()
        if "@" not in person or person in people or role not in ROLES:
            raise BadInput(
                f"'{written}' = {role!r} does not say who may do what.",
                remedy=f'Write "name@council.gov.uk" = "member" once for each person; roles are {", ".join(ROLES)}.',
                where=str(file),
            )
        people[person] = role
    return people


def _placed(value: Any) -> Any:
    return ROOT / Path(value).expanduser() if isinstance(value, str) else value


def _load(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"The settings cannot be read: {error}.", remedy="Mend the file or remove it.", where=str(file)
        ) from error


def _refuse_unknown(given: Mapping[str, Any], *, kinds: Mapping[str, type], file: Path) -> None:
    for name, value in given.items():
        if name not in kinds:
            raise BadInput(
                f"'{name}' is not a setting.", remedy=f"Settings are: {', '.join(sorted(kinds))}.", where=str(file)
            )
        if not isinstance(value, kinds[name]) or isinstance(value, bool) or (isinstance(value, int) and value < 0):
            raise BadInput(
                f"The setting '{name}' is {value!r}.",
                remedy=f"Give {'a text' if kinds[name] is str else 'a whole number, 0 or more'}.",
                where=str(file),
            )
