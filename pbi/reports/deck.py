"""A board pack as .pptx: one message a slide as its title, native charts and tables, each with a text alternative.

Slides in reserve are there and hidden: they are shown when somebody asks for them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from pbi.charts import theme
from pbi.model import StatusRole
from pbi.narrative.meeting.deck import Bars, Grid, Mark, Slide
from pbi.reports import column_widths
from pbi.reports.paper import Paper, plain

LANGUAGE = "en-GB"
WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.6), Inches(12.1)
TOP, DOWN = Inches(2.25), Inches(4.55)
GAP = Inches(0.4)
_HIGH = Inches(0.38)
"""A row of a table."""
FEW_WORDS = 260
"""Characters of words that leave room for a small table beneath them."""
TITLE_ONLY = 5  # the layout of the default template that has a title and nothing else
_COLOUR: Any = RGBColor
_DATA: Any = CategoryChartData  # the library has no types
Box = tuple[int, int, int, int]


def deck(paper: Paper) -> bytes:
    """The file."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDE, HIGH
    last = sum(not slide.in_reserve for slide in paper.slides)
    for number, slide in enumerate(paper.slides, start=1):
        place = f"in reserve, {number - last}" if slide.in_reserve else f"slide {number} of {last}"
        _slide(made, slide, foot=f"{paper.title} · {paper.stamp} · {place}")
    held = made.core_properties
    held.title, held.author, held.language = plain(paper.title), "Outturn", LANGUAGE
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _slide(made: Any, slide: Slide, *, foot: str) -> None:
    drawn = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    if slide.in_reserve:
        drawn._element.set("show", "0")
    title = drawn.shapes.title
    title.left, title.top, title.width, title.height = LEFT, Inches(0.75), ACROSS, Inches(1.35)
    title.text_frame.word_wrap, title.text_frame.vertical_anchor = True, MSO_ANCHOR.TOP
    _say(title.text_frame.paragraphs[0], slide.sentence, size=26 if len(slide.sentence) < 160 else 20, bold=True)
    _box(drawn, (LEFT, Inches(0.35), ACROSS, Inches(0.4)), [(slide.about, 14, False, theme.MUTED.light)])
    _body(drawn, slide)
    _box(drawn, (LEFT, Inches(7.0), ACROSS, Inches(0.35)), [(foot, 10, False, theme.MUTED.light)])


def _body(drawn: Any, slide: Slide) -> None:
    """Picture and table or words side by side; a table under its picture where words stand beside them."""
    half = int((ACROSS - GAP) / 2)
    right = (int(LEFT + half + GAP), int(TOP), half, int(DOWN))
    few = sum(len(about) + len(told) for about, told in slide.words) <= FEW_WORDS
    whole = (int(LEFT), int(TOP), int(ACROSS), int(DOWN))
    left = (int(LEFT), int(TOP), half, int(DOWN))
    if slide.words:
        held = left if slide.picture or slide.grid else whole
        parts = [(line, size, bold, theme.INK.light) for about, told in slide.words for line, size, bold in (
            (about, 16, True), (told, 18 if few or not slide.grid else 16, False),
        )]  # fmt: skip
        _box(drawn, right if held is left else whole, parts)
        both = slide.picture and slide.grid
        upper = int(DOWN * 0.55) if both and not few else int(DOWN)
        if slide.picture:
            _chart(drawn, slide.picture, (held[0], held[1], held[2], upper))
        if slide.grid:
            place = right if both and few else held
            top = int(TOP + DOWN - _HIGH * (len(slide.grid.rows) + 1)) if both else held[1]
            _grid(drawn, slide.grid, slide.about, (place[0], top, place[2], int(DOWN) - upper), size=14 if few else 12)
        return
    if slide.picture:
        third = int(ACROSS * 0.36)
        _chart(drawn, slide.picture, (int(LEFT), int(TOP), third, int(DOWN)) if slide.grid else whole)
        whole = (int(LEFT + third + GAP), int(TOP), int(ACROSS - third - GAP), int(DOWN))
    if slide.grid:
        _grid(drawn, slide.grid, slide.about, whole, size=16)


