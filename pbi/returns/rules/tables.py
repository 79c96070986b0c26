"""Rules of sheets and tables: what was not read, and why."""

from dataclasses import replace

from pbi.model import Severity
from pbi.returns.rules.rule import Rule

_ROW = {"sheet": "Return", "cell": "A9"}
_COLUMN = {"sheet": "Return", "cell": "K2"}

TITLE = Rule(
    code="preamble",
    severity=Severity.NOTE,
    title="Line read as a title",
    says="Row {row} of '{sheet}' was read as the table's title.",
    to_do="No action needed if the row has no figures.",
    many="rows were read as titles",
    example={"sheet": "Return", "cell": "A1"},
)
FOOTNOTE = Rule(
    code="footnote",
    severity=Severity.NOTE,
    title="Line read as a heading or footnote",
    says="Row {row} of '{sheet}' was read as a heading or footnote, not as figures.",
    to_do="No action needed if the row has no figures.",
    many="rows were read as headings or footnotes",
    example=_ROW,
)
STATUS_EMPTY = Rule(
    code="status-empty",
    severity=Severity.NOTE,
    title="Status column without a word",
    says="The column '{heading}' of '{sheet}' has no words; colours are not read.",
    to_do="Write the statuses as words, or accept the return without them.",
    many="columns of statuses have no words",
    expected="a status in words",
    example={"sheet": "Return", "cell": "G1", "heading": "RAG"},
)
NOT_OF_THE_TEMPLATE = Rule(
    code="not-of-the-template",
    severity=Severity.NOTE,
    title="Sheet added to the template",
    says="Sheet '{sheet}' is not part of the template, so its table in row {row} was not read.",
    to_do="Enter figures that should count on the template's own sheets.",
    many="tables on sheets added to the template were not read",
    example={"sheet": "Workings", "cell": "A1"},
)
TOTALS_ROW = Rule(
    code="totals-row",
    severity=Severity.NOTE,
    title="Total that was not read",
    says="Row {row} of '{sheet}' is a total, so it was not read.",
    to_do="No action needed; totals are worked out from the rows.",
    many="rows are totals and were not read",
    example=_ROW,
)
OTHER_AREAS = Rule(
    code="other-areas",
    severity=Severity.NOTE,
    title="Rows about other areas",
    says="We did not read {count} of '{sheet}' about {areas}, which are not authorities (from row {row}).",
    to_do="No action needed if the areas are not yours.",
    many="kinds of area were not read",
    expected="an authority in the catalogue",
    example={**_ROW, "count": "12 rows", "areas": "regions and countries"},
)
UNKNOWN_HEADING = Rule(
    code="column-not-read",
    severity=Severity.NOTE,
    title="Column that was not read",
    says="We do not recognise the column '{found}' of '{sheet}', so it was not read.",
    to_do="Use a heading of the template, or say on the Returns page what the column is for.",
    many="columns were not read",
    expected="a heading that is recognised",
    example={"sheet": "Return", "cell": "K1", "found": "Weather"},
)
NO_HEADING = replace(
    UNKNOWN_HEADING,
    says="Cell {cell} of '{sheet}' has no heading above it, so its column was not read.",
    to_do="Give the column a heading.",
    expected="a heading",
    example=_COLUMN,
)
SAME_HEADING = replace(
    UNKNOWN_HEADING,
    says="Columns {one} and {other} of '{sheet}' have the same heading; where both are filled, {one} was read.",
    to_do="Change one of the two headings.",
    expected="one column",
    example={**_COLUMN, "one": "I", "other": "K"},
)
COLUMNS_ALIKE = Rule(
    code="columns-alike",
    severity=Severity.ERROR,
    title="Two columns with the same meaning",
    says="{headings} both give the {field}, but row {row} of '{sheet}' has '{one}' in {first} and '{other}' in {cell}.",
    to_do="Name the period in one of the two headings, or change one of them.",
    many="rows have two different values under headings with the same meaning",
    expected="one column",
    example={
        "sheet": "Return",
        "cell": "E2",
        "headings": "'Result' and 'Outturn'",
        "field": "outturn",
        "one": "96",
        "first": "D2",
        "other": "95",
    },
)
COLUMN_UNHEADED = Rule(
    code="column-unheaded",
    severity=Severity.WARNING,
    title="Column without a recognised heading",
    says="Column {column} of '{sheet}' gives each row's {what} but was not read; its heading is {heading}.",
    to_do="Head the column '{title}'.",
    many="columns were not read because their heading is not recognised",
    expected="the heading {title}",
    example={"sheet": "Return", "cell": "B4", "column": "B", "what": "period", "title": "Period", "heading": "missing"},
)
COLUMNS_UNMAPPED = Rule(
    code="columns-unmapped",
    severity=Severity.WARNING,
    also=(Severity.ERROR,),
    title="Table that was not read",
    says="The table on '{sheet}' (headings in row {row}) was not read: {reasons}.",
    to_do="Say on the Returns page what its columns are for.",
    many="tables were not read",
    expected="what its columns are for",
    example={"sheet": "Data", "cell": "A3", "reasons": "it does not say whose figures they are"},
)
PLAIN_TABLE_UNREAD = replace(
    COLUMNS_UNMAPPED,
    severity=Severity.NOTE,
    to_do="If it belongs to the return, say on the Returns page what its columns are for.",
    example={"sheet": "Data", "cell": "A3", "reasons": "it has no column of figures"},
)
NOTHING_IN_ROW = Rule(
    code="nothing-in-row",
    severity=Severity.NOTE,
    title="Row with nothing but a name",
    says="Row {row} of '{sheet}' names '{found}' and nothing else, so nothing was recorded.",
    to_do="Fill in the row, or delete it.",
    many="rows have nothing but a name",
    expected="a figure",
    example={"sheet": "Return", "cell": "B2", "found": "FH01"},
)
HIDDEN_ROW = Rule(
    code="hidden-cells",
    severity=Severity.NOTE,
    also=(Severity.WARNING,),
    title="Hidden rows or columns",
    says="Row {row} of '{sheet}' is at least partly hidden, but it was read.",
    to_do="Unhide the row or column to see what was read.",
    many="rows are at least partly hidden, but were read",
    example={"sheet": "Return", "cell": "A2"},
)
HIDDEN_ROWS = replace(
    HIDDEN_ROW,
    also=(),
    says="We read {found} of '{sheet}' despite hidden cells. The first is row {row}.",
    example={"sheet": "Return", "cell": "A2", "found": "12 rows"},
)
HIDDEN_SHEET = Rule(
    code="hidden-sheet",
    severity=Severity.NOTE,
    title="Hidden sheet that was not read",
    says="The hidden sheet '{sheet}' was not read.",
    to_do="Unhide the sheet if it belongs to the return, or delete it.",
    many="hidden sheets were not read",
    example={"sheet": "Lists"},
)
HIDDEN_TABLE = replace(
    HIDDEN_SHEET,
    severity=Severity.WARNING,
    says="The hidden sheet '{sheet}' contains a table, which was not read.",
)
SHEET_WITHOUT_TABLE = Rule(
    code="sheet-without-table",
    severity=Severity.NOTE,
    title="Sheet without a table",
    says="We found no table on the sheet '{sheet}', so it was not read.",
    to_do="No action needed if the sheet has no figures.",
    many="sheets have no table that we recognise",
    example={"sheet": "Notes"},
)
