"""Where things are and how much is allowed: the environment and one optional TOML (``outturn.toml``), read once.

Environment: ``PBI_SETTINGS`` names the TOML, ``PBI_STORE`` the store, ``PBI_PUBLIC`` the public addresses; the
environment wins over the file.
"""

from __future__ import annotations

import os
import re
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
PORTS = {"http": 80, "https": 443}
"""The port of an address that names none."""
_ORIGIN = re.compile(r"(https?)://([a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::([1-9][0-9]{0,4}))?")


def origin(address: str) -> str | None:
    """A web address of nothing but scheme, name and port, always with its port; None for anything else.

    >>> origin("https://Outturn.council.example")
    'https://outturn.council.example:443'
    >>> origin("http://[::1]:8501"), origin("null"), origin("https://outturn.council.example/page")
    ('http://[::1]:8501', None, None)
    """
    found = _ORIGIN.fullmatch(address.lower())
    return f"{found[1]}://{found[2]}:{found[3] or PORTS[found[1]]}" if found else None


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
    where any is listed, everyone signs in. ``public``: the addresses by which a web server in front of the dashboard is
    reached, as ``origin`` gives them.
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
    public: tuple[str, ...] = ()


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
    public = _public(given.pop("public", []), where=str(file))
    if environment.get("PBI_STORE"):
        given["store"] = environment["PBI_STORE"]
    if environment.get("PBI_PUBLIC"):
        public = _public(environment["PBI_PUBLIC"], where="PBI_PUBLIC")
    others = {"limits", "people", "public"}
    kinds = {each.name: int if each.type == "int" else str for each in fields(Settings) if each.name not in others}
    _refuse_unknown(given, kinds=kinds, file=file)
    _refuse_unknown(limits, kinds={each.name: int for each in fields(Limits)}, file=file)
    placed = {name: _placed(value) for name, value in given.items()}
    return Settings(**placed, limits=Limits(**limits), people=people, public=public)


def _public(given: Any, *, where: str) -> tuple[str, ...]:
    """The public addresses, from a list or from one text with blanks or commas between. Anything else is refused."""
    written = given.replace(",", " ").split() if isinstance(given, str) else given
    for each in written if isinstance(written, list) else [written]:
        if not isinstance(each, str) or not origin(each.rstrip("/")):
            raise BadInput(
                f"{each!r} is not an address the dashboard can be reached by.",
                remedy="Write it as a browser shows it, without a page: https://outturn.council.example.",
                where=where,
            )
    return tuple(str(origin(each.rstrip("/"))) for each in written)


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
            f"The settings cannot be read: {error}.", remedy="Correct the file or remove it.", where=str(file)
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