def _chart(drawn: Any, bars: Bars, box: Box) -> None:
    """Horizontal bars from zero: a series for each role where they have colours, else one."""
    data = _DATA()
    marked = {bar.marked for bar in bars.bars}
    common = marked.pop() if len(marked) == 1 else ""
    data.categories = [
        plain(f"{bar.label} ({bar.marked})" if bar.marked and not common else bar.label) for bar in bars.bars
    ]
    roles = list(dict.fromkeys(part.role for bar in bars.bars for part in bar.parts))
    for role in roles:
        data.add_series(
            str(role or bars.title), [sum(part.size for part in bar.parts if part.role == role) for bar in bars.bars]
        )
    plain_bars = roles == [None]
    kind = XL_CHART_TYPE.BAR_CLUSTERED if plain_bars else XL_CHART_TYPE.BAR_STACKED
    frame = drawn.shapes.add_chart(kind, *box, data)
    _alternative(frame, bars.title, f"{bars.title}: {bars.alternative}")
    chart = frame.chart
    chart.has_legend, chart.has_title = False, True
    title = f"{bars.title}, {common}" if common else bars.title
    _say(chart.chart_title.text_frame.paragraphs[0], title, size=14, colour=theme.MUTED.light)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 0 if plain_bars else 100
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(14)
    chart.category_axis.format.line.color.rgb = _rgb(theme.HAIRLINE.light)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = (bars.whole or 1.0) * (1.25 if plain_bars else 1.0)
    for role, series in zip(roles, chart.plots[0].series, strict=True):
        colour = theme.STATUS[role] if role else theme.ACCENT
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour.light)
        _labels(series, bars, role)


def _labels(series: Any, bars: Bars, role: str | None) -> None:
    """What is printed on each bar: the figure as it is said, with its mark."""
    for place, bar in enumerate(bars.bars):
        mine = [part for part in bar.parts if part.role == role]
        if not mine:
            continue
        label = series.points[place].data_label
        colour = theme.ON_STATUS[role] if role else theme.INK
        _say(label.text_frame.paragraphs[0], ", ".join(part.shown for part in mine), size=14, colour=colour.light)
        label.position = XL_LABEL_POSITION.CENTER if role else XL_LABEL_POSITION.OUTSIDE_END


def _grid(drawn: Any, grid: Grid, about: str, box: Box, *, size: int) -> None:
    lines = [grid.titles, *grid.rows, *([_more(grid)] if grid.more else [])]
    rows, columns = len(lines), len(grid.titles)
    frame = drawn.shapes.add_table(rows, columns, *box[:3], _HIGH * rows)
    _alternative(frame, about, f"{about}: {', '.join(title for title in grid.titles if title)}.")
    table = frame.table
    table.horz_banding = False
    texts = [[_said(line[place]) for line in lines] for place in range(columns)]
    whole = [place in grid.right or any(isinstance(row[place], Mark) for row in grid.rows) for place in range(columns)]
    room = box[2] / Pt(size) / 0.5  # a letter is half as wide as high
    for place, share in enumerate(column_widths.shares(texts, whole=whole, room=room)):
        table.columns[place].width = int(box[2] * share)
    for number, row in enumerate(lines):
        for place, value in enumerate(row):
            _cell(table.cell(number, place), value, size=size, head=number == 0, right=place in grid.right)


def _more(grid: Grid) -> tuple[str, ...]:
    """How many rows there are besides, as a last row, in the first column of words."""
    place = max(range(len(grid.titles)), key=lambda each: len(grid.titles[each]) if each not in grid.right else -1)
    return tuple(grid.more if each == place else "" for each in range(len(grid.titles)))


def _said(value: str | Mark) -> str:
    return f"  {value.label}" if isinstance(value, Mark) else value


def _cell(cell: Any, value: str | Mark, *, size: int, head: bool, right: bool) -> None:
    cell.fill.background()
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    if isinstance(value, Mark):
        _say(paragraph, f"{value.symbol} ", size=size, colour=theme.STATUS[value.role or StatusRole.UNKNOWN].light)
        _say(paragraph, value.label, size=size)
    else:
        _say(paragraph, value, size=size, bold=head)


def _box(drawn: Any, box: Sequence[int], lines: Sequence[tuple[str, int, bool, str]]) -> None:
    shape = drawn.shapes.add_textbox(*box)
    frame = shape.text_frame
    frame.word_wrap = True
    for place, (text, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(2 if bold else 10)
        _say(paragraph, text, size=size, bold=bold, colour=colour)


def _say(paragraph: Any, text: str, *, size: int, bold: bool = False, colour: str = theme.INK.light) -> None:
    paragraph.alignment = paragraph.alignment or PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
    run.font.color.rgb = _rgb(colour)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _alternative(frame: Any, title: str, said: str) -> None:
    held = frame._element.nvGraphicFramePr.cNvPr
    held.set("descr", plain(said))
    held.set("title", plain(title))


def _rgb(colour: str) -> Any:
    return _COLOUR.from_string(colour[1:].upper())
