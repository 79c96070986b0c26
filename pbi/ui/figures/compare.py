"""The Compare page's parts: which indicator, whose figure they are compared with, the pictures and the tables."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.charts import compare as drawing
from pbi.model import Question
from pbi.narrative import compare as words
from pbi.narrative import figures
from pbi.narrative.change import certainty, movement
from pbi.ui import show
from pbi.ui.figures.series import POLARITY
from pbi.ui.frame import empty
from pbi.ui.session import address, ask
from pbi.ui.show import join, tag
from pbi.ui.tables import bodies, lists, tables
from pbi.ui.tables.tables import Column, Row, table, text

COUNTS = ("higher", "similar", "lower")


def offer(question: Question) -> None:
    """Where no indicator is chosen: every one, those in which the authorities differ most first; the page ends."""
    rows = ask.answer(measures.compare, question)
    held = differences(rows)
    if held.empty:
        empty.nothing(question, "figures of single authorities", in_part=True)
    show.heading(f"Compare in {question.period}", level=1, note=bodies.shown(question))
    differ, tested = int((held["differ"] > 0).sum()), int((held["tested"] > 1).sum())
    show.lead(
        f"In {differ} of {tested} indicators at least one authority differs from what they come to together."
        if tested
        else "No indicator can be tested: the figures have no denominators, or there is one authority only.",
        _by_chance(int(held["tested"].sum())),
        "Choose an indicator above or here. Those in which the authorities differ most come first.",
    )
    table(
        [
            Column("Indicator", _chosen, head=True),
            Column("Service", text("service_name")),
            Column("Authorities", lambda row: str(row["held"]), right=True),
            *[Column(way.capitalize(), lambda row, way=way: _count(row, way), right=True) for way in COUNTS],  # type: ignore[misc]
            Column("Who differs", text("names")),
            Column("Spread beside chance", lambda row: _times(row["dispersion"]), right=True),
        ],
        held,
    )
    show.note(
        "Higher and lower are judged at 99.8%. Spread: how much the authorities vary, 1 being what chance would give."
    )
    empty.end()


def differences(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an indicator: how many are higher, similar and lower, who differs, the spread; most different first."""
    held = rows[rows["outturn"].notna()]
    made = []
    for _, group in held.groupby("indicator", sort=False):
        first = group.iloc[0]
        ways = {way: int((group["comparison"] == way).sum()) for way in COUNTS}
        differ = group[group["comparison"].isin(["higher", "lower"])]
        named = [f"{row['authority_name']} {words.verdict(row)}" for _, row in differ.iterrows()]
        made.append(
            {
                **{name: first[name] for name in ("indicator", "indicator_name", "service_name", "dispersion")},
                **ways,
                "held": len(group),
                "tested": sum(ways.values()),
                "differ": len(differ),
                "names": figures.listed(named) if len(named) <= words.MOST_NAMED else "",
            }
        )
    if not made:
        return pd.DataFrame()
    return pd.DataFrame(made).sort_values(
        ["differ", "dispersion"], ascending=False, na_position="last", kind="stable", ignore_index=True
    )


def whose(rows: pd.DataFrame, question: Question) -> str:
    """Whose the pooled figure is: the partnership, where its members are compared, or the chosen group; "" of all."""
    groups = ask.listed(measures.comparator_groups)
    together = groups[groups["is_partnership"] == 1]
    if question.comparators:
        return "the partnership" if question.comparators in set(together["comparators"]) else "the group"
    compared = set(rows.loc[rows["outturn"].notna(), "authority"])
    within = [compared <= set(group["authority"]) for _, group in together.groupby("comparators")]
    return "the partnership" if compared and any(within) else ""


def described(row: Row) -> str:
    """ "Food inspections done (%), higher is better"."""
    rate = f"per {float(row['per']):,.0f}"
    unit = {"percent": "%", "currency": "£", "rate": rate}.get(row["unit"], row["unit"])
    what = f"{row['definition']} ({unit})" if figures.text(row["definition"]) else unit
    return f"{what}, {POLARITY[row['polarity']]}"


def source(question: Question) -> str:
    """Who is in the chosen group, and who drew the list up; "" where none is chosen."""
    if not question.comparators:
        return ""
    groups = ask.listed(measures.comparator_groups)
    chosen = groups[groups["comparators"] == question.comparators]
    said = figures.text(chosen["source"].iloc[0]) if len(chosen) else ""
    return f"Compared within {chosen['comparators_name'].iloc[0]}{f' ({said})' if said else ''}." if len(chosen) else ""


def pictures(rows: pd.DataFrame, question: Question) -> None:
    """The figures in order with their intervals and, of five authorities or more, the funnel."""
    if rows["outturn"].notna().sum() == 0:
        return
    wide = int(rows["outturn"].notna().sum()) > drawing.MOST_NAMED
    if rows["spread"].notna().any() and not wide:
        left, right = lists.columns(1, 1)
        with left:
            _ranked(rows, question)
        with right:
            _funnel(rows, question)
        return
    _ranked(rows, question)
    _funnel(rows, question)


