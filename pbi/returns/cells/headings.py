"""What the columns of a return are called: one explicit table from the headings councils print to our own words.

Headings compare without case, spacing and punctuation. A heading that names a period ("Outturn 2018/19", "Q2 2019/20")
is a figure of that period; one that begins with "Target" is the target of that period.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as field_

from pbi.errors import BadInput
from pbi.period import Period, parse
from pbi.workbook.cells import Cell

_SYNONYMS = {
    "authority": "authority|council|local authority|authority name|organisation|district|la|la name|local authority "
    "name|area name|administrative area",
    "authority_code": "ons code|authority code|la code|local authority code|area code|areacode|geo code|geocode|gss "
    "code|ons geography code",
    "code": "code|ref|reference|indicator code|pi code|kpi code|kpi ref|pi ref|measure code|kpi no|kpi "
    "number|indicator ref|pi no|no|indicator id|indicatorid",
    "indicator": "indicator|kpi|pi|performance indicator|key performance indicator|measure|performance "
    "measure|direction of travel pis",
    "name": "name|short name|indicator name|measure name|indicator title|pi name|kpi name|indicator description|pi "
    "title",
    "code_name": "code & short name|code and short name|code & name|code and name|pi code & short name|pi code and "
    "short name|code short name",
    "definition": "definition|indicator definition",
    "unit": "unit|units|unit of measure|measured in|data type|format",
    "per": "per|rate per",
    "polarity": "polarity|good is|good performance|better is|aim to|aim",
    "frequency": "frequency|reporting frequency|collection frequency|reported",
    "period": "period|reporting period|quarter|year|month|financial year|date|period ending",
    "outturn": "outturn|actual|achieved|result|value|performance|figure|actual outturn|actual performance|actual value|"
    "current performance|year end performance|year end outturn|current "
    "value|latest value",
    "numerator": "numerator|number met|number achieved|count",
    "denominator": "denominator|base|out of|total cases|number in scope",
    "target": "target|annual target|target value|current target|goal",
    "status": "status|status icon|icon|rag|rag status|stated status|performance status|current status|status "
    "rag|traffic light",
    "direction": "direction of travel|direction|trend|travel|change on last year",
    "note": "latest note|note|notes|comment|comments|commentary|latest comment|latest "
    "comments|narrative|explanation|remarks",
    "reason": "reason when off target|reason off target|reason for variance|reason",
    "why_none": "no figure because|if no figure why|why no figure",
    "provisional": "provisional|provisional yes no|provisional flag|is provisional",
    "last_outturn": "last outturn|previous outturn|last years outturn|previous",
    "service": "service|service area|team|directorate|portfolio",
    "objective": "objective|priority|corporate objective|strategic objective|aim or objective",
    "action_code": "action code|action ref|action reference|task code|task ref|action no|action number",
    "action": "action|action progress update|action and progress update|actions|task|key task|key action",
    "action_title": "action title|task title|action name",
    "title": "title",
    "description": "action description|description|task description|desired outcome description",
    "outcome": "outcomes|outcome|desired outcome|intended outcome|expected outcome|outcome sought",
    "owner": "owner|lead|lead officer|responsible officer|assigned to|officer|action owner|managed by",
    "start": "start|start date|started|planned start",
    "due": "due|due date|target date|deadline|completion date|by when|planned end",
    "revised_due": "revised due|revised due date|revised date|revised target date|new due date",
    "progress": "progress|% complete|percent complete|progress %|percentage complete|complete %|% progress",
    "completed_on": "completed|completed on|date completed|actual completion|completed date",
    "cost": "cost|costs|budget",
    "compensatory_saving": "compensatory saving|compensatory savings|saving",
    "linked_indicator": "linked indicator|related indicator|linked kpi",
    "milestone": "milestone|milestones|milestone title|stage",
    "kind": "kind|type|commentary kind|type of commentary",
    "text": "text|commentary text",
    "from_value": "from|from value|before|was",
    "to_value": "to|to value|after|now",
    "source": "source|source url|reference url|data source",
}
_ROLE = r"(target|outturn|achieved|actual|performance|result|status|rag|rating|note|comment)s?"
_LEADING_ROLE = re.compile(rf"^\W*{_ROLE}\b", re.I)
_TRAILING_ROLE = re.compile(rf"\b{_ROLE}\W*$", re.I)
_ROLE_FIELDS = {"rag": "status", "comment": "note", "actual": "outturn", "performance": "outturn", "result": "outturn"}
_OF_NUMBERS = {"outturn", "achieved", "numerator", "denominator", "target", "last_outturn"}
"""Fields whose headings may carry a unit and a scale."""
_MONEY = r"(?:£|gbp)"
_UNIT = (
    rf"(?P<money>{_MONEY})?\s*(?P<scale>'?000'?s?|k|thousands?|m|mn|millions?|bn|billions?)(?![a-z])"
    rf"|(?P<alone>%(?:age)?|per ?cent(?:age)?|{_MONEY}|(?:(?:number|no\.?) of )?(?:working |calendar )?days|"
    r"weeks|months|hours|hrs|minutes|mins|"
    r"seconds|secs|number|no\.?|tonnes|kg)"
)
_UNIT_BEHIND = re.compile(rf"^(?P<rest>.+?)\s*[(\[,:–-]?\s*(?:in\s+)?(?:{_UNIT})\s*[)\]]?$", re.I)
_UNIT_BEFORE = re.compile(rf"^(?:{_UNIT})\s*(?P<rest>[A-Za-z].*)$", re.I)
_SCALES = {"k": 1000, "t": 1000, "0": 1000, "m": 10**6, "b": 10**9}
_TO_DATE = re.compile(r"\W*\b(?:ytd|year[ -]to[ -]date|to[ -]date|cumulative)\b\W*", re.I)
_BARE_QUARTER = re.compile(r"\W*(?:q|qtr|quarter)\s*([1-4])\W*", re.I)


def squeeze(text: str) -> str:
    """A heading without case, line breaks, punctuation and doubled spaces, so that spellings compare.

    >>> squeeze("Status /\\n Icon"), squeeze("Code &  Short Name")
    ('status icon', 'code & short name')
    """
    return " ".join(re.sub(r"[^\w&%]+", " ", text.replace("'", "").replace("’", "").lower()).split())


_FIELDS = {squeeze(word): name for name, words in _SYNONYMS.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class Heading:
    """What one column holds: a field of a row, and the period where the heading names one ("Achieved 2019/20");
    ``to_date`` where it is that period so far ("2019/20 YTD"). In a table that is wide, ``said`` holds what the heading
    itself names by field (the indicator, the authority, the unit), ``years`` how its bare years are meant. ``unit`` and
    ``scale`` are those the heading gives its figures: "Outturn (£000)" is £ and 1,000."""

    field: str
    period: Period | None = None
    quarter: int = 0
    to_date: bool = False
    text: str = ""
    said: Mapping[str, Cell] = field_(default_factory=dict, hash=False)
    years: str = ""
    unit: str = ""
    scale: int = 1


def read(text: str) -> Heading | None:
    """The heading a text is, or None where we do not know it.

    >>> heading = read("Achieved 2019/20")
    >>> heading.field, str(heading.period)
    ('achieved', '2019/20')
    >>> read("Q1 Rating").field, read("Q1 Rating").quarter, read("Weather")
    ('rating', 1, None)
    """
    plain = squeeze(text)
    if not plain or len(plain) > 60:
        return None
    if field := _FIELDS.get(plain):
        return Heading(field, text=text, unit="£" if "£" in text and field in _OF_NUMBERS else "")
    return _with_unit(text) or _dated(text)


def _with_unit(text: str) -> Heading | None:
    """A heading of numbers behind or before its unit and scale: "Target £000", "% Outturn", "Actual (days)"."""
    plain = " ".join(text.split())
    for found in (_UNIT_BEHIND.match(plain), _UNIT_BEFORE.match(plain)):
        rest = found["rest"].strip(" (,:–-") if found else ""
        known = _FIELDS.get(squeeze(rest)) if rest else None
        heading = Heading(known) if known else _dated(rest) if rest else None
        if found and heading and heading.field in _OF_NUMBERS:
            unit = (found["alone"] or ("£" if found["money"] else "")).lower()
            unit = "%" if unit.startswith(("%", "per")) else "days" if unit.endswith(" days") else unit
            scale = _SCALES[found["scale"].strip("'").lower()[0]] if found["scale"] else 1
            return replace(heading, text=text, unit="£" if unit == "gbp" else unit, scale=scale)
    return None


_SCALE_SAID = re.compile(
    r"(?:£|gbp|pounds)\s*(?P<money>'?000'?s?|k|thousands?|m|mn|millions?|bn|billions?)\b"
    r"|\(\s*'?(?P<bare>000)'?s?\s*\)|\b(?:figures|amounts|values)?\s*in (?P<words>thousands|millions|billions)\b",
    re.I,
)


def scale_in(line: str) -> int:
    """The scale that a line above a table gives its figures; 1 where it gives none.

    >>> scale_in("Spend 2019/20 (£000)"), scale_in("All figures in millions"), scale_in("Visits 2019/20")
    (1000, 1000000, 1)
    """
    found = _SCALE_SAID.search(line)
    return _SCALES[next(filter(None, found.groups())).strip("'").lower()[0]] if found else 1


def _dated(text: str) -> Heading | None:
    """A heading made of a period and perhaps a word for what is under it; a bare quarter takes its year from the
    title.
    """
    text, whole = _TO_DATE.sub("", text), text
    role = _LEADING_ROLE.search(text) or _TRAILING_ROLE.search(text)
    rest = (text[: role.start()] + text[role.end() :]).strip(" :-–()") if role else text
    word = role[1].lower() if role else "outturn"
    field = _ROLE_FIELDS.get(word, word)
    if quarter := _BARE_QUARTER.fullmatch(rest):
        return Heading(field, quarter=int(quarter[1]), to_date=text != whole, text=whole)
    try:
        return Heading(field, period=parse(rest), to_date=text != whole, text=whole)
    except BadInput:
        return None
