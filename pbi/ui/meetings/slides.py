"""The board's slides as markup: all in one block, each a section of its own; ``board.js`` shows one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.narrative.meeting.deck import Bar, Bars, Grid, Mark, Slide
from pbi.ui import show
from pbi.ui.show import Markup, tag

SCRIPT = show.ASSETS / "board.js"
LOOKS = show.ASSETS / "board.css"
FEW_WORDS = 330
"""Characters of words that leave room for a small table beneath them."""


def deck(slides: Sequence[Slide], *, footer: str) -> Markup:
    """The whole deck. ``footer``: the period and the stamp, on every slide."""
    last = sum(not slide.in_reserve for slide in slides)
    return tag(
        "div",
        *[_slide(slide, number, last=last, footer=footer) for number, slide in enumerate(slides, start=1)],
        _keys(),
        _jump(slides, last=last),
        class_="deck",
        data_last=last,
    )


def opener(words: str) -> Markup:
    """The button that shows the deck from its first slide."""
    return tag("button", words, type="button", data_slide=1)


def _slide(slide: Slide, number: int, *, last: int, footer: str) -> Markup:
    place = f"in reserve, {number - last}" if slide.in_reserve else f"slide {number} of {last}"
    return tag(
        "section",
        tag("p", slide.about, class_="about"),
        tag("h2", slide.sentence, class_="said"),
        _body(slide),
        tag("p", tag("span", footer), tag("span", place), class_="foot"),
        class_="slide",
        id=f"slide-{number}",
        tabindex="-1",
        aria_label=f"{place[:1].upper()}{place[1:]}: {slide.title}",
    )


def _body(slide: Slide) -> Markup:
    """Picture and table or words side by side; a table under the words, or under the picture where they are many."""
    said = sum(len(heading) + len(words) for heading, words in slide.words)
    under = bool(slide.grid and slide.words and said > FEW_WORDS)
    picture = _bars(slide.picture, tall=not under) if slide.picture else None
    grid = _grid(slide.grid) if slide.grid else None
    words = [tag("div", tag("h3", heading), tag("p", said)) for heading, said in slide.words]
    left = [part for part in (picture, grid if under or not picture else None) if part]
    right = [*words, *([grid] if grid and picture and not under else [])]
    sides = [tag("div", *parts, class_="side") for parts in (left, right) if parts]
    shape = "body" if len(sides) < 2 else "body two" if words else "body wide"
    return tag("div", *sides, class_=shape)


def _bars(bars: Bars, *, tall: bool) -> Markup:
    """Horizontal bars from zero: parts with their role's colour, or one length, its figure beside it; the target."""
    said = {bar.marked for bar in bars.bars if bar.marked}
    common = said.pop() if len(said) == 1 else ""
    return tag(
        "figure",
        tag(
            "figcaption",
            bars.title,
            tag("span", tag("span", class_="key"), common, class_="nowrap") if common else None,
        ),
        *[part for bar in bars.bars for part in _bar(bar, bars.whole or 1.0, marked="" if common else bar.marked)],
        class_=f"bars{' stacked' if _coloured(bars.bars[0]) else ''}{' tall' if tall else ''}",
        role="img",
        aria_label=f"{bars.title}: {bars.alternative}",
    )


def _bar(bar: Bar, whole: float, *, marked: str) -> list[Markup]:
    coloured = _coloured(bar)
    parts = [
        tag(
            "span",
            part.shown if coloured else None,
            class_=f"part {show.css(part.role)}" if coloured else "part",
            style=f"width:{100 * part.size / whole:.2f}%",
        )
        for part in bar.parts
    ]
    aim = tag("span", class_="aim", style=f"left:{100 * bar.mark / whole:.2f}%") if bar.mark is not None else None
    track = [tag("span", bar.label, class_="name"), tag("span", *parts, aim, class_="track")]
    if coloured:
        return track
    beside = tag("span", f" {marked}", class_="quiet") if marked else None
    return [*track, tag("span", *[part.shown for part in bar.parts], beside, class_="after")]


def _coloured(bar: Bar) -> bool:
    return any(part.role for part in bar.parts)


def _grid(grid: Grid) -> Markup:
    def css(place: int) -> str | None:
        return "right" if place in grid.right else None

    heads = [tag("th", title, scope="col", class_=css(place)) for place, title in enumerate(grid.titles)]
    lines = [
        tag("tr", *[tag("td", _cell(cell), class_=css(place)) for place, cell in enumerate(row)]) for row in grid.rows
    ]
    return tag(
        "table",
        tag("caption", grid.more) if grid.more else None,
        tag("thead", tag("tr", *heads)),
        tag("tbody", *lines),
    )


def _cell(cell: str | Mark) -> object:
    return show.status(cell.role, cell.symbol, cell.label) if isinstance(cell, Mark) else cell


def _keys() -> Markup:
    """The same by hand: for those who have a finger or a mouse."""
    buttons = (
        ("back", "‹", "Previous slide (←)"),
        ("next", "›", "Next slide (→)"),
        ("jump", "Slides", "All slides (J)"),
        ("ask", "Question", "Log a question (Q)"),
        ("full", "Full screen", "Fill the whole screen (F)"),
        ("leave", "Leave", "Leave the slides (Esc)"),
    )
    return tag(
        "nav",
        *[tag("button", word, type="button", data_act=act, title=said, aria_label=said) for act, word, said in buttons],
        class_="keys",
        aria_label="Slides",
    )


def contents(slides: Sequence[Slide]) -> Markup:
    """Every slide by number and title, each a button that shows it."""
    return tag("div", _list(slides), class_="contents")


def _jump(slides: Sequence[Slide], *, last: int) -> Markup:
    """The presenter's list of all slides, those in reserve after the last."""
    heading = tag("h3", "All slides", f"; those after {last} are in reserve" if len(slides) > last else None)
    return tag("nav", heading, _list(slides), class_="jump", aria_label="All slides")


def _list(slides: Sequence[Slide]) -> Markup:
    return tag(
            "ol",
            *[
                tag(
                    "li",
                    tag(
                        "button", tag("span", number, class_="number"), slide.title, type="button", data_slide=number,
                        title=slide.title,
                    ),
                )
                for number, slide in enumerate(slides, start=1)
            ],
        )  # fmt: skip
