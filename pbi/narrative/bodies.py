"""Whose figures are shown: the bodies that rows belong to, as a heading names them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pbi.narrative import figures
from pbi.narrative.sentences import headline_rows

MOST = 4
"""Of more bodies than these a heading says how many they are."""


def named(rows: pd.DataFrame, groups: pd.DataFrame, *, asked: Sequence[str] = ()) -> str:
    """The bodies whose figures the rows are: "Three Vales", "Ashfield and Broxtowe"; "" where there is no row.

    Where authorities were ``asked`` for, each of them that has a row. Else all that have a figure: a partnership stands
    for its members, and a body that is not one of them is named beside it. ``rows`` of pbi.measures.scorecard,
    ``groups`` of pbi.measures.comparator_groups.
    """
    if asked:
        return _listed(rows[rows["authority"].isin(asked)])
    return _listed(_without_members(_with_figure(rows), groups))


def uncounted(rows: pd.DataFrame, groups: pd.DataFrame) -> str:
    """ "3 figures of Broxtowe are not counted in all: it is no member, and the partnership reports the same."

    The counts in all take each indicator once, as a partnership reports it. "" where that leaves out members only.
    """
    strangers = _without_members(_with_figure(rows), groups)
    left = strangers[~strangers.index.isin(headline_rows(rows).index)]
    if left.empty:
        return ""
    one, are = left["authority"].nunique() == 1, "is" if len(left) == 1 else "are"
    return (
        f"{figures.count(len(left), 'figure')} of {_listed(left)} {are} not counted in all: "
        f"{'it is no member' if one else 'they are no members'}, and the partnership reports the same."
    )


def _with_figure(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a figure; all of them where none has one."""
    held = rows[rows["outturn"].notna()]
    return held if len(held) else rows


def of_all(authorities: pd.DataFrame, groups: pd.DataFrame, *, all_named: bool = False) -> str:
    """The bodies of a list of them, of pbi.measures.authorities; ``all_named``: a partnership's members too."""
    names = {"code": "authority", "name": "authority_name", "kind": "authority_kind"}
    rows = authorities.rename(columns=names)
    return _listed(rows if all_named else _without_members(rows, groups))


def _without_members(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Without the members of the partnerships that are among the rows."""
    here = groups[(groups["is_partnership"] == 1) & groups["comparators"].isin(rows["authority"])]
    return rows[~rows["authority"].isin(here["authority"])]


def _listed(rows: pd.DataFrame) -> str:
    """Their names, partnerships first; of many how many they are."""
    bodies = rows.drop_duplicates("authority").sort_values("authority_name", kind="stable")
    together = bodies["authority_kind"] == "partnership"
    return listed([*bodies.loc[together, "authority_name"], *bodies.loc[~together, "authority_name"]])


def listed(names: Sequence[str]) -> str:
    """Names in a row; of many how many they are.

    >>> listed(["Ashfield", "Broxtowe"]), listed(["A", "B", "C", "D", "E"])
    ('Ashfield and Broxtowe', '5 authorities')
    """
    if len(names) <= MOST:
        return figures.listed(list(names))
    return figures.count(len(names), "authority", plural="authorities")
