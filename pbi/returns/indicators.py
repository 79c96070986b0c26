"""Which indicator a row is about; and, where the sender may add indicators, what the file says of a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches

from pbi.catalogue.names import Names
from pbi.model import Finding, Frequency, Polarity, RollUp, Severity
from pbi.period import PeriodKind
from pbi.returns import places
from pbi.returns.headings import squeeze
from pbi.returns.lines import Line
from pbi.returns.places import Asked
from pbi.returns.values import finding
from pbi.workbook.cells import Cell

_CODE_FIRST = re.compile(r"(?P<code>[A-Za-z&]{0,8}[ _./-]?\d[\w./&-]*)[\s:–-]+(?P<name>\S.*)", re.S)
_UNITS = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
    "per cent": "percent",
    "number": "number",
    "count": "number",
    "no": "number",
    "#": "number",
    "£": "currency",
    "currency": "currency",
    "gbp": "currency",
    "pounds": "currency",
    "days": "days",
    "ratio": "ratio",
}
_RATE = re.compile(r"(?:rate )?per ([\d,]+).*", re.I)
_FREQUENCIES = {
    "monthly": Frequency.MONTHLY,
    "quarterly": Frequency.QUARTERLY,
    "half-yearly": Frequency.HALF_YEARLY,
    "half yearly": Frequency.HALF_YEARLY,
    "six-monthly": Frequency.HALF_YEARLY,
    "annual": Frequency.ANNUAL,
    "annually": Frequency.ANNUAL,
    "yearly": Frequency.ANNUAL,
}
_BY_PERIOD = {
    PeriodKind.MONTH: Frequency.MONTHLY,
    PeriodKind.QUARTER: Frequency.QUARTERLY,
    PeriodKind.HALF: Frequency.HALF_YEARLY,
    PeriodKind.YEAR: Frequency.ANNUAL,
    PeriodKind.CALENDAR_YEAR: Frequency.ANNUAL,
}
_POLARITIES = {
    Polarity.HIGHER: "higher|high|higher is better|bigger is better|maximise|increase|up|aim to maximise",
    Polarity.LOWER: "lower|low|lower is better|smaller is better|minimise|decrease|down|aim to minimise",
    Polarity.RANGE: "range|within range|band",
    Polarity.NONE: "none|data only|not applicable|contextual",
}
_POLARITY_WORDS = {word: polarity for polarity, words in _POLARITIES.items() for word in words.split("|")}
_NO_DOUBT = Decimal(10)
"""Percent of the target: the widest amber any council here prints. Further off, a good status leaves no doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a row calls its indicator: ``code`` of the catalogue, or what it ``proposes`` (code, name) where there is
    none.
    """

    code: str | None = None
    proposes: tuple[str, str] | None = None
    findings: tuple[Finding, ...] = ()


def compact(code: str) -> str:
    """A code as it compares: without case and spacing."""
    return "".join(code.lower().split())


def slug(name: str) -> str:
    """A code made from a name where the sender gives none.

    >>> slug("Let's Work Together project")
    'lets-work-together-project'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("’", "")).strip("-")
    return plain if len(plain) <= 64 else plain[:64].rsplit("-", 1)[0]


def identify(cells: Mapping[str, Cell], *, asked: Asked) -> Identity:
    """The indicator a row names. Unknown ones are an error with the near matches, or a note where they may be added."""
    code, name, cell = spelt(cells)
    spellings = asked.names.lookups["indicator"].spellings
    known = spellings.get(compact(code or name))
    if known is None and not code:
        known = spellings.get(slug(name)) or by_name(name, asked.names)
    if known:
        return Identity(code=known, findings=_name_differs(known, name if code else "", cell, asked))
    shown = f"{code} {name}".strip()
    if asked.add_indicators:
        return Identity(
            proposes=(code or slug(name), name or code),
            findings=(
                finding(
                    "unknown-indicator",
                    Severity.NOTE,
                    cell,
                    f"'{shown}' is not in the catalogue and enters it as proposed.",
                    expected="an indicator of the catalogue",
                ),
            ),
        )
    near = near_matches(code, name, asked.names)
    suggestion = f"Did you mean {' or '.join(near[:3])}? " if near else ""
    return Identity(
        findings=(
            finding(
                "unknown-indicator",
                Severity.ERROR,
                cell,
                f"No indicator of the catalogue answers to '{shown}' (cell {cell.address} of '{cell.sheet}'). "
                f"{suggestion}Correct it, add the indicator to the catalogue, or send the file with adding indicators "
                "allowed.",
                expected="an indicator of the catalogue",
                fix=near[0] if near else "",
            ),
        )
    )


def by_name(name: str, names: Names) -> str | None:
    """The one indicator called exactly this, without case and punctuation; None where there is none or several."""
    called = [code for code, row in names.indicators.items() if squeeze(str(row["name"])) == squeeze(name)]
    return called[0] if len(called) == 1 else None


def near_matches(code: str, name: str, names: Names) -> list[str]:
    """Up to three codes spelt nearly like this one, and those called nearly so."""
    by_code = {compact(each): each for each in names.indicators}
    by_title = {squeeze(str(row["name"])): each for each, row in names.indicators.items()}
    close = [by_code[each] for each in get_close_matches(compact(code), by_code, cutoff=0.75)] if code else []
    return list(
        dict.fromkeys([*close, *(by_title[each] for each in get_close_matches(squeeze(name), by_title, cutoff=0.75))])
    )[:3]


