"""The line that stands at the head of a printed page: whose figures, of when, as known when, under which scheme.

On the screen it is where the skip link leads, and is read aloud there.
"""

from __future__ import annotations

from pbi import measures
from pbi.narrative import figures
from pbi.ui import show
from pbi.ui.frame import filters
from pbi.ui.session import address, ask
from pbi.ui.tables import bodies

PLACE = "page"
_OF_THE_STORE = {"actions", "demand", "returns", "methods", "settings"}  # of other things than a period's figures


def subject() -> list[str]:
    """Whose figures the page shows and of which period; nothing where nothing has been accepted."""
    if not filters.measures_held():
        return []
    whose = bodies.everyone if address.page() in _OF_THE_STORE else bodies.shown
    return [each for each in (whose(filters.question()), address.values()["period"] or filters.latest()) if each]


def head() -> None:
    """Put the line where the page begins."""
    held = address.values()
    said = ["Outturn", *subject()]
    if filters.measures_held():
        schemes = ask.listed(measures.schemes)
        names = dict(zip(schemes["scheme"], schemes["name"], strict=True))
        said += [
            f"as of {figures.day(held['as_of'])}" if held["as_of"] else "all received so far",
            f"status: {names.get(held['scheme'], held['scheme'])}",
        ]
    show.put(show.tag("p", " · ".join(said), id=PLACE, tabindex="-1", class_="paper"))
