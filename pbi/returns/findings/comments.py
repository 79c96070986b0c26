"""Counts in a comment, compared with the figure beside it.

"5 inspections not completed" beside 98% means that 200 to 333 were due: 5 is between 1.5% and 2.5% of them. A
denominator outside that contradicts the comment. Only plain words of this figure and this period are taken; whatever
may be about something else (last year, a part, a plan, about so many) is left alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One count of a comment: how many were ``missed`` or ``done``, of how many ``due`` where it says so."""

    words: str
    missed: int | None = None
    done: int | None = None
    due: int | None = None

    def missed_of(self, due: Fraction) -> Fraction:
        """How many of ``due`` were missed, by this comment."""
        return Fraction(self.missed) if self.missed is not None else due - (self.done or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The figure beside a comment: ``percent`` as shown with its ``decimals``, and its counts where given.

    ``either``: whether the percent may count the missed ones, which holds unless higher is better.
    """

    percent: Decimal
    decimals: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    either: bool = False

    @property
    def low(self) -> Fraction:
        """The least percent that is shown so."""
        return max(Fraction(0), Fraction(self.percent) - self._half)

    @property
    def high(self) -> Fraction:
        """The greatest percent that is shown so."""
        return min(Fraction(100), Fraction(self.percent) + self._half)

    @property
    def _half(self) -> Fraction:
        return Fraction(1, 2 * 10**self.decimals)


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_K = rf"(?<![\w.,£/:-])(?P<k>\d{{1,3}}(?:,\d{{3}})+|\d+|none|nil|{'|'.join(_NUMBERS)})(?![\w%/:]|[.,]\d|-\d)"
_N = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?![\w%/:]|[.,]\d)"
_WORDS = r"(?P<what>(?:\s[a-z&'/-]+){0,6}?)"
_BE = r"(?:\s(?:were|was|are|is|have been|has been|had been|being|remain|remained|still|all)){0,4}"
_DOING = (
    r"(?:completed|done|carried out|undertaken|inspected|visited|achieved|met|made|answered|responded to|resolved|"
    r"processed)"
)
_TIMELY = r"(?:(?:with)?in (?:time|target)|on time)"
_DONE = rf"{_BE}\s(?:{_DOING}|{_TIMELY})\b"
_MISSED = rf"{_BE}\s(?:not (?:yet |being |been )?(?:{_DOING}|{_TIMELY})|missed|incomplete|uncompleted)\b"
_OF = r"\s(?:of|out of)(?: the| our| all)?\s"
_ALL_BUT = rf"\ball (?:but|bar|save) (?:the )?{_K}(?:{_OF}{_N})?{_WORDS}"
_PATTERNS = (
    ("done", re.compile(_ALL_BUT + _MISSED)),
    ("missed", re.compile(_ALL_BUT + _DONE)),
    ("missed", re.compile(_K + _OF + _N + _WORDS + _MISSED)),
    ("done", re.compile(_K + _OF + _N + _WORDS + _DONE)),
    ("all", re.compile(rf"\ball(?: of)?(?: the| our)?(?: {_N})?{_WORDS}{_DONE}")),
    ("missed", re.compile(_K + _WORDS + _MISSED)),
    ("missed", re.compile(rf"\b(?:missed|failed to \w+|did not \w+) {_K}(?P<what>(?:\s[a-z&'/-]+){{0,4}})")),
)
_CLAUSES = re.compile(
    r"[.;:!?\n]+(?=\s|$)|\s[-–—]\s|,\s*but\b|\b(?:due to|because|owing to|as a result|however|although)\b", re.I
)
_ELSEWHERE = re.compile(
    r"\b(?:last|previous|prior|next|earlier|will|to be|should|would|could|may|might|if|unless|expect\w*|plan\w*|target|"
    r"forecast|q[1-4]|quarter\w*|month\w*|january|february|march|april|june|july|august|september|october|november|december|"
    r"(?:19|20)\d\d|compared|than|usual\w*|normal\w*|average|per|each|every|around|about|approximately|approx|nearly|"
    r"almost|some|over|least|up to|forward|of which|of these|of those|of them|including|except\w*|apart|excluding|"
    r"exception|not all|rescheduled|since|now|later|subsequently|then)\b"
)
_TURNED = re.compile(
    r"\b(?:not|no|none|never|nor|neither|hardly|barely|scarcely|rarely|partly|partially|half|but|bar|save|failed|unable|"
    r"without|remaining|rest|remainder|others?|another|further|additional|extra|more|fewer|less|first|final|under|below|"
    r"above|beyond|between)\b"
)
"""Words that turn the number before or after them: "not one of", "a further four", "were never made"."""
_SPANS = re.compile(r"\b(?:or|to|between \S+ and)$")
"""The words before a number that is the end of a span: "four or five"."""
_NO_CASES = re.compile(
    r"\b(?:days?|weeks?|years?|hours?|minutes?|per ?cent|points?|times|actions?|milestones?|tasks?)\b"
)
_ALIKE = (
    ("inspection", "visit", "premises", "business", "establishment", "check", "audit", "intervention", "home"),
    ("complaint", "request", "enquir", "call", "case", "incident", "report", "notification", "response"),
    ("application", "licen", "registration", "permit", "renewal", "notice"),
)
"""Words that count the same thing in a comment and in an indicator's name."""


_LONGEST = 2_000
"""What a comment says of its figure is near its beginning; the rest is not searched."""


def claims(comment: str, *, name: str = "") -> list[Said]:
    """The counts a comment says of the figure itself; ``name`` is its indicator's.

    >>> [(each.missed, each.due) for each in claims("Three of 54 missed; all actions completed")]
    [(3, 54)]
    """
    found: list[Said] = []
    for clause in _CLAUSES.split(re.sub(r"\([^()]*\)", " ", comment[:_LONGEST])):
        plain = " ".join(clause.lower().split())
        if plain and not _ELSEWHERE.search(plain):
            found += _first(plain, name)
    return found


def _first(clause: str, name: str) -> Iterator[Said]:
    """The count of one clause; of two patterns that both fit the more telling one."""
    for kind, pattern in _PATTERNS:
        if match := pattern.search(clause):
            parts = match.groupdict()
            what = parts.get("what") or ""
            if not _is_turned(clause[: match.start()], what) and _is_about(what, name):
                count = 0 if kind == "all" else _number(parts["k"])
                due = _number(parts["n"]) if parts.get("n") else None
                key = "done" if kind == "done" else "missed"
                yield Said(words=match[0].strip(), due=due, **{key: count})
            return


def _is_turned(before: str, what: str) -> bool:
    """Whether the words before or after a number make it another one."""
    near = " ".join(before.split()[-2:])
    return bool(_TURNED.search(near) or _TURNED.search(what) or _SPANS.search(before.rstrip()))


def _is_about(what: str, name: str) -> bool:
    """Whether the things counted may be those the indicator counts."""
    if _NO_CASES.search(what):
        return False
    named = name.lower()
    nouns = [(noun, group) for group in _ALIKE for noun in group if noun in what]
    if not nouns:
        long = [word for word in what.split() if len(word) > 4]
        return not long or any(word[:5] in named for word in long)
    return not any(noun in named for group in _ALIKE for noun in group) or any(
        other in named for _, group in nouns for other in group
    )


def _number(text: str) -> int:
    if text in ("none", "nil"):
        return 0
    return _NUMBERS.index(text) if text in _NUMBERS else int(text.replace(",", ""))


def contradiction(comment: str, beside: Beside, *, name: str = "") -> tuple[str, str] | None:
    """What a comment says, in its words, and what that would mean, where no reading of it fits the figure.

    >>> contradiction("5 inspections not completed", Beside(percent=Decimal(98), denominator=Decimal(54)))
    ('5 inspections not completed', '200 to 333 due')
    >>> contradiction("5 inspections not completed", Beside(percent=Decimal(98), denominator=Decimal(250)))
    """
    counts = claims(comment, name=name)
    missed = [each.missed for each in counts if each.missed is not None]
    together = [Said(words="", missed=sum(missed))] if len(missed) > 1 else []
    if not counts or any(_fits(each, beside) for each in [*counts, *together]):
        return None
    return counts[0].words, _meaning(counts[0], beside)


def _fits(count: Said, beside: Beside) -> bool:
    turned = Said(words=count.words, missed=count.done, done=count.missed, due=count.due)
    return _holds(count, beside) or (beside.either and _holds(turned, beside))


def _holds(count: Said, beside: Beside) -> bool:
    """Whether a count is possible beside a figure: exactly where both its counts are known, else as it is shown."""
    numerator, denominator = beside.numerator, beside.denominator
    if denominator is not None and count.due not in (None, int(denominator)):
        return False
    due = Fraction(count.due) if count.due is not None else Fraction(denominator) if denominator is not None else None
    if denominator is not None and numerator is not None:
        return count.missed_of(Fraction(denominator)) == Fraction(denominator) - Fraction(numerator)
    if due is None and numerator is not None and count.missed is not None:
        due = Fraction(numerator) + count.missed
    if due is not None:
        missed = count.missed_of(due)
        return due == 0 or (0 <= missed <= due and beside.low <= 100 * (due - missed) / due <= beside.high)
    least, most = due_between(count, beside)
    return least is not None and (most is None or least <= most)


def due_between(count: Said, beside: Beside) -> tuple[int | None, int | None]:
    """How many were due at least and at most, by a count beside a percent as it is shown; no most where it is open.

    (None, None) where no number fits. The least of 5 missed at 98% is 5 ÷ 2.5%, the most 5 ÷ 1.5%.
    """
    counted = count.missed if count.missed is not None else count.done or 0
    low, high = (100 - beside.high, 100 - beside.low) if count.missed is not None else (beside.low, beside.high)
    if counted == 0:
        return (1, None) if low == 0 else (None, None)
    if high == 0:
        return None, None
    return math.ceil(100 * counted / high), math.floor(100 * counted / low) if low else None


def _meaning(count: Said, beside: Beside) -> str:
    """What the comment's count would come to, in a few words."""
    if count.due:
        return f"{float(round(100 - 100 * count.missed_of(Fraction(count.due)) / count.due, 1)):g}%"
    if beside.denominator is not None and beside.numerator is not None:
        due = Fraction(beside.denominator)
        return f"{float(due - count.missed_of(due)):,g} of {float(due):,g}"
    if count.missed == 0 or count.done == 0:
        return "100%" if count.missed == 0 else "0%"
    least, most = due_between(count, beside)
    if least is None or (most is not None and least > most):
        return "another figure"
    return (
        f"{least:,} or more due"
        if most is None
        else f"{least:,} due"
        if most == least
        else f"{least:,} to {most:,} due"
    )
