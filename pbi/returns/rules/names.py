"""Rules of what a row is about: authority, period, indicator, service, action, and the words used for them."""

from collections.abc import Sequence
from dataclasses import replace

from pbi.model import Severity
from pbi.returns.rules.rule import Rule, either

_AUTHORITY = {"sheet": "Return", "cell": "A2"}
_INDICATOR = {"sheet": "Return", "cell": "B2"}
_PERIOD = {"sheet": "Return", "cell": "C2"}
_ACTION = {"sheet": "Actions", "cell": "A2"}

UNKNOWN_AUTHORITY = Rule(
    code="unknown-authority",
    severity=Severity.ERROR,
    title="Authority that is not recognised",
    says="We do not recognise the authority '{found}' in cell {cell} of '{sheet}'.{suggestion}",
    to_do="Correct it, or add the authority to the catalogue.",
    many="rows name an authority that is not recognised",
    expected="an authority in the catalogue",
    writes=True,
    example={**_AUTHORITY, "found": "Broxtow", "suggestion": " Did you mean Broxtowe?"},
)
UNKNOWN_AUTHORITY_CODE = replace(
    UNKNOWN_AUTHORITY,
    says="We do not recognise the authority code '{found}'{called}, first in cell {cell} of '{sheet}'.{suggestion}",
    example={**_AUTHORITY, "found": "E07000170", "called": " (Broxtowe)", "suggestion": " Did you mean E07000172?"},
)
NO_AUTHORITY_IN_ROW = replace(
    UNKNOWN_AUTHORITY,
    says="Row {row} of '{sheet}' does not name an authority, but other rows do.",
    to_do="Enter the authority in every row.",
    expected="an authority",
    example=_AUTHORITY,
)
SEVERAL_AUTHORITIES = replace(
    UNKNOWN_AUTHORITY,
    says="A line above the table on '{sheet}' names several authorities, so cell {cell} may belong to any.",
    to_do="Turn the table so that each row has one figure and its authority.",
    expected="one authority",
    example={"sheet": "Return", "cell": "D2"},
)
PERIOD_UNREADABLE = Rule(
    code="period-unreadable",
    severity=Severity.ERROR,
    title="Period missing or not recognised",
    says="Nothing says which period cell {cell} of '{sheet}' is for.",
    to_do="Enter the period above the table or in a column, or choose it when you send the file.",
    many="rows do not say which period they are for",
    expected="a period such as 2019/20",
    example={"sheet": "Return", "cell": "D2"},
)
PART_OF_A_YEAR = replace(
    PERIOD_UNREADABLE,
    says="The line '{found}' above the table on '{sheet}' may mean part of a year.",
    to_do="Choose the period when you send the file.",
    expected="one period, such as 2019/20 or 2019/20 Q3",
    example={"sheet": "Return", "cell": "D2", "found": "Performance to 31 December 2019"},
)
NO_PERIOD_IN_ROW = replace(
    PERIOD_UNREADABLE,
    says="Row {row} of '{sheet}' does not give a period, but other rows do.",
    to_do="Enter the period in every row.",
    expected="a period",
    example=_PERIOD,
)
NOT_A_PERIOD = replace(
    PERIOD_UNREADABLE,
    says="Row {row} of '{sheet}': {problem}",
    to_do="{remedy}",
    expected="a period such as 2019/20, 2019/20 Q4 or 2020-03",
    example={
        **_PERIOD,
        "problem": "'last year' is not a period.",
        "remedy": "Write the period as 2019/20, 2019/20 Q4 or March 2020.",
    },
)
PERIOD_NOT_BEGUN = Rule(
    code="period-not-begun",
    severity=Severity.WARNING,
    title="Period that has not begun",
    says="Cell {cell} of '{sheet}' is about {found}, which has not begun.",
    to_do="Correct the period; accept it if it is right.",
    many="rows are about a period that has not begun",
    expected="a period that has begun",
    example={**_PERIOD, "found": "2098/99"},
)
DATES_AS_MONTHS = Rule(
    code="dates-as-months",
    severity=Severity.WARNING,
    title="Dates that were read as months",
    says="The dates from cell {cell} of '{sheet}' on were read as months: {found} as {expected}.",
    to_do="Check that this is right.",
    many="rows or columns of dates were read as months",
    example={**_PERIOD, "found": "01/04/2019", "expected": "April 2019"},
)
PERIOD_OUTSIDE = Rule(
    code="period-outside",
    severity=Severity.WARNING,
    title="Row for a period outside the return's",
    says="Row {row} of '{sheet}' is for {period}, but the return is for {whole}.",
    to_do="Correct the period, or accept the row if it is right.",
    many="rows are for a period outside the return's",
    expected="{whole} or a part of it",
    example={**_PERIOD, "period": "2020/21", "whole": "2019/20"},
)
YEAR_TO_DATE = Rule(
    code="year-to-date",
    severity=Severity.WARNING,
    title="Figure to an unnamed date",
    says="Cell {cell} of '{sheet}' is headed '{heading}' without a date, so it counts as provisional for {period}.",
    to_do="Name the quarter it runs to.",
    many="figures run to a date that is not named",
    expected="the date it runs to",
    example={"sheet": "Return", "cell": "D2", "heading": "Year to date", "period": "2019/20"},
)
UNKNOWN_INDICATOR = Rule(
    code="unknown-indicator",
    severity=Severity.ERROR,
    title="Indicator that is not recognised",
    says="We do not recognise the indicator '{indicator}' in cell {cell} of '{sheet}'.{suggestion}",
    to_do="Correct it, add it to the catalogue, or say when you send the file that it is new.",
    many="indicators are not in the catalogue",
    expected="an indicator in the catalogue",
    writes=True,
    example={**_INDICATOR, "indicator": "FH0l", "suggestion": " Did you mean FH01?"},
)
NEW_INDICATOR = replace(
    UNKNOWN_INDICATOR,
    severity=Severity.NOTE,
    says="'{indicator}' is new and will be added as a proposed indicator.",
    to_do="No action needed if it is new; otherwise correct the code.",
    example={**_INDICATOR, "indicator": "FH09 Food complaints"},
)
INDICATOR_CONTRADICTS = Rule(
    code="indicator-contradicts",
    severity=Severity.ERROR,
    title="Code and name of different indicators",
    says="Row {row} of '{sheet}' names {expected}, but cell {cell} names {other}.",
    to_do="Correct the code or the name.",
    many="rows give the code of one indicator and the name of another",
    writes=True,
    example={**_INDICATOR, "expected": "FH01", "other": "FH02"},
)
INDICATOR_NAME_DIFFERS = Rule(
    code="indicator-name-differs",
    severity=Severity.WARNING,
    title="Indicator with another name",
    says="{indicator} is '{expected}' in the catalogue, but '{name}' in this return.",
    to_do="Check that the code is the right one.",
    many="indicators have a different name in the catalogue",
    example={
        **_INDICATOR,
        "indicator": "FH01",
        "expected": "High-risk food hygiene inspections",
        "name": "Noise complaints",
    },
)
UNKNOWN_SERVICE = Rule(
    code="unknown-service",
    severity=Severity.NOTE,
    title="Service that is not recognised",
    says="We do not recognise the service '{found}' in cell {cell} of '{sheet}', so it was not recorded.",
    to_do="Correct the service's name.",
    many="rows name a service that is not recognised",
    expected="a service in the catalogue",
    example={"sheet": "Return", "cell": "J2", "found": "Parks"},
)
UNKNOWN_ACTION = Rule(
    code="unknown-action",
    severity=Severity.WARNING,
    title="Action that is not recognised",
    says="We do not recognise the action '{found}' beside cell {cell} of '{sheet}'.",
    to_do="Correct the action's code, or add the action.",
    many="actions are not recognised",
    expected="an action's code",
    example={"sheet": "Milestones", "cell": "B2", "found": "EH99"},
)
ROW_WITHOUT_NAME = Rule(
    code="row-without-name",
    severity=Severity.ERROR,
    title="Row that does not say what it is for",
    says="Row {row} of '{sheet}' contains values but does not say what they are for.",
    to_do="Enter its code or name, or delete the row.",
    many="rows do not say what they are for",
    example={"sheet": "Return", "cell": "D2", "expected": "code, indicator, name or title"},
)
ACTION_WITHOUT_NAME = replace(
    ROW_WITHOUT_NAME,
    says="Row {row} of '{sheet}' does not name an action.",
    to_do="Enter the action's code or a title in words, or leave the row out.",
    expected="an action's code",
    example=_ACTION,
)
MILESTONE_WITHOUT_ACTION = replace(
    ROW_WITHOUT_NAME,
    says="The milestone in cell {cell} of '{sheet}' does not say which action it belongs to.",
    to_do="Enter the action's code.",
    expected="an action's code",
    example={"sheet": "Milestones", "cell": "B2"},
)
RATING_UNKNOWN = Rule(
    code="rating-unknown",
    severity=Severity.ERROR,
    title="Rating that is not recognised",
    says="We do not recognise the rating '{found}' in cell {cell} of '{sheet}'.",
    to_do="Write completed, on target, requires attention, requires amendment, aborted or not available.",
    many="ratings are not recognised",
    expected="a rating",
    example={"sheet": "Actions", "cell": "D2", "found": "fine"},
)
COMMENTARY_KIND_UNKNOWN = Rule(
    code="commentary-kind-unknown",
    severity=Severity.ERROR,
    title="Kind of commentary that is not recognised",
    says="'{found}' in cell {cell} of '{sheet}' is not a kind of commentary.",
    to_do="Write one of: {kinds}.",
    many="kinds of commentary are not recognised",
    expected="a kind of commentary",
    example={"sheet": "Commentary", "cell": "B2", "found": "gossip", "kinds": "context, cause, media"},
)
POLARITY_SETTLED = Rule(
    code="polarity-settled",
    severity=Severity.NOTE,
    title="Which way is better, from the returns",
    says="{indicator}: {found} is better, {source}, from all returns so far.",
    to_do="Confirm it in the catalogue.",
    many="indicators now have a way that is better",
    expected="a polarity stated in the catalogue",
    example={"indicator": "FH01", "found": "higher", "source": "inferred from stated status"},
)
POLARITY_UNSETTLED = Rule(
    code="polarity-unsettled",
    severity=Severity.NOTE,
    title="Returns disagree on which way is better",
    says="{indicator}: the returns now disagree on which way is better, so it is not judged.",
    to_do="Say in the catalogue which way is better.",
    many="indicators are not judged because the returns disagree on which way is better",
    expected="a polarity stated in the catalogue",
    example={"indicator": "FH01"},
)


def did_you_mean(near: Sequence[str]) -> str:
    """The question that follows a name that is nearly known; "" where none is near.

    >>> did_you_mean(["FH01", "FH02", "FH03"]), did_you_mean([])
    (' Did you mean FH01, FH02 or FH03?', '')
    """
    return f" Did you mean {either(near[:3])}?" if near else ""
