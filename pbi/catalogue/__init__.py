"""The catalogue: authorities, services, objectives, indicators, targets, tolerances and schemes, loaded from sheets.

``load`` takes sheets in, ``names`` says what people's words stand for. A sheet or CSV is named for what it holds
(``kinds.KINDS``); its first row holds the columns' names.
"""

from pbi.catalogue.load import CatalogueFaults, load, names, record
from pbi.catalogue.names import Names
from pbi.catalogue.plan import Change, Counts, Plan, examine

__all__ = ["CatalogueFaults", "Change", "Counts", "Names", "Plan", "examine", "load", "names", "record"]
