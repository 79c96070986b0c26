"""The shapes of table that councils send. Each has its own file with one recogniser and one reader.

A layout is chosen for every table by its headings; the workbook's layout is the first of these that any of its tables
has.
"""

from __future__ import annotations

from pbi.returns.layouts import (
    achievements,
    actions,
    commentary,
    committee,
    milestones,
    ratings,
    template,
    tidy,
    travel,
    wide,
)
from pbi.returns.layouts.shape import Layout

LAYOUTS: tuple[Layout, ...] = (
    template.LAYOUT,
    ratings.LAYOUT,
    travel.LAYOUT,
    committee.LAYOUT,
    tidy.LAYOUT,
    milestones.LAYOUT,
    actions.LAYOUT,
    achievements.LAYOUT,
    commentary.LAYOUT,
    wide.LAYOUT,
    wide.MAPPED,
)
"""In the order in which a table is tried and a workbook is named after them."""

OF_FIGURES = frozenset({committee.LAYOUT.name, tidy.LAYOUT.name, wide.LAYOUT.name})
"""The layouts by which figures are read without a template and without a person's mapping."""

__all__ = ["LAYOUTS", "OF_FIGURES", "Layout"]
