"""A deck beside the one that would be drawn now: which slides differ and in what, slide by slide, by what they say.

Both are slides as they are shown, so that every difference is one that can be read: a sentence, a figure, a status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pbi.narrative import figures
from pbi.narrative.meeting.deck import Bars, Grid, Mark, Slide, cut

LONGEST = 160
"""Characters of a sentence or a row that are quoted; who wants all of it refreshes the slides."""
MOST_LINES = 6
Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One slide that would be another: its number among those shown (None: it is not among them), and what changes."""

    number: int | None
    title: str
    changes: tuple[str, ...]


def differences(shown: Sequence[Slide], now: Sequence[Slide]) -> list[Difference]:
    """Every slide that would differ, go or come if the deck were drawn now; in the order shown, those to come last."""
    before, after = _by_key(shown), _by_key(now)
    moved = _moved(list(before), list(after))
    found = []
    for number, (key, slide) in enumerate(before.items(), start=1):
        changes = _changes(slide, after[key], moved=key in moved) if key in after else ("It would go.",)
        if changes:
            found.append(Difference(number=number, title=slide.title, changes=tuple(changes)))
    come = [slide for key, slide in after.items() if key not in before]
    return found + [
        Difference(number=None, title=slide.title, changes=(f"It would come: {_quoted(slide.sentence)}",))
        for slide in come
    ]


def headline(found: Sequence[Difference], *, of: int) -> str:
    """How many slides would differ if drawn now, how many would go and how many would come; that none would."""
    if not found:
        return "Drawn now, every slide would be the same."
    come = sum(each.number is None for each in found)
    go = sum(each.changes == ("It would go.",) for each in found)
    differ = len(found) - come - go
    parts = [f"{number} would {what}" for number, what in ((differ, "differ"), (go, "go"), (come, "come")) if number]
    return f"Drawn now, of {figures.count(of, 'slide')} {figures.listed(parts)}."


def _by_key(slides: Sequence[Slide]) -> dict[Key, Slide]:
    """Slides by what they are about; of several about the same, in their order."""
    held: dict[Key, Slide] = {}
    for slide in slides:
        place = 0
        while (key := (slide.title, slide.indicator or "", slide.authority or "", place)) in held:
            place += 1
        held[key] = slide
    return held


def _moved(before: Sequence[Key], after: Sequence[Key]) -> set[Key]:
    """Those in both whose place among them is another."""
    old, new = [key for key in before if key in set(after)], [key for key in after if key in set(before)]
    return {key for place, key in enumerate(old) if new[place] != key}


def _changes(old: Slide, new: Slide, *, moved: bool) -> list[str]:
    lines = [
        *_said("Above the sentence", old.about, new.about),
        *_said("The sentence", old.sentence, new.sentence),
        *_picture(old.picture, new.picture),
        *_table(old.grid, new.grid),
        *_apart(_numbered(old.words), _numbered(new.words), order="Its words"),
    ]
    if old.in_reserve != new.in_reserve:
        lines.append("It would be in reserve." if new.in_reserve else "It would no longer be in reserve.")
    elif moved:
        lines.append("It would move to another place.")
    left = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], f"And {left} more."] if left > 1 else lines


def _said(what: str, old: str, new: str) -> list[str]:
    return [] if old == new else [f"{what}: {_from_to(old, new)}"]


def _picture(old: Bars | None, new: Bars | None) -> list[str]:
    """The bars by their labels: what is printed on each, whose colour, and where the target lies."""
    if old is None or new is None:
        return [] if old is new else ["Its picture would go." if new is None else "A picture would come."]
    titles = _said("The picture's title", old.title, new.title)
    drawn = _apart(_bars(old), _bars(new), order="The bars of its picture")
    if titles or drawn:
        return [*titles, *drawn]
    if old.alternative != new.alternative:
        return [f"The picture: {_from_to(old.alternative, new.alternative)}"]
    return [] if _colours(old) == _colours(new) else ["A bar of the picture would have another colour."]


def _bars(bars: Bars) -> Mapping[str, str]:
    return _numbered(
        (bar.label, " ".join([*(part.shown for part in bar.parts), bar.marked]).strip()) for bar in bars.bars
    )


def _colours(bars: Bars) -> list[str | None]:
    return [part.role for bar in bars.bars for part in bar.parts]


def _table(old: Grid | None, new: Grid | None) -> list[str]:
    """The table's rows by their first cell, and what it says of those left out."""
    if old is None or new is None:
        return [] if old is new else ["Its table would go." if new is None else "A table would come."]
    return [
        *_said("The table's headings", ", ".join(old.titles), ", ".join(new.titles)),
        *_apart(_rows(old), _rows(new), order="The rows of its table"),
        *_said("Under the table", old.more, new.more),
    ]


def _rows(grid: Grid) -> Mapping[str, str]:
    spelt = [[cell.label if isinstance(cell, Mark) else cell for cell in row] for row in grid.rows]
    return _numbered((row[0], ", ".join(cell for cell in row[1:] if cell)) for row in spelt)


def _apart(old: Mapping[str, str], new: Mapping[str, str], *, order: str) -> list[str]:
    """What differs of two lists of named texts, as the first has them; ``order``: whose order it is that may differ."""
    both = [
        f"{_name(name)}: {_from_to(old[name], new[name])}" for name in old if name in new and old[name] != new[name]
    ]
    gone = [f"{_name(name)} would go." for name in old if name not in new]
    come = [
        f"{_name(name)} would come{f': {_quoted(new[name])}' if new[name] else '.'}" for name in new if name not in old
    ]
    if not gone and not come and list(old) != list(new):
        return [*both, f"{order} would be in another order."]
    return [*both, *gone, *come]


def _numbered(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Texts by name; a name that comes again has its number."""
    held: dict[str, str] = {}
    for name, text in named:
        number, key = 2, name
        while key in held:
            key, number = f"{name} ({number})", number + 1
        held[key] = text
    return held


def _from_to(old: str, new: str) -> str:
    said = f"{_quoted(old)} would be {_quoted(new)}"
    return said if said.endswith((".”", "?”", "!”")) else f"{said}."


def _name(words: str) -> str:
    return cut(words, LONGEST) or "The row without a name"


def _quoted(words: str) -> str:
    return f"“{cut(words, LONGEST)}”" if words else "nothing"
