"""What each kind of paper holds, section by section."""

from __future__ import annotations

from collections.abc import Callable

from pbi.errors import BadInput
from pbi.model import StatusRole
from pbi.narrative import availability, figures
from pbi.narrative.meeting.deck import Grid, Slide
from pbi.narrative.rows import records
from pbi.reports import deep_dives, exceptions, gaps, origins, promised, sections
from pbi.reports.content import Matter
from pbi.reports.paper import Cell, Column, Kind, Medium, Paper, Section, Table, Words, present

TITLES = {
    Kind.COMMITTEE: "Performance report",
    Kind.BOARD: "Board pack",
    Kind.EXCEPTIONS: "Exceptions report",
    Kind.DEEP_DIVE: "Deep dive",
}
HOLDS = {
    Kind.COMMITTEE: "the counts, what changed, every indicator, what fell short with its commentary, achievements, "
    "actions, gaps and where each figure came from",
    Kind.BOARD: "one message after another: the counts, what changed, what fell short, actions late, what to ask",
    Kind.EXCEPTIONS: "only what fell short or changed, with commentary and what is being done",
    Kind.DEEP_DIVE: "one subject or service in full: every figure in every year, the commentary, what to ask",
}
"""What a paper of each kind holds, to choose by."""


def compose(kind: Kind, matter: Matter) -> Paper:
    """The paper of a kind. Refused: nothing to report for the question, or no subject for a deep dive."""
    if matter.is_empty:
        raise BadInput(
            f"There is nothing to report for {matter.held.period} with these filters.",
            remedy="Choose another period, or take the authority and the service away.",
        )
    made = [section for section in _COMPOSERS[kind](matter) if section is not None]
    return Paper(
        kind=kind,
        title=f"{TITLES[kind]}: {matter.subject.whose}, {matter.held.period}",
        about=matter.about,
        headline=matter.headline,
        stamp=f"Figures {matter.stamp}. Due and overdue are judged as at {figures.day(matter.subject.judged_on)}.",
        sections=(*made, _read(matter)),
        slides=_slides(kind, matter),
    )


def contents(paper: Paper, matter: Matter) -> str:
    """One sentence of what a paper holds."""
    tables = sum(1 for _ in paper.tables(Medium.PRINT))
    number = figures.count(len(matter.held.scorecard), "figure")
    holds = HOLDS[paper.kind]
    if matter.held.scorecard.empty:
        number, holds = figures.count(len(matter.held.actions), "action"), "what was promised, rated and achieved"
    return f"It holds {holds}: {number}, {figures.count(tables, 'table')}, {matter.stamp}."


def _committee(matter: Matter) -> list[Section | None]:
    return [
        sections.counts(matter),
        sections.changed(matter),
        sections.hidden(matter),
        exceptions.short(matter, roles=(StatusRole.BAD,)),
        sections.indicators(matter),
        sections.achievements(matter),
        promised.ratings(matter),
        promised.actions(matter),
        *_figures_told(matter, gaps.restated, gaps.gaps, origins.section),
    ]


def _exceptions(matter: Matter) -> list[Section | None]:
    return [
        exceptions.short(matter, roles=(StatusRole.BAD, StatusRole.NEAR)),
        exceptions.of_members(matter),
        sections.changed(matter),
        sections.hidden(matter),
        promised.ratings(matter),
        promised.actions(matter, late_only=True),
        *_figures_told(matter, gaps.restated, gaps.gaps),
    ]


def _board(matter: Matter) -> list[Section | None]:
    slides = [_slide(slide, number) for number, slide in enumerate(matter.slides, start=1)]
    return [*slides, *_figures_told(matter, gaps.restated)]


def _figures_told(matter: Matter, *sections: Callable[[Matter], Section]) -> list[Section]:
    """What is told of the figures of a paper, where it has any."""
    return [] if matter.held.scorecard.empty else [section(matter) for section in sections]


def _slide(slide: Slide, number: int) -> Section:
    """A slide on paper: its sentence, its picture as the figures it draws, its table and its words."""
    tables = (_bars(slide, number), _grid(slide.grid, slide, number))
    words = [Words(about, told) for about, told in slide.words]
    return Section(title=slide.title, parts=present(slide.about, slide.sentence, *tables, *words))


def _bars(slide: Slide, number: int) -> Table | None:
    if slide.picture is None:
        return None
    rows = tuple((bar.label, ", ".join(part.shown for part in bar.parts), bar.marked) for bar in slide.picture.bars)
    columns = (Column("", width=2), Column("Figure", width=2), Column("Beside it"))
    kept = columns if any(row[2] for row in rows) else columns[:2]
    title = slide.picture.title
    columns = (Column(title, width=2), *kept[1:])
    return Table(name=f"{number} picture", caption=title, columns=columns, rows=tuple(r[: len(kept)] for r in rows))


def _grid(grid: Grid | None, slide: Slide, number: int) -> Table | None:
    if grid is None:
        return None
    columns = tuple(
        Column(title or "Change", right=place in grid.right, width=1 if place in grid.right else 2)
        for place, title in enumerate(grid.titles)
    )
    rows: tuple[tuple[Cell, ...], ...] = grid.rows
    return Table(name=f"{number} table", caption=slide.about, columns=columns, rows=rows, notes=present_notes(grid))


def present_notes(grid: Grid) -> tuple[str, ...]:
    """What a cut table says of the rest."""
    return (f"{grid.more}.",) if grid.more else ()


def _dive(matter: Matter) -> list[Section | None]:
    found = deep_dives.subjects(matter)
    if not found:
        raise BadInput(
            "No deep dive is set down for these figures.",
            remedy="Choose a service, or set one down in the catalogue's sheet deep_dives.",
        )
    return [*found, origins.section(matter)]


def _slides(kind: Kind, matter: Matter) -> tuple[Slide, ...]:
    """The slides of a paper: the board's whole deck; of exceptions and of a deep dive those that belong to it."""
    if kind not in _OF_SLIDES:
        return matter.slides
    return tuple(slide for slide in matter.slides if slide.indicator or slide.title in _OF_SLIDES[kind])


def _read(matter: Matter) -> Section:
    """How to read the paper: the statuses, the shorthand, the movement."""
    marks = [f"{row['symbol']} {row['label']}" for row in records(matter.statuses.sort_values("position"))]
    legend = availability.legend(availability.LEGEND)
    parts = (
        f"Statuses: {', '.join(marks)}." if marks and matter.has_statuses else "",
        "Movement compares with the same period of the year before. A change is reported only where the 99.8% interval "
        "of the difference excludes 0. The control chart looks at the whole series of single periods.",
        f"Shorthand: {legend}.",
    )
    return Section(title="How to read this paper", parts=present(*parts))


_OF_SLIDES = {
    Kind.EXCEPTIONS: {"How we did", "What changed", "Hidden by totals", "Actions late", "End"},
    Kind.DEEP_DIVE: {"How we did", "Deep dive", "Questions to ask", "End"},
}
"""The slides that belong to a paper by their title; those of one indicator always do."""
_COMPOSERS: dict[Kind, Callable[[Matter], list[Section | None]]] = {
    Kind.COMMITTEE: _committee,
    Kind.BOARD: _board,
    Kind.EXCEPTIONS: _exceptions,
    Kind.DEEP_DIVE: _dive,
}
