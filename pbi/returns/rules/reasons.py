"""Why a table was not read: phrases that follow "was not read:", one after the other where there are several."""

NO_FIGURES = "it has no column of figures"
OTHER_AREAS = "its rows are about {areas}, not authorities"
WHOLE_COUNTRY = "its figures are for {country} as a whole, not an authority"
NO_AUTHORITY = "it does not say whose figures they are"
NO_SUBJECT = "it does not say what its rows are about"
NO_PERIOD = "it does not say which period the figures are for"
NO_INDICATOR = "it does not say what '{heading}' counts"
YEARS_UNCLEAR = "the years of '{heading}' may be calendar years or financial years"
TIME_UNCLEAR = "we do not know which period '{heading}' means"
NAMED_TWICE = "each row names an indicator, and so do '{first}' and '{second}'"
ROWS_ALIKE = "several rows differ only by {headings}"
HEADINGS_OR_FIGURES = "{years} in row {row} may be headings, or figures of the table above (if so, delete the gap)"
MAPPING_WITHOUT_FIGURES = "its mapping names no column of figures"
MAPPING_WITHOUT_INDICATOR = "its mapping does not say what '{heading}' counts"

REASONS: tuple[str, ...] = tuple(text for name, text in list(globals().items()) if name.isupper())
PLAIN = (NO_FIGURES, OTHER_AREAS, WHOLE_COUNTRY)
"""Reasons for which nobody would miss the table: it has no figures, or none of authorities."""


def is_for(reason: str, *kinds: str) -> bool:
    """Whether a reason, with its words filled in, is of one of these kinds.

    >>> is_for("it does not say what 'Staff' counts", NO_INDICATOR), is_for(NO_AUTHORITY, NO_INDICATOR)
    (True, False)
    """
    parts = [(kind.partition("{")[0], kind.rpartition("}")[2]) for kind in kinds]
    return any(reason.startswith(before) and reason.endswith(after) for before, after in parts)
