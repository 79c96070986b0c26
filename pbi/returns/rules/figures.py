"""Rules of a row's figures: what they cannot be, or are unlikely to be, beside their indicator, counts and target."""

from dataclasses import replace

from pbi.model import Severity
from pbi.returns.rules.rule import Rule

_PLACE = {"sheet": "Return", "cell": "D2"}
_ACCEPT = "Check the figure; accept it if it is right."

PERCENT_SCALE = Rule(
    code="percent-scale",
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    title="Percentage that may be 100 times out",
    says="Cell {cell} of '{sheet}' contains {value}, which could mean {meant} or {value}%.",
    to_do="Write the percentage with its % sign.",
    many="percentages may be 100 times too small or too large",
    writes=True,
    example={**_PLACE, "value": "0.96", "meant": "96%", "expected": "96"},
)
PERCENT_TOO_LARGE = replace(
    PERCENT_SCALE,
    also=(),
    says="Cell {cell} of '{sheet}' shows {value}%, which could mean {expected}.",
    example={**_PLACE, "value": "9600", "expected": "96%"},
)
UNIT_DIFFERS = Rule(
    code="unit-differs",
    severity=Severity.WARNING,
    title="Figure in another unit",
    says="Cell {cell} of '{sheet}' shows {found} as a {unit}, but the indicator's unit is {expected}.",
    to_do="Check that the figure belongs to this indicator.",
    many="cells show a different unit from their indicator's",
    example={**_PLACE, "found": "£73", "unit": "sum of money", "expected": "number"},
)
NEGATIVE_COUNT = Rule(
    code="negative-count",
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    title="Negative count",
    says="Cell {cell} of '{sheet}' contains {value}, but a count cannot be negative.",
    to_do="Correct the figure.",
    many="counts are negative",
    expected="0 or more",
    example={**_PLACE, "value": "-73"},
)
PERCENT_OVER_100 = Rule(
    code="percent-over-100",
    severity=Severity.WARNING,
    title="Percentage over 100",
    says="Cell {cell} of '{sheet}' contains {value}%, which is more than 100%.",
    to_do=_ACCEPT,
    many="percentages are over 100",
    expected="100 or less",
    example={**_PLACE, "value": "120"},
)
SHARE_OVER_100 = replace(
    PERCENT_OVER_100,
    severity=Severity.ERROR,
    says="Cell {cell} of '{sheet}' contains {value}%, but a share cannot be more than 100%.",
    to_do="Correct the figure.",
)
PROGRESS_OUTSIDE = replace(
    PERCENT_OVER_100,
    severity=Severity.ERROR,
    says="Cell {cell} of '{sheet}' gives progress of {value}%, which is outside 0% to 100%.",
    to_do="Enter progress from 0% to 100%.",
    expected="0% to 100%",
    example={"sheet": "Actions", "cell": "F2", "value": "120"},
)
NUMERATOR_ABOVE_DENOMINATOR = Rule(
    code="numerator-above-denominator",
    severity=Severity.ERROR,
    title="Numerator greater than denominator",
    says="Cell {cell} of '{sheet}' has a numerator of {numerator}, more than its denominator of {denominator}.",
    to_do="Correct one of the two counts.",
    many="numerators are greater than their denominators",
    expected="{denominator} or less",
    example={"sheet": "Return", "cell": "E2", "numerator": "55", "denominator": "50"},
)
COUNT_MISSING = Rule(
    code="count-missing",
    severity=Severity.ERROR,
    title="Numerator without a denominator, or the reverse",
    says="Row {row} of '{sheet}' has only one of numerator and denominator ({found}) and no figure.",
    to_do="Enter both counts, or the figure itself; check that nothing was pasted one column over.",
    many="rows have only one of numerator and denominator and no figure",
    expected="both counts, or a figure",
    example={"sheet": "Return", "cell": "E2", "found": "0.91"},
)
NO_CASES = Rule(
    code="no-cases",
    severity=Severity.NOTE,
    title="Figure without any cases",
    says="Cell {cell} of '{sheet}' gives {value}, but there were no cases (0 of 0), so it is not judged.",
    to_do="No action needed if there were no cases; otherwise correct the counts.",
    many="figures have no cases",
    expected="no cases",
    example={**_PLACE, "value": "100"},
)
RATIO_DISAGREES = Rule(
    code="ratio-disagrees",
    severity=Severity.WARNING,
    title="Percentage that its counts do not make",
    says="Cell {cell} of '{sheet}' contains {value}, but {sum} makes {about}{expected}. The counts are used.",
    to_do="Correct the percentage or one of its two counts.",
    many="percentages are not what their counts make",
    writes=True,
    example={**_PLACE, "value": "96", "sum": "45 of 50", "about": "", "expected": "90"},
)
FIGURE_AND_NONE = Rule(
    code="figure-and-none",
    severity=Severity.WARNING,
    title="Figure and a reason for having none",
    says="Row {row} of '{sheet}' gives the figure {figure}, which is used, and a reason for having none ('{found}').",
    to_do="Clear the figure or the reason.",
    many="rows give a figure and a reason for having none",
    expected="nothing beside a figure",
    example={"sheet": "Figures", "cell": "K6", "figure": "96", "found": "Not due"},
)
TARGET_SCALE = Rule(
    code="target-scale",
    severity=Severity.WARNING,
    title="Figure and target in different units",
    says="Row {row} of '{sheet}' has {value} against a target of {target}; their units seem to differ.",
    to_do="Give the figure and the target in the indicator's unit.",
    many="figures and their targets seem to be in different units",
    expected="both in one unit",
    example={"sheet": "Return", "cell": "G2", "value": "73,390", "target": "420"},
)
TARGET_TAKEN = Rule(
    code="target-taken",
    severity=Severity.NOTE,
    title="Target taken from the return",
    says="No target is agreed for {indicator} in {period}, so the authority's own {value} in cell {cell} of '{sheet}' "
    "is used.",
    to_do="Agree the target in the catalogue.",
    many="targets are taken from the return because none is agreed",
    expected="an agreed target",
    example={"sheet": "Return", "cell": "G2", "indicator": "FH01", "period": "2019/20", "value": "95"},
)
TARGET_DIFFERS = Rule(
    code="target-differs",
    severity=Severity.WARNING,
    title="Target that is not the agreed one",
    says="Cell {cell} of '{sheet}' gives {indicator} a target of {value}; the agreed {expected} is used for {period}.",
    to_do="Correct the cell, or agree the new target in the catalogue.",
    many="targets are not the agreed ones",
    writes=True,
    example={
        "sheet": "Return",
        "cell": "G2",
        "indicator": "FH01",
        "period": "2019/20",
        "value": "95",
        "expected": "100",
    },
)
COMMENT_CONTRADICTS = Rule(
    code="comment-contradicts",
    severity=Severity.WARNING,
    title="Comment that contradicts its figure",
    says="Cell {cell} of '{sheet}' says '{found}', meaning {meaning}; the row gives {percent}%{counts}.",
    to_do="Correct the figure, its counts or the comment.",
    many="comments contradict their figures",
    expected="a comment that agrees with {percent}%",
    example={
        "sheet": "Return",
        "cell": "I2",
        "found": "5 inspections not completed",
        "meaning": "200 to 333 due",
        "percent": "98",
        "counts": " and 54",
    },
)
STATED_STATUS_UNKNOWN = Rule(
    code="stated-status-unknown",
    severity=Severity.WARNING,
    title="Status that is not recognised",
    says="We do not recognise the status '{found}' in cell {cell} of '{sheet}'.",
    to_do="Use one of the agreed statuses, or add this one to the catalogue.",
    many="statuses are not recognised",
    expected="a recognised status",
    example={"sheet": "Return", "cell": "H2", "found": "Turquoise"},
)
ACTION_STATUS_UNKNOWN = replace(
    STATED_STATUS_UNKNOWN,
    to_do="Write Completed, In Progress, Warning, Overdue or Cancelled.",
    expected="an action's status",
    example={"sheet": "Actions", "cell": "E2", "found": "Turquoise"},
)
STATED_STATUS_DIFFERS = Rule(
    code="stated-status-differs",
    severity=Severity.NOTE,
    title="Status that differs from the agreed tolerance",
    says="Cell {cell} of '{sheet}' says {found}; {indicator} for {period}, {outturn} against {target}, comes to "
    "{expected} under the agreed tolerance.",
    to_do="No action needed; both statuses are kept and shown.",
    many="stated statuses differ from the agreed tolerance",
    example={
        "sheet": "Return",
        "cell": "H2",
        "found": "Red",
        "indicator": "FH01",
        "period": "2019/20",
        "outturn": "96",
        "target": "100",
        "expected": "Amber",
    },
)
TOLERANCE_FITS = Rule(
    code="tolerance-implied",
    severity=Severity.NOTE,
    title="Tolerance that the stated statuses imply",
    says="The statuses from {authority} match the agreed tolerance: {agreed}.",
    to_do="No action needed.",
    many="authorities' statuses imply a tolerance",
    example={"authority": "Broxtowe", "agreed": "green within 0% and amber within 5%"},
)
TOLERANCE_DIFFERS = replace(
    TOLERANCE_FITS,
    says="The statuses from {authority} imply {expected}; the agreed tolerance is {agreed}.",
    to_do="Change the agreed tolerance in the catalogue, or correct the statuses.",
    example={
        "authority": "Broxtowe",
        "agreed": "green within 0% and amber within 5%",
        "expected": "green under 2%",
    },
)
TOLERANCE_NOT_AGREED = replace(
    TOLERANCE_FITS,
    says="The statuses from {authority} imply {expected}; no tolerance in percent is agreed.",
    to_do="Agree a tolerance in the catalogue.",
    example={"authority": "Broxtowe", "expected": "green under 2%"},
)
TOLERANCE_CONTRADICTS = replace(
    TOLERANCE_FITS,
    says="No tolerance fits all statuses from {authority}: {better}, but {worse}.",
    to_do="No action needed; the agreed tolerance is used and each difference is shown.",
    expected="one tolerance for all",
    example={
        "authority": "Broxtowe",
        "better": "A1 (F2) is Amber, 20% short",
        "worse": "A2 (F3) is Red, 10% short",
    },
)
