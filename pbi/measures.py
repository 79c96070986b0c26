"""The questions the pages and the command line ask, each one composed query over the store.

Every measure takes the store and a Question and returns rows: ``table`` keeps exact decimals for files and scripts,
the named measures give a pandas frame (numbers as float64, missing as NaN or None) for pages and charts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pyarrow as pa

from pbi import period as periods_of_time
from pbi.errors import UnknownName
from pbi.model import Facts, Question
from pbi.period import PeriodKind
from pbi.settings import settings
from pbi.store import Store

Measure = Callable[[Store, Question], pd.DataFrame]


def table(store: Store, question: Question, step: str, **more: object) -> pa.Table:
    """One step's rows for a question, figures as exact decimals. Extra parameters of the step by name."""
    return store.query(step, **parameters(question), **more)


def parameters(question: Question) -> dict[str, object]:
    """A question as the parameters the steps name."""
    asked = periods_of_time.canonical(question.period) if question.period else None
    return {
        "as_of": question.as_of,
        "at": judged_on(question),
        "with_halves": asked is not None and asked.kind is PeriodKind.HALF,
        "overdue_before": late_on(question) - timedelta(days=settings().returns_due_days),
        "minimum_count": settings().minimum_count,
        "long_periods": settings().long_trend_periods,
        "scheme": question.scheme,
        "period": question.period or None,
        "period_kind": asked and asked.kind.value,
        "period_start": asked and asked.start,
        "period_end": asked and asked.end,
        "financial_year": asked and asked.end.year - (asked.end.month < 4),
        "authorities": question.authorities,
        "services": question.services,
        "indicators": question.indicators,
        "objective": question.objective or None,
        "trial_basis": question.trial.basis if question.trial else None,
        "trial_green": question.trial.green_within if question.trial else None,
        "trial_amber": question.trial.amber_within if question.trial else None,
        "publication": question.publication or None,
        "comparators": question.comparators or None,
    }


def judged_on(question: Question) -> date:
    """The day on which due and overdue are judged: the one given, else the asked period's end if past, else today.

    Today is the day asked about, where that is an earlier one.
    """
    if question.at:
        return question.at
    today = late_on(question)
    return min(periods_of_time.canonical(question.period).end, today) if question.period else today


def late_on(question: Question) -> date:
    """The day on which a return is late or not: the one given, else the day asked about, else today."""
    return question.at or question.as_of or question.today or date.today()


def due_on(question: Question) -> date:
    """The day on which the returns of the asked period are due."""
    return periods_of_time.canonical(question.period).end + timedelta(days=settings().returns_due_days)


def frame(rows: pa.Table) -> pd.DataFrame:
    """An Arrow table as pandas: decimals become the nearest float64, whole numbers stay, missing is NaN or None."""
    exact = [  # by way of text, for Arrow's own cast of a decimal is often one off: 94.95 becomes a number below it
        each.cast(pa.string()).cast(pa.float64()) if pa.types.is_decimal(each.type) else each
        for each in rows.itercolumns()
    ]
    return pa.table(exact, names=rows.column_names).to_pandas()


def measure(step: str, meaning: str, *, moves: bool = False) -> Measure:
    """The question that one step answers, as a frame; it ``moves`` where plain arrows may be asked for."""

    def measure(store: Store, question: Question) -> pd.DataFrame:
        rows = frame(table(store, question, step))
        return _with_arrows(store, question, rows) if moves and question.movement == "arrows" else rows

    measure.__name__ = measure.__qualname__ = step
    measure.__doc__ = meaning
    return measure


def framed(answer: Callable[[Store, Question], pa.Table]) -> Measure:
    """A question answered by a table, answered by a frame."""

    def measure(store: Store, question: Question) -> pd.DataFrame:
        return frame(answer(store, question))

    measure.__module__, measure.__name__ = answer.__module__, answer.__name__.removesuffix("_table")
    measure.__doc__ = answer.__doc__
    return measure


def _listed(step: str, meaning: str) -> Callable[[Store], pd.DataFrame]:
    def listed(store: Store) -> pd.DataFrame:
        return frame(store.query(step))

    listed.__name__ = listed.__qualname__ = step
    listed.__doc__ = meaning
    return listed


