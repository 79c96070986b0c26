"""What a publication went out without: its base printed, and what was awaited named."""

from __future__ import annotations

import pandas as pd

from pbi.model import Availability
from pbi.narrative import figures, sentences

MOST_NAMED = 4
_OPEN = {Availability.NOT_DUE, Availability.AWAITED, Availability.LATE}


def base(rows: pd.DataFrame) -> str:
    """ "41 of 44 indicators: awaited FS01, FS02 and LI01 (Westholt)"; "all 44 indicators" where none is missing.

    ``rows`` of pbi.publications.figures of one publication. An indicator is counted once, as the headline takes it; of
    several authorities without a partnership, each one's figure. What was not due counts nowhere, and a reason for
    there being no figure is an answer. Totals that rest on some members only are told apart.
    """
    counted = sentences.headline_rows(rows)
    counted = counted[~counted["availability"].isin(sentences.NOT_DUE)]
    open_ = _awaited(counted)
    number = len(counted)
    noun = "indicator" if counted["indicator"].is_unique else "figure"
    if open_.empty:
        said = f"all {figures.count(number, noun)}"
    else:
        whose = _from(rows, set(open_["indicator"]))
        said = (
            f"{number - len(open_)} of {figures.count(number, noun)}: awaited {_named(open_['indicator'])}"
            f"{f' ({whose})' if whose else ''}"
        )
    return said + _in_part(rows, counted[~counted["indicator"].isin(set(open_["indicator"]))])


def _awaited(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["outturn"].isna() & (rows["availability"].isin(_OPEN) | rows["availability"].isna())]


def _in_part(rows: pd.DataFrame, counted: pd.DataFrame) -> str:
    """ "; 2 of them without every member: FS03 and LI02 (Westholt)"."""
    short = counted[(counted["members_reporting"] < counted["members_expected"]).fillna(False)]
    if short.empty:
        return ""
    whose = _from(rows, set(short["indicator"]))
    return f"; {len(short)} of them without every member: {_named(short['indicator'])}{f' ({whose})' if whose else ''}"


def _from(rows: pd.DataFrame, indicators: set[str]) -> str:
    """The authorities that had not sent their figures of these indicators."""
    members = rows[(rows["authority_kind"] != "partnership") & rows["indicator"].isin(indicators)]
    return _named(_awaited(members)["authority_name"].drop_duplicates())


def _named(names: pd.Series) -> str:
    said = sorted({str(each) for each in names})
    more = len(said) - MOST_NAMED
    return figures.listed([*said[:MOST_NAMED], f"{more:,} more"] if more > 1 else said)