def in_order(rows: pd.DataFrame) -> None:
    """Every authority with its figure, cases, intervals, what it is compared with, the verdict and its quarter.

    Of very many: those asked about, and the others a quarter at a time, each behind its key.
    """
    if rows["outturn"].notna().sum() <= drawing.MOST_NAMED:
        show.heading("Each authority")
        _listed(rows)
        return
    show.heading("Each authority", note="by quarter")
    _listed(rows[rows["is_asked"]])
    for quartile, group in rows.groupby("quartile"):
        best, last = group.iloc[0], group.iloc[-1]
        name = f"{words.QUARTERS[int(quartile)].capitalize()} quarter"
        span = f"{name}: {len(group)}, from {words.value(best)} to {words.value(last)}"
        with st.expander(show.plain(span), key=f"q{quartile}"):
            _listed(group)
    missing = rows[rows["outturn"].isna()]
    if len(missing):
        with st.expander(f"Without a figure: {len(missing)}", key="without"):
            _listed(missing)


def _listed(rows: pd.DataFrame) -> None:
    table(
        [
            Column(
                "Rank",
                lambda row: figures.plain(row["rank"], decimals=0) if figures.is_known(row["rank"]) else "",
                right=True,
            ),
            Column("Authority", text("authority_name"), head=True),
            Column("Figure", _figure, right=True),
            Column("Cases", words.cases, right=True),
            Column("99.8% interval", lambda row: words.interval(row, "_998"), right=True),
            Column("95% interval", lambda row: words.interval(row, "_95"), right=True),
            Column("Compared with", words.benchmark, right=True),
            Column("At 99.8%", lambda row: _judged(row, "", name="strong")),
            Column("At 95%", lambda row: _judged(row, "_95", name="span", class_="shorthand")),
            Column("Quarter", words.quarter),
        ],
        rows,
    )


def _judged(row: Row, level: str, *, name: str, **attributes: object) -> object:
    said = words.verdict(row, level=level)
    return tag(name, said, **attributes) if said else ""


def over_years(rows: pd.DataFrame) -> None:
    """Each authority's change on the year before with its interval, and its trend over up to five years."""
    if not (rows["previous"].notna().any() or (rows["years"] > 1).any()):
        return
    show.heading("Over the years", note="each authority against itself")
    held = rows[rows["outturn"].notna()]
    if "short_trend" in rows:
        _by_year(held[held["is_asked"]] if len(held) > drawing.MOST_NAMED else held)
        if len(held) > drawing.MOST_NAMED:
            with st.expander("Every authority", key="moved"):
                _by_year(held)
        show.note("Plain arrows, as chosen under How judged: any difference moves them, and nothing is tested.")
        return
    if len(held) <= drawing.MOST_NAMED:
        _by_year(held)
    else:
        _by_year(held[held["is_asked"]])
        with st.expander("Those that changed or have a trend", key="moved"):
            _by_year(held[held["movement"].isin(movement.CHANGED) | words.has_trend(held)])
    show.note(movement.base(held), " ", words.moved(held))
    _how_sure(held)


def _how_sure(rows: pd.DataFrame) -> None:
    """What the words about change rest on, behind one key: each interval, and the test for trend."""
    drawn = rows if len(rows) <= drawing.MOST_NAMED else rows[rows["is_asked"]]
    with st.expander("How sure are we?", key="sure"):
        table(
            [
                Column("Authority", text("authority_name"), head=True),
                Column("Change", tables.moved, right=True),
                Column("True change anywhere from", certainty.span, right=True),
                Column("Trend, χ²", lambda row: figures.figure(row["chi_square"], decimals=1), right=True),
            ],
            drawn,
        )
        show.note(
            f"{certainty.RULE} The interval is of the difference of two proportions (Newcombe) or rates, at 99.8%. "
            "Trend: the χ² test over the last five years, three at least; one above 9.5."
        )
        show.note(movement.reasons(rows))


def _by_year(rows: pd.DataFrame) -> None:
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column("From", movement.came_from, right=True),
            Column("To", _figure, right=True),
            Column("Change", tables.moved, right=True),
            *(tables.movements(rows) if "short_trend" in rows else _tested()),
        ],
        rows,
    )


def _tested() -> list[Column]:
    """Whether it changed in the period, and whether it rises or falls over the years."""
    return [
        Column("In the period", movement.word),
        Column("Over the years", words.trend),
    ]


def _ranked(rows: pd.DataFrame, question: Question) -> None:
    tested = rows["comparison"].notna().any()
    show.heading("In order", note="line: 99.8% interval, which decides; pale bar: 95%" if tested else "not tested")
    ask.picture(lambda: drawing.ranked(rows), key=("ranked", question), alternative=words.alternative_ranked(rows))


def _funnel(rows: pd.DataFrame, question: Question) -> None:
    if rows["spread"].notna().any():
        show.heading("By size", note="within the lines: no more than chance (99.8%; dashed 95%)")
        drawn = drawing.funnel(rows)
        if drawn is not None:
            ask.picture(lambda: drawn, key=("funnel", question), alternative=words.alternative_funnel(rows))
    if rows["comparison"].notna().any() and (said := words.funnel(rows)):
        show.note(said)


def _by_chance(tested: int) -> str:
    chance = figures.plain(tested * words.CHANCE, decimals=1)
    return f"Of {tested} comparisons about {chance} would seem different by chance alone." if tested else ""


def _figure(row: Row) -> object:
    if not figures.is_known(row["outturn"]):
        return tables.missing(row)
    return words.value(row)


def _chosen(row: Row) -> object:
    where = address.link("compare", address.values(), indicator=row["indicator"])
    name = tag("a", row["indicator_name"], href=where, class_="in", target="_self")
    return join([name, tag("span", f" {row['indicator']}", class_="shorthand nowrap")])


def _count(row: Row, way: str) -> str:
    return str(row[way]) if row["tested"] else ""


def _times(value: object) -> str:
    return f"{figures.plain(value, decimals=1)}" if figures.is_known(value) else ""
