"""What people do to a return before they send it: each edit changes a draft and leaves its truth as it was."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.returns import edits_of_cells, edits_of_tables
from tests.returns.drafts import Draft, Page
from tests.returns.editing import EDITS, Edit, edit

__all__ = ["EDITS", "apply", "edits_of_cells", "edits_of_tables"]


def apply(draft: Draft, chance: Random, *, edits: int) -> None:
    """So many random edits of a draft."""
    for _ in range(edits):
        chosen, page = chance.choice(EDITS), chance.choice(draft.pages)
        if page.body() and page.header in page.lines:
            chosen(page, chance)
            draft.told.append(chosen.__name__)
            page.widen()
            if chosen in SPLITS:
                draft.pages += SPLITS[chosen](page, chance, len(draft.pages))


@edit
def split_over_two_sheets(page: Page, chance: Random) -> None:
    """The second sheet is made by SPLITS."""


@edit
def a_copy_of_the_sheet(page: Page, chance: Random) -> None:
    """The second sheet is made by SPLITS."""


def _half(page: Page, chance: Random, number: int) -> list[Page]:
    moved = [line for line in page.body() if chance.random() < 0.5]
    header = [slot.copy() for slot in page.header]
    above = [[slot.copy() for slot in line] for line in page.lines[: page.lines.index(page.header)]]
    page.lines[:] = [line for line in page.lines if not any(line is each for each in moved)]
    return [Page(f"{page.name} {number + 1}", [*above, header, *moved], header)]


def _copy(page: Page, chance: Random, number: int) -> list[Page]:
    lines = [[slot.copy() for slot in line] for line in page.lines]
    copied = Page(f"{page.name} {number + 1}", lines, lines[page.lines.index(page.header)])
    copied.visible = chance.random() < 0.5
    return [copied]


SPLITS: dict[Edit, Callable[[Page, Random, int], list[Page]]] = {
    split_over_two_sheets: _half,
    a_copy_of_the_sheet: _copy,
}
