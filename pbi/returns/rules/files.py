"""Rules of a whole return: whose it is, which template it was made from, rows that say the same twice."""

from dataclasses import replace

from pbi.model import Severity
from pbi.returns.rules.rule import Rule

NOT_READ = Rule(
    code="not-read",
    severity=Severity.ERROR,
    title="File that cannot be read",
    says="{problem}",
    to_do="{remedy}",
    many="files cannot be read",
    example={"problem": "The file is not a workbook.", "remedy": "Save it as .xlsx or .csv and send it again."},
)
NOTHING_FOUND = Rule(
    code="nothing-found",
    severity=Severity.ERROR,
    title="No figures or actions found",
    says="We found no rows of figures or actions in this workbook.",
    to_do="Add a heading row such as Code, Name, Period, Outturn, Target, or use the template.",
    many="workbooks contain no figures or actions",
    expected="a table with a heading row",
)
NOTHING_FILLED_IN = replace(
    NOTHING_FOUND,
    says="The tables of this workbook are not filled in yet: no row has a figure.",
    to_do="Fill in at least one row and send it again.",
    expected="a filled row",
)
NO_FIGURE_FILLED_IN = Rule(
    code="no-figure",
    severity=Severity.WARNING,
    title="Template without a figure",
    says="No figure is filled in on the sheet '{sheet}' of the template.",
    to_do="Fill in the figures, or accept the return without them.",
    many="templates have no figure filled in",
    expected="a figure",
    example={"sheet": "Figures"},
)
NO_AUTHORITY = Rule(
    code="no-authority",
    severity=Severity.ERROR,
    title="No authority named",
    says="The file does not say which authority it is from.",
    to_do="Choose the authority when you send the file, or write it in the line above the table.",
    many="files do not say which authority they are from",
    expected="an authority",
)
NAME_IN_A_LINE = replace(
    NO_AUTHORITY,
    says="The file does not say which authority it is from. '{found}' only mentions {named}.",
    example={"found": "Prepared by J Hart", "named": "Hart"},
)
AUTHORITY_FROM_TITLE = Rule(
    code="authority-from-title",
    severity=Severity.WARNING,
    title="Authority taken from the first words of a title",
    says="The authority was read as {expected}, from '{words}' in the line '{found}' of '{sheet}'.",
    to_do="Check that these are the figures of that authority.",
    many="titles were read as naming an authority",
    example={"sheet": "Return", "expected": "Reading", "words": "Reading", "found": "Reading and writing scores"},
)
AUTHORITY_DIFFERS = Rule(
    code="authority-differs",
    severity=Severity.WARNING,
    title="Title that names another authority",
    says="The title on '{sheet}' names {found}, but the file was sent for {expected}.",
    to_do="Check that it is the right file and the right authority.",
    many="sheets name another authority in their title",
    example={"sheet": "Return", "found": "Hastings", "expected": "Broxtowe"},
)
FORMER_AUTHORITY = Rule(
    code="former-authority",
    severity=Severity.NOTE,
    title="Authority that no longer exists",
    says="{found} ({code}) is no longer an authority: {successor} replaced it.",
    to_do="No action needed; its figures remain its own.",
    many="authorities no longer exist",
    example={
        "sheet": "Data",
        "found": "Poole",
        "code": "E06000029",
        "successor": "Bournemouth, Christchurch and Poole",
    },
)
DIVIDED_AUTHORITY = replace(
    FORMER_AUTHORITY,
    says="{found} ({code}) is no longer an authority: its area was divided.",
    example={"sheet": "Data", "found": "Cumbria", "code": "E10000006"},
)
DUPLICATE_ROW = Rule(
    code="duplicate-row",
    severity=Severity.ERROR,
    title="Two rows for the same thing",
    says="Cell {cell} of '{sheet}' is for the same thing as {others}.",
    to_do="Keep one of the rows and delete the rest.",
    many="rows are for the same thing as another row",
    expected="one row",
    example={"sheet": "Return", "cell": "D3", "others": "'Return' D2"},
)
TEMPLATE_VERSION = Rule(
    code="template-version",
    severity=Severity.ERROR,
    title="Template newer than this program",
    says="This return uses version {found} of the template, which is newer than this program knows.",
    to_do="Use the newer program.",
    many="returns use a newer template",
    example={"found": "3"},
)
TEMPLATE_OF_ANOTHER = Rule(
    code="template-of-another",
    severity=Severity.ERROR,
    title="Template of another authority or period",
    says="This template says {found}, but the file was sent for {expected}.",
    to_do="Use the template of {expected}, correct cell {cell} of '{sheet}', or send the file for {found}.",
    many="templates are for another authority or period",
    example={"sheet": "Figures", "cell": "B2", "found": "Hastings", "expected": "Broxtowe"},
)
TEMPLATE_REUSED = Rule(
    code="template-reused",
    severity=Severity.WARNING,
    title="Template changed for another authority or period",
    says="This template for {expected} now says {found}; its printed targets and last outturns are still {expected}'s.",
    to_do="Check that the line above the table is right.",
    many="templates were changed for another authority or period",
    example={"sheet": "Figures", "cell": "D6", "found": "2019/20", "expected": "2018/19"},
)
TEMPLATE_HEADINGS = Rule(
    code="template-headings",
    severity=Severity.ERROR,
    title="Template without its headings",
    says="'{sheet}' of this template has no column headed {gone}.",
    to_do="Put the headings back, or fill in a newly downloaded template.",
    many="templates have lost their headings",
    example={"sheet": "Figures", "gone": "'Outturn'"},
)
TEMPLATE_SHEET = replace(
    TEMPLATE_HEADINGS,
    says="The sheet '{name}' of this template is missing.",
    to_do="Put it back under that name, or fill in a newly downloaded template.",
    example={"name": "Figures"},
)