def _with_arrows(store: Store, question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with plain arrows (short_trend, long_trend and what they compare), where those were asked for."""
    return rows.merge(frame(table(store, question, "arrows")), how="left", on=["indicator", "authority", "period"])


scorecard = measure("scorecard", "One row an indicator and authority: figure, target, status, change.", moves=True)
trend = measure("trend", "The scorecard's columns for every period on record, oldest first.", moves=True)
counts = measure("counts", "How many have each status, out of how many; by authority and service, and in all.")
three_years = measure(
    "three_years", "Each year's outturn side by side, this year's target, and the change on last year.", moves=True
)
actions = measure("actions", "Actions with the status derived on the day of judging, beside the one stated.")
milestones = measure("milestones", "Milestones with their state on the day of judging.")
ratings = measure("ratings", "Quarterly ratings, one row an action or indicator and quarter.")
ratings_grid = measure("ratings_grid", "The ratings counted by quarter, each with its percent of those rated.")
commentary = measure("commentaries", "Commentary of indicators and services, oldest first.")
achievements = measure("achievements", "Achievements of the asked period.")
circumstances = measure("circumstances", "Exceptional circumstances with both statuses.")
stated_differences = measure("stated_differences", "Where a return states another status than its figure comes to.")
demand = measure("demand", "Each member's share of demand beside its agreed share: quarters, years, agreements.")
compare = measure(
    "compare", "Each authority's figure beside its peers: interval, rank, quarter, change and trend.", moves=True
)
demand_cases = measure("demand_cases", "What each member reported of each indicator that counts as demand.")
flags = measure("flags", "What to look at whatever the statuses: significant changes, and what people raised.")
deep_dives = measure("deep_dives", "The subjects a panel has set down to look into, by meeting.")
masked = measure("masked", "What a total hides: a member and why, one row a member and reason.")
tolerances = measure("tolerances", "Every tolerance of the scheme with its dates and who set it.")
scheme_statuses = measure("scheme_statuses", "The scheme's statuses: label, letter, symbol, role.")
signals = measure(
    "signals",
    "Each figure of the period with what its control chart says: the scorecard's names and statuses beside it.",
)
chances = measure(
    "chances", "How likely a series in which nothing changes is to show a signal, by its length and its new points."
)
passport = measure(
    "passport", "Every receipt of one figure and of the figures it is made of: file, sheet, cell, when and by whom."
)
restated = measure("restatements", "Every later receipt that changed a figure, newest first; without statuses.")


def counts_by_year(store: Store, question: Question) -> pd.DataFrame:
    """The counts in all, for the asked period and the same of the two years before, oldest first; those held."""
    asked = periods_of_time.canonical(question.period)
    years = [asked.last_year().last_year(), asked.last_year(), asked]
    frames = [counts(store, replace(question, period=str(each))) for each in years]
    rows = pd.concat(frames, ignore_index=True)
    return rows[(rows["authority"] == "all") & (rows["service"] == "all") & (rows["base"] > 0)].reset_index(drop=True)


def vanished_table(store: Store, question: Question) -> pa.Table:
    """What had a figure the year before and has none in the asked period, which has ended, though not retired."""
    asked = periods_of_time.canonical(question.period)
    span = {"previous_period": str(asked.last_year()), "span_start": asked.start, "span_end": asked.end}
    return table(store, question, "vanished", **span)


vanished = framed(vanished_table)


def counts_supposing(store: Store, question: Question, *, facts: Facts) -> pd.DataFrame:
    """The counts as they would be with these facts received today; nothing is recorded."""
    return frame(store.suppose("counts", facts=facts, received_on=date.today(), **parameters(question)))


def forecast_table(store: Store, question: Question) -> pa.Table:
    """One row an indicator and authority: the year to date, its end as forecast, and the statuses of both."""
    year = financial_year(question.period) if question.period else newest_year(store, as_of=question.as_of)
    return table(store, replace(question, period=year), "forecast", with_forecasts=True)


forecast = framed(forecast_table)


def control_table(store: Store, question: Question) -> pa.Table:
    """Every point of the asked series up to the asked period's end: figure, limits, rule, verdict, why not testable.

    A gap that nobody ever reported has the name of the period that follows the one before it.
    """
    rows = table(store, question, "control")
    names: list[str] = []
    for name in rows["period"].to_pylist():
        names.append(name or str(periods_of_time.canonical(names[-1]).step(1)))
    return rows.set_column(rows.column_names.index("period"), "period", pa.array(names, pa.string()))


control = framed(control_table)


def newest_year(store: Store, *, as_of: date | None = None) -> str:
    """The financial year of the newest year, half, quarter or month with a figure, complete or not; or empty."""
    held, parts = periods(store, as_of=as_of), [PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH]
    held = held[held["has_figure"] & held["period_kind"].isin(parts)]
    return financial_year(str(held["period"].iloc[0])) if len(held) else ""


def financial_year(period: str) -> str:
    """The financial year in which a period ends."""
    return str(periods_of_time.year(periods_of_time.canonical(period).financial_year))


def back_test(store: Store, question: Question) -> pd.DataFrame:
    """What the method says after Q1, Q2 and Q3 of each year held, from the years before it, against what happened."""
    return frame(table(store, question, "back_test", with_forecasts=True))


def periods(store: Store, *, as_of: date | None = None) -> pd.DataFrame:
    """The periods that anything received by a day speaks of, newest first; ``has_figure``: with one of its own."""
    return frame(store.query("periods", as_of=as_of))


def offered_periods(store: Store, *, as_of: date | None = None) -> pd.DataFrame:
    """``periods`` to choose from: those, and each half that comes to a figure from its quarters or months."""
    found = frame(store.query("periods", as_of=as_of, with_halves=True))
    return found[found["has_figure"] | (found["period_kind"] != PeriodKind.HALF)]


authorities = _listed("authorities_held", "The authorities that have something in the store, partnerships first.")
demand_weights = _listed(
    "known_demand_weights",
    "The indicators that count as demand: partnership, indicator, hours_per_case, valid_from, valid_to.",
)
schemes = _listed("known_schemes", "The schemes there are: scheme, name. 'none' (no status anywhere) is always one.")
submissions = _listed("submissions", "Every return received, accepted or undone, newest first.")


def services(store: Store) -> pd.DataFrame:
    """The services in the catalogue: code, name, purpose, position."""
    found = frame(store.query("known_services")).rename(columns={"service": "code", "service_name": "name"})
    return found.sort_values(["position", "name"], ignore_index=True)


def indicators(store: Store) -> pd.DataFrame:
    """The indicators in the catalogue: code, name, service, unit, polarity and the rest."""
    found = frame(store.query("known_indicators")).rename(columns={"indicator": "code", "indicator_name": "name"})
    return found.sort_values(["service", "code"], ignore_index=True)


def objectives(store: Store) -> pd.DataFrame:
    """The objectives in the catalogue: code, title, plan, group, service."""
    return (
        frame(store.query("known_objectives"))
        .rename(columns={"objective": "code"})
        .sort_values("code", ignore_index=True)
    )


def comparator_groups(store: Store) -> pd.DataFrame:
    """The groups to compare within and who was ever in them; partnerships first, one row a member."""
    found = frame(store.query("group_members"))
    return found.sort_values(["is_partnership", "comparators_name", "authority"], ascending=[False, True, True])


def status_aliases(store: Store) -> pd.DataFrame:
    """What returns print for a status, and the role it is read as: alias, role."""
    return pd.DataFrame(store.current("status_alias"), columns=["alias", "role"])


def findings(store: Store, *, submission: str) -> pd.DataFrame:
    """The findings one submission was accepted with."""
    return frame(store.query("findings", submission=submission))


def latest_period(store: Store, *, as_of: date | None = None) -> str:
    """The newest period with a figure, else the newest held; of two that end together the first of ``PeriodKind``."""
    held = periods(store, as_of=as_of)
    held = held[held["has_figure"]] if held["has_figure"].any() else held
    order = {kind.value: place for place, kind in enumerate(PeriodKind)}
    newest = held[held["period_end"] == held["period_end"].max()]
    return str(newest.loc[newest["period_kind"].map(order).idxmin(), "period"]) if len(newest) else ""


def is_empty(store: Store) -> bool:
    """Whether nothing has been accepted yet."""
    return not len(store.query("authorities_held"))


def check_scheme(store: Store, scheme: str) -> str:
    """The code of a scheme, or UnknownName with those there are."""
    held = list(schemes(store)["scheme"])
    if scheme not in held:
        raise UnknownName(scheme, kind="scheme", near=held)
    return scheme