def spelt(cells: Mapping[str, Cell]) -> tuple[str, str, Cell]:
    """Code and name as the row writes them, "" where it does not, and the cell that says so."""
    if joined := cells.get("code_name"):
        found = _CODE_FIRST.fullmatch(joined.text)
        return (
            (found["code"], " ".join(found["name"].split()), joined)
            if found
            else ("", " ".join(joined.text.split()), joined)
        )
    code, said = cells.get("code"), cells.get("indicator")
    named = next((cells[field] for field in ("name", "title") if field in cells), None)
    if code:
        named = named or said
    elif said and (named or _looks_like_a_code(said.text)):
        code = said
    else:
        named = named or said
    text = " ".join(named.text.split()) if named else ""
    cell = code or named
    assert cell is not None, "a layout hands on no row that names nothing"
    return (code.text if code else "", text, cell)


def _looks_like_a_code(text: str) -> bool:
    return bool(re.fullmatch(r"\S*\d\S*|[A-Z]{2,8}", text))


def _name_differs(code: str, name: str, cell: Cell, asked: Asked) -> tuple[Finding, ...]:
    """A known code beside quite another name is likely another council's code."""
    known = str(asked.names.indicators[code]["name"])
    alike = SequenceMatcher(None, name.lower(), known.lower()).ratio() if name else 1
    if alike >= 0.4 or name.lower() in known.lower():
        return ()
    return (
        finding(
            "indicator-name-differs",
            Severity.WARNING,
            cell,
            f"{code} is '{known}' in the catalogue, and '{name}' here. Check that the code is the right one.",
            expected=known,
        ),
    )


def propose(code: str, name: str, lines: Sequence[Line], *, asked: Asked) -> dict[str, object]:
    """A new indicator's row of the catalogue, with what its own rows say of it and nothing assumed."""
    cells = lines[0].candidate.cells
    unit, per = _unit(lines)
    counted = any(each.numerator.value is not None and each.denominator.value is not None for each in lines)
    across = RollUp.RATIO if counted else RollUp.NONE
    polarity, source = _polarity(lines, asked)
    return {
        "code": code,
        "name": name,
        "definition": cells["definition"].text if "definition" in cells else None,
        "service": places.service(lines[0].candidate, names=asked.names),
        "objective": None,
        "unit": unit,
        "per": per,
        "polarity": str(polarity),
        "polarity_source": source,
        "frequency": _frequency(lines),
        "across_authorities": str(across),
        "across_periods": str(across),
        "accumulates": False,
        "decimals": min(2, max(each.outturn.decimals for each in lines)),
        "control": None,
        "standing": None,
        "lifecycle": "proposed",
        "ratified_by": None,
        "replaced_by": None,
        "comparable_from": None,
        "valid_from": None,
        "valid_to": None,
    }


def _unit(lines: Sequence[Line]) -> tuple[str, Decimal]:
    cell = lines[0].candidate.cells.get("unit")
    word = cell.text.lower() if cell else lines[0].candidate.around.labels.get("unit", "").lower()
    if rate := _RATE.fullmatch(word):
        return "rate", Decimal(rate[1].replace(",", ""))
    shown = {figure.unit for each in lines for figure in (each.outturn, each.target)}
    unit = _UNITS.get(word) or next((known for known in ("percent", "currency", "days") if known in shown), "number")
    return unit, Decimal(100 if unit == "percent" else 1)


def _frequency(lines: Sequence[Line]) -> str | None:
    cell = lines[0].candidate.cells.get("frequency")
    if cell and (said := _FREQUENCIES.get(cell.text.lower())):
        return str(said)
    kinds = {each.period.kind for each in lines if each.period}
    return next((str(frequency) for kind, frequency in _BY_PERIOD.items() if kind in kinds), None)


def _polarity(lines: Sequence[Line], asked: Asked) -> tuple[Polarity, str]:
    cell = lines[0].candidate.cells.get("polarity")
    if cell and (said := _POLARITY_WORDS.get(cell.text.lower())):
        return said, "stated in the return"
    stated = [(asked.names.role(each.status), each.outturn.value, each.target.value) for each in lines if each.status]
    inferred = {
        which for role, actual, target in stated if (which := implied_polarity(role=role, actual=actual, target=target))
    }
    return (
        (inferred.pop(), "inferred from stated status") if len(inferred) == 1 else (Polarity.UNCONFIRMED, "unconfirmed")
    )


def implied_polarity(*, role: str | None, actual: Decimal | None, target: Decimal | None) -> Polarity | None:
    """Which way is better, where a stated status settles it: short of the target means it lies the other way; on the
    good
    side only when the figure is further from its target than any amber reaches.

    >>> implied_polarity(role="near", actual=Decimal(98), target=Decimal(100))
    <Polarity.HIGHER: 'higher'>
    >>> implied_polarity(role="good", actual=Decimal(98), target=Decimal(100)) is None
    True
    """
    if actual is None or target is None or actual == target:
        return None
    if role in {"near", "bad"}:
        return Polarity.HIGHER if actual < target else Polarity.LOWER
    if role == "good" and abs(actual - target) * 100 > _NO_DOUBT * abs(target):
        return Polarity.HIGHER if actual > target else Polarity.LOWER
    return None
