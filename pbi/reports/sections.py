"""The sections that papers share, each from the matter alone: the same sentences as the screen, and their tables."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pbi.narrative import availability, figures, masked, sentences
from pbi.narrative.change import movement
from pbi.narrative.rows import records
from pbi.reports import cells
from pbi.reports.cells import Made, Row, column
from pbi.reports.content import Matter
from pbi.reports.paper import Cell, Column, Section, Table, present


def counts(matter: Matter) -> Section | None:
    """The counts by service and authority and in all, both ways; and of the years before."""
    if matter.subject.counts.empty:
        return None
    title = "How many have each status"
    tables = (_by_service(matter), _by_year(matter), _circumstances(matter))
    said = sentences.headline(matter.subject.counts)
    return Section(title=title, parts=present(said, sentences.outside(matter.subject.counts), *tables))


def _by_service(matter: Matter) -> Table:
    names = matter.held.scorecard
    services = dict(names[["service", "service_name"]].dropna().itertuples(index=False)) | {"all": "All services"}
    whose = dict(names[["authority", "authority_name"]].itertuples(index=False)) | {"all": "Each indicator once"}
    rows = matter.subject.counts
    total = (rows["service"] == "all") & (rows["authority"] == "all")
    rows = rows[total | ((rows["basis"] == "official") & (rows["authority"] != "all"))]
    rows = rows[rows["basis"].isin(_bases(matter))]
    order = {code: place for place, code in enumerate(["all", *sorted(services, key=lambda each: services[each])])}
    first = rows["authority"] != "all"
    ranked = rows.assign(place=rows["service"].map(order), first=first)
    ranked = ranked.sort_values(["place", "first", "basis", "position"], kind="stable")
    several = len(_bases(matter)) > 1
    lines = [
        (
            services.get(str(service), str(service)),
            whose.get(str(authority), str(authority)),
            str(basis).capitalize() if several else "",
            *_counted(group),
        )
        for (service, authority, basis), group in ranked.groupby(["service", "authority", "basis"], sort=False)
        if group["count"].sum()
    ]
    heads = [Column("Service", width=1.8), Column("Authority", width=1.5), Column("Count", width=1.4)]
    title = "Indicators of each status, by service and authority"
    return _tally("Counts", title, heads, lines, ranked, drop=() if several else (2,))


def _bases(matter: Matter) -> list[str]:
    """Both counts where circumstances move one, else the official alone."""
    own = sentences.of_the_headline(matter.subject.circumstances, matter.held.scorecard)
    both = bool(sentences.without_circumstances(matter.subject.counts, own))
    return ["official", "without circumstances"] if both else ["official"]


def _counted(group: pd.DataFrame) -> list[Cell]:
    base = group["base"].iloc[0]
    return [*(cells.count(each) for each in group.sort_values("position")["count"]), cells.count(base)]


def _tally(
    name: str, caption: str, heads: list[Column], lines: list[tuple[Cell, ...]], rows: pd.DataFrame,
    *, drop: tuple[int, ...] = (),
) -> Table:  # fmt: skip
    labels = list(dict.fromkeys(rows.sort_values("position")["label"]))
    columns = [*heads, *[Column(label, right=True) for label in labels], Column("Of", right=True)]
    kept = [place for place in range(len(columns)) if place not in drop]
    note = "Of: those judged; the other statuses are outside that base."
    return Table(
        name=name,
        caption=caption,
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(line[place] for place in kept) for line in lines),
        notes=(note,),
    )


def _by_year(matter: Matter) -> Table | None:
    rows = matter.subject.by_year
    if rows.empty:
        return None
    rows = rows[rows["basis"] == "official"]
    lines = [(str(period), *_counted(group)) for period, group in rows.groupby("period", sort=True)]
    return _tally("Counts by year", "The same count in the years before", [Column("Period")], lines, rows)


def _circumstances(matter: Matter) -> Table | None:
    rows = matter.subject.circumstances
    if rows.empty:
        return None
    made = [
        column("Indicator", named, width=2.5),
        column("Code", cells.text("indicator"), sheet=True),
        column("Authority", cells.text("authority_name")),
        column("Status", cells.text("official_label")),
        column("Without it", lambda row: figures.text(row["counterfactual_label"]) or "not counted"),
        column("Reason", cells.text("reason"), width=2),
        column("Guidance", cells.text("guidance"), width=1.4),
        column("View of", cells.text("whose_view")),
        column("Approved by", cells.text("approver"), width=1.6),
        column("Until", cells.day("until"), width=1.2),
    ]
    return cells.table("Circumstances", "Exceptional circumstances and what they change", made, rows)


def changed(matter: Matter) -> Section | None:
    """The results that changed, with how many can be tested and how many chance alone would give."""
    rows = matter.held.signals
    said = movement.base(rows)
    if not said:
        return None
    made = [
        column("Better or worse", movement.word),
        column("Indicator", named, width=2.8),
        column("Code", cells.text("indicator"), sheet=True),
        column("Authority", cells.text("authority_name"), width=1.3),
        column("Unit", cells.unit, sheet=True),
        column("From", cells.pair("previous", "outturn"), right=True),
        column("From when", cells.text("previous_period"), width=1.1),
        column("To", cells.outturn, right=True),
        column("Shown by", movement.shown_by, width=1.3),
        column("Status", cells.mark, width=1.1),
    ]
    table = cells.table("What changed", "Results that changed, worst first", made, movement.changed(rows))
    return Section(title="What changed", parts=present(said, table))


def hidden(matter: Matter) -> Section | None:
    """What totals hide of their members."""
    rows = matter.held.masked
    if rows.empty:
        return None
    made = [
        column("Indicator", named, width=2.8),
        column("Code", cells.text("indicator"), sheet=True),
        column("Unit", cells.unit, sheet=True),
        column("Total", cells.outturn_of(""), right=True),
        column("Member", cells.text("member_name"), width=1.3),
        column("Its figure", cells.outturn_of("member_"), right=True),
        column("On last year", cells.change(), right=True),
        column("Its own", cells.change("member_change"), right=True),
        column("Why", masked.why, width=2),
    ]
    table = cells.table("Hidden by totals", "Members that a total hides", made, masked.ranked(rows))
    return Section(title="What totals hide", parts=present(masked.headline(rows), table))


def indicators(matter: Matter) -> Section | None:
    """Every figure, a table a service, with the shorthand explained under each."""
    rows = matter.scorecard
    if rows.empty:
        return None
    parts = [
        Section(title=name, parts=(_of_service(name, group),))
        for name, group in rows.assign(of=rows["service_name"].fillna("No service")).groupby("of", sort=True)
    ]
    return Section(title="Every indicator", parts=tuple(parts))


def _of_service(name: str, rows: pd.DataFrame) -> Table:
    held = records(rows)
    used = [mark for row in held for mark in availability.shorthand(row).split(" ") if mark]
    return cells.table(
        name, f"{name}: every indicator and authority", scored(), held, notes=[availability.legend(used)]
    )


def scored() -> list[Made]:
    """The columns of a figure: outturn, target, status, from what it moved, whether it changed, shorthand."""
    return [
        column("Indicator", named, width=3),
        column("Code", cells.text("indicator"), sheet=True),
        column("Authority", cells.text("authority_name"), width=1.5),
        column("Unit", cells.unit, sheet=True),
        column("Outturn", cells.outturn, right=True),
        column("Target", cells.target, right=True),
        column("Status", cells.mark, width=1.2),
        column("From", cells.of("previous"), right=True, sheet=True),
        column("From when", cells.text("previous_period"), sheet=True),
        column("On last year", cells.change(), right=True, width=1.2),
        column("Better or worse", movement.word, width=1.5),
        column("Why not enough data", movement.reason, sheet=True),
        column("Note", noted, width=1.2),
    ]


def noted(row: Row) -> str:
    """The shorthand, and over whom the change is where members joined or left."""
    return f"{availability.shorthand(row)} {movement.over(row)}".strip()


def named(row: Row) -> str:
    """An indicator's name."""
    return figures.text(row["indicator_name"])


def achievements(matter: Matter) -> Section | None:
    """What was achieved, a sentence each; a workbook has the figures too."""
    if matter.achieved.empty:
        return None
    made = [
        column("Achievement", lambda row: sentences.achievement(row), width=4),
        column("Authority", cells.text("authority_name"), width=1.5),
        column("Service", cells.text("service_name"), width=1.5),
        column("Period", cells.text("period")),
        *[
            column(title, _amount(name), right=True, sheet=True)
            for title, name in (("From", "from_value"), ("To", "to_value"))
        ],
        column("Unit", cells.text("unit"), sheet=True),
    ]
    return Section(
        title="Achievements", parts=(cells.table("Achievements", "What was achieved", made, matter.achieved),)
    )


def _amount(name: str) -> Callable[[Row], Cell]:
    return lambda row: cells.number(row[name], unit="number")
