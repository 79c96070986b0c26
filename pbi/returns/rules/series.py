"""Rules of a figure beside others of its indicator and authority: earlier periods, the parts of a year, last time."""

from pbi.model import Severity
from pbi.returns.rules.rule import Rule

_PLACE = {"sheet": "Return", "cell": "D2"}

FAR_OUTSIDE_HISTORY = Rule(
    code="far-outside-history",
    severity=Severity.WARNING,
    title="Figure far from its earlier ones",
    says="Cell {cell} of '{sheet}' contains {found} for {indicator} in {period}; "
    "its {number} other figures are {range}.",
    to_do="Correct the figure, or accept it if it is right.",
    many="figures are far from the others for the same indicator and authority",
    expected="near {range}",
    writes=True,
    example={
        **_PLACE,
        "found": "730",
        "indicator": "TS01",
        "period": "2019/20",
        "number": "4",
        "range": "70 to 75",
    },
)
ZERO_AMONG_HIGH = Rule(
    code="zero-among-high",
    severity=Severity.WARNING,
    title="Zero where other figures are high",
    says="Cell {cell} of '{sheet}' contains 0 for {indicator} in {period}, but its other figures are {expected}.",
    to_do="Enter a dash if there is no figure; accept 0 if it is right.",
    many="figures are 0 where the others for the same indicator and authority are high",
    example={**_PLACE, "indicator": "FH01", "period": "2019/20", "expected": "94 to 97"},
)
POPULATION_REPEATED = Rule(
    code="population-repeated",
    severity=Severity.WARNING,
    also=(Severity.NOTE,),
    title="The same denominator every period",
    says="{indicator} counts out of the same {found} each {kind}, so it may be a population.",
    to_do="If it is, set the indicator's roll-up across periods to population in the catalogue; otherwise accept it.",
    many="indicators count out of the same number each period",
    expected="a different denominator each {kind}",
    example={**_PLACE, "indicator": "TS01", "found": "110,000", "kind": "quarter"},
)
YEAR_DIFFERS = Rule(
    code="year-differs",
    severity=Severity.WARNING,
    title="Year that its parts do not make",
    says="{indicator} in {period} is {found}; its {parts} in {where} make {total}.",
    to_do="Correct the year or its parts; accept it if the year was adjusted.",
    many="stated years are not what their parts make",
    expected="{total}, from {where}",
    example={
        **_PLACE,
        "indicator": "TS01",
        "period": "2019/20",
        "found": "410 in Return D6",
        "parts": "two halves",
        "where": "Return D2, Return D3",
        "total": "400",
    },
)
ROWS_MISSING = Rule(
    code="rows-missing",
    severity=Severity.NOTE,
    title="Indicators still expected",
    says="This return lacks {count} expected from {authority} for {period}: {expected}.",
    to_do="Add the rows, or send them in another file.",
    many="authorities have not yet reported everything expected",
    example={
        "sheet": "Return",
        "authority": "Broxtowe",
        "count": "2 indicators",
        "period": "2019/20",
        "expected": "FH02, TS01",
    },
)
PAST_PERIOD_RESTATED = Rule(
    code="past-period-restated",
    severity=Severity.WARNING,
    title="Change to a past period",
    says="{about} was {expected} and is {found} in cell {cell} of '{sheet}', which changes a past period.",
    to_do="Accept it if the past figure should change; both figures are kept.",
    many="figures of past periods change",
    example={**_PLACE, "about": "FH01 2017/18", "expected": "97", "found": "91"},
)
FIGURE_CHANGED = Rule(
    code="figure-changed",
    severity=Severity.NOTE,
    title="Figure that changes",
    says="{about} was {expected} and is {found} in cell {cell} of '{sheet}'.",
    to_do="No action needed if the new figure is right.",
    many="figures change",
    example={**_PLACE, "about": "FH01 2019/20", "expected": "96", "found": "95"},
)
