"""The list of edits, and what they share."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.returns.drafts import PERCENT, Page, Slot

Edit = Callable[[Page, Random], None]
EDITS: list[Edit] = []


def edit(function: Edit) -> Edit:
    """A function that is one of the edits."""
    EDITS.append(function)
    return function


def figure(page: Page, chance: Random, *, percent: bool | None = None) -> Slot | None:
    """A figure of the page that still is a number, if there is one."""
    slots = [slot for line in page.lines for slot in line if slot.about and is_number(slot.value)]
    if percent is not None:
        slots = [slot for slot in slots if slot.about and (slot.about[0][0] in PERCENT) is percent]
    return chance.choice(slots) if slots else None


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
