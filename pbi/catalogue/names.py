"""What people write, to the catalogue's codes. A name resolves to one code or is refused with the nearest ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pbi.errors import UnknownName
from pbi.model import DEFAULT_SCHEME, StatusRole

Entry = Mapping[str, Any]
_RULED = ("unit", "per", "polarity", "across_authorities", "across_periods", "accumulates", "decimals", "standing")
_NOT_LOOSELY = {"london"}
"""Names that a style left off must not make: "London" is the region or the whole city, never the City of London."""
_STYLES = re.compile(
    r"\b(?:metropolitan borough council|london borough of|royal borough of|county borough council|borough council|"
    r"district council|city council|city of|council|mbc|bc|dc)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One kind of thing: its rows by code, and the code each spelling stands for."""

    kind: str
    rows: Mapping[str, Entry]
    spellings: Mapping[str, str]

    def get(self, text: str) -> str | None:
        """The one code a text stands for, or None."""
        return next((code for spelling in _spellings(text) if (code := self.spellings.get(spelling))), None)

    def find(self, text: str, *, where: str = "") -> str:
        """The one code a text stands for, or UnknownName with the nearest names."""
        if code := self.get(text):
            return code
        raise UnknownName(text.strip(), kind=self.kind, near=self._near(text), where=where)

    def _near(self, text: str) -> list[str]:
        """Up to three names (codes, for indicators) that are spelt nearly so."""
        close = get_close_matches(_plain(text), [each for each in self.spellings if each], n=9, cutoff=0.75)
        label = "code" if self.kind == "indicator" else "name"
        return list(dict.fromkeys(str(self.rows[self.spellings[each]][label]) for each in close))[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Everything the catalogue has a name for; the rows of its tables by code.

    Authorities answer to their code, their name and their aliases, however spelt: case, punctuation, accents, "&" for
    "and", with or without "Council", "Borough Council", "City of". Services answer to code or name, indicators to
    their code without case and spacing.
    """

    authorities: Mapping[str, Entry]
    services: Mapping[str, Entry]
    indicators: Mapping[str, Entry]
    schemes: tuple[str, ...]
    roles: Mapping[str, str]
    lookups: Mapping[str, Lookup]
    vocabularies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The schemes that have a status called so, by its word as compared."""
    graded: frozenset[str] = frozenset()
    """The schemes with a status between good and bad."""
    rules: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    """How each indicator is made and judged, by code, with the days from and to which that holds."""

    def authority(self, text: str, *, where: str = "") -> str:
        """The code of the authority called this; UnknownName where there is none, or more than one."""
        return self.lookups["authority"].find(text, where=where)

    def service(self, text: str, *, where: str = "") -> str:
        """The code of the service called this."""
        return self.lookups["service"].find(text, where=where)

    def indicator(self, text: str, *, where: str = "") -> str:
        """The code of an indicator as the catalogue spells it: Coms_048 answers to ``ComS_048`` and ``coms _048``."""
        return self.lookups["indicator"].find(text, where=where)

    def described(self, code: str, on: date | None) -> Entry:
        """An indicator's row with the rule of a period that ends on a day; as it is now, where there is no day."""
        rules = self.rules.get(code, ()) if on else ()
        rule = next((each for each in rules if on and each["valid_from"] <= on <= each["valid_to"]), {})
        return {**self.indicators[code], **{name: rule[name] for name in _RULED if name in rule}}

    def role(self, text: str) -> str | None:
        """The role (good, near, bad, unknown, data only) of a status as a return prints it; else None."""
        return self.roles.get(_mark(text))

    def scheme(self, text: str) -> str:
        """The scheme a printed status belongs to by its own words; the default one where its words do not tell."""
        spoken = self.vocabularies.get(_mark(text), frozenset())
        return DEFAULT_SCHEME if DEFAULT_SCHEME in spoken else min(spoken, default=DEFAULT_SCHEME)

    def is_two_state(self, text: str) -> bool:
        """Whether a printed status is a word of schemes that only know good and bad (Met, Not met): no leeway in it."""
        spoken = self.vocabularies.get(_mark(text), frozenset())
        return bool(spoken) and not spoken & self.graded


def build(
    *,
    authorities: Iterable[Entry],
    aliases: Iterable[Entry] = (),
    services: Iterable[Entry] = (),
    indicators: Iterable[Entry] = (),
    schemes: Iterable[Entry] = (),
    status_aliases: Iterable[Entry] = (),
    rules: Iterable[Entry] = (),
) -> Names:
    """Names from rows of the catalogue's tables."""
    places, works, judged = _by_code(authorities), _by_code(services), _by_code(indicators)
    schemes = list(schemes)
    dated: dict[str, list[Entry]] = {}
    for rule in rules:
        dated.setdefault(str(rule["indicator"]), []).append(rule)
    said = [(alias["alias"], alias["authority"]) for alias in aliases if alias["authority"] in places]
    current = {code: row for code, row in places.items() if not str(row["kind"]).startswith("former")}
    lookups = {
        "authority": _lookup(
            "authority", places, [_called(places, "code"), _called(current, "name"), said, _called(places, "name")]
        ),
        "service": _lookup("service", works, [_called(works, "code"), _called(works, "name")]),
        "indicator": _lookup("indicator", judged, [_called(judged, "code")]),
    }
    roles = {_mark(str(row[column])): row["role"] for column in ("status", "label") for row in schemes}
    roles |= {_mark(row["alias"]): row["role"] for row in status_aliases}
    words: dict[str, set[str]] = {}
    for row in schemes:
        for column in ("status", "label"):
            words.setdefault(_mark(str(row[column])), set()).add(row["scheme"])
    return Names(
        authorities=places,
        services=works,
        indicators=judged,
        lookups=MappingProxyType(lookups),
        schemes=tuple(dict.fromkeys(row["scheme"] for row in schemes)),
        roles=MappingProxyType(roles),
        vocabularies=MappingProxyType({word: frozenset(spoken) for word, spoken in words.items()}),
        rules=MappingProxyType(dated),
        graded=frozenset(row["scheme"] for row in schemes if row["role"] == StatusRole.NEAR),
    )


def _by_code(rows: Iterable[Entry]) -> Mapping[str, Entry]:
    return MappingProxyType({row["code"]: MappingProxyType(dict(row)) for row in rows})


def _called(rows: Mapping[str, Entry], column: str) -> list[tuple[str, str]]:
    return [(str(row[column]), code) for code, row in rows.items()]


def _lookup(kind: str, rows: Mapping[str, Entry], sources: list[list[tuple[str, str]]]) -> Lookup:
    """Spellings of each source in turn: full ones before loose ones, earlier sources first, and none that means two."""
    spellings: dict[str, str] = {}
    beginnings = _of_several(rows) if kind == "authority" else set()
    for depth in (0, 1, 2):
        for source in sources:
            arriving: dict[str, set[str]] = {}
            for text, code in source:
                spelling = _spellings(text)[depth]
                if spelling not in _NOT_LOOSELY and not (depth == 1 and spelling in beginnings - spellings.keys()):
                    arriving.setdefault(spelling, set()).add(code)
            for spelling, codes in arriving.items():
                if len(codes) == 1 and spelling:
                    spellings.setdefault(spelling, *codes)
    return Lookup(kind=kind, rows=rows, spellings=MappingProxyType(spellings))


def _of_several(rows: Mapping[str, Entry]) -> set[str]:
    """The words with which the names of several of today's bodies begin, as Newcastle: by themselves they name none."""
    counted: dict[str, set[str]] = {}
    for code, row in rows.items():
        words = [] if str(row["kind"]).startswith("former") else _plain(str(row["name"])).split()
        for length in range(1, len(words)):
            counted.setdefault(" ".join(words[:length]), set()).add(code)
    return {words for words, codes in counted.items() if len(codes) > 1}


@lru_cache(maxsize=20_000)  # the same names again at every return
def _spellings(text: str) -> tuple[str, str, str]:
    """A text as compared: without case, accents, punctuation; then without styles of council; then without spaces."""
    plain = _plain(text)
    bare = " ".join(_STYLES.sub(" ", plain).split())
    return plain, bare or plain, re.sub(r"\s", "", text).casefold()


def _plain(text: str) -> str:
    unaccented = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    words = unaccented.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w]+", " ", words).split())


def _mark(text: str) -> str:
    """A status as compared: case and spacing do not matter, a symbol is itself."""
    return " ".join(text.replace("_", " ").casefold().split())
