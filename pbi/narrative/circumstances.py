"""Exceptional circumstances in words: whose view it is, what would have been, and but for what."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pbi.narrative import figures


def view(circumstances: pd.DataFrame, *, held: Mapping[str, int]) -> str:
    """ "In the service's view the nine Ambers would have been Green but for changes to inspection programmes"; "" where
    no status would have been another. ``held``: how many have each status.
    """
    moved = _moved(circumstances)
    if moved.empty:
        return ""
    said = [
        _movers(len(group), before, after, int(held.get(before, 0)))
        for (before, after), group in moved.groupby(["official_label", "counterfactual_label"], sort=False)
    ]
    said[1:] = [each.replace(" would have been ", " ", 1) for each in said[1:]]
    return f"In {_whose(moved)} view {figures.listed(said)} but for {_reason(moved)}"


def _moved(circumstances: pd.DataFrame) -> pd.DataFrame:
    if circumstances.empty:
        return circumstances
    known = circumstances["counterfactual_label"].notna()
    return circumstances[known & (circumstances["official_label"] != circumstances["counterfactual_label"])]


def _movers(number: int, before: str, after: str, held: int) -> str:
    """ "the nine Ambers would have been Green", or "three of the nine Ambers …"."""
    plain = before.endswith(("y", "t")) or " " in before
    name = f"rated {before}" if plain else before if held == 1 else f"{before}s"
    group = f"the {figures.word(held)} {name}" if held != 1 else f"the {name}"
    return f"{group if number == held else f'{figures.word(number)} of {group}'} would have been {after}"


def _whose(moved: pd.DataFrame) -> str:
    views = sorted({str(view).strip() for view in moved["whose_view"]})
    return figures.listed(
        [f"the {view}'s" if view == view.lower() and not view.startswith("the ") else f"{view}'s" for view in views]
    )


def _reason(moved: pd.DataFrame) -> str:
    reasons = {str(reason).strip().rstrip(".") for reason in moved["reason"]}
    if len(reasons) > 1:
        return "exceptional circumstances"
    reason = reasons.pop()
    guidance = {str(text).strip().rstrip(".") for text in moved["guidance"] if figures.is_known(text)}
    under = f" under {guidance.pop()}" if len(guidance) == 1 else ""
    return f"{reason[:1].lower()}{reason[1:]}{under}"
