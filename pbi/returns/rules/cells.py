"""Rules of single cells: what cannot be read, what is read with a doubt."""

from dataclasses import replace

from pbi.model import Severity
from pbi.returns.rules.rule import Rule

_PLACE = {"sheet": "Return", "cell": "D2"}
_SAVE_AGAIN = "Type the right value into the cell and save the workbook as a new file."

DUPLICATE_CELL = Rule(
    code="duplicate-cell",
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    title="Cell saved twice with different values",
    says="Cell {cell} of '{sheet}' is saved twice in the file, as '{other}' and as '{first}'.",
    to_do=_SAVE_AGAIN,
    many="cells are saved twice with different values",
    expected="one value",
    example={**_PLACE, "first": "96", "other": "95"},
)
READINGS_DIFFER = Rule(
    code="readings-differ",
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    title="Cell that two programs read differently",
    says="Two programs read cell {cell} of '{sheet}' differently, as '{first}' and as '{other}'.",
    to_do=_SAVE_AGAIN,
    many="cells are read differently by two programs",
    expected="one value",
    example={**_PLACE, "first": "96", "other": "95"},
)
MERGED_OVER = Rule(
    code="merged-over",
    severity=Severity.WARNING,
    title="Value hidden behind merged cells",
    says="Cell {cell} of '{sheet}' contains '{found}' behind merged cell {over}, which shows {shown}. It was {read}.",
    to_do="Unmerge the cells and correct or clear the cell; accept it if it is right.",
    many="cells contain a value hidden behind merged cells",
    example={**_PLACE, "found": "95", "over": "C2", "shown": "'96'", "read": "not read"},
)
LEFT_ALONE = Rule(
    code="left-alone",
    severity=Severity.NOTE,
    title="Links to other workbooks, or macros",
    says="{note}",
    to_do="No action needed if the saved figures are up to date.",
    many="parts of workbooks were not opened or run",
    example={"note": "The workbook contains macros, which were not run."},
)
ERROR_CELL = Rule(
    code="error-cell",
    severity=Severity.ERROR,
    title="Cell with an error",
    says="Cell {cell} of '{sheet}' contains the error {found}.",
    to_do="Correct the formula, or type the figure.",
    many="cells contain an error",
    expected="a figure",
    example={**_PLACE, "found": "#REF!"},
)
FORMULA_WITHOUT_VALUE = Rule(
    code="formula-without-value",
    severity=Severity.ERROR,
    title="Formula without a saved result",
    says="Cell {cell} of '{sheet}' contains a formula whose result was not saved.",
    to_do="Open the workbook in Excel, let it recalculate, and save it again.",
    many="cells contain a formula whose result was not saved",
    expected="a figure",
    example=_PLACE,
)
NOT_A_FIGURE = Rule(
    code="not-a-figure",
    severity=Severity.ERROR,
    title="Cell that is not just a number",
    says="Cell {cell} of '{sheet}' contains '{found}', which is not just a number.",
    to_do="Enter only the number, or a dash if there is no figure; put words in the commentary.",
    many="cells contain something other than a number",
    expected="a number",
    writes=True,
    example={**_PLACE, "found": "about 96%, we think"},
)
DURATION = replace(
    NOT_A_FIGURE,
    says="Cell {cell} of '{sheet}' contains '{found}', which is a length of time.",
    to_do="Enter it as a number of hours or minutes, such as 3.5.",
    example={**_PLACE, "found": "3h 30m"},
)
TWO_MEANINGS = replace(
    NOT_A_FIGURE,
    says="Cell {cell} of '{sheet}' contains '{found}', which may mean {meanings}.",
    to_do="Enter the number in full.",
    example={**_PLACE, "found": "10m", "meanings": "minutes, metres or millions"},
)
TOO_LARGE = Rule(
    code="too-large",
    severity=Severity.ERROR,
    title="Figure too large to record",
    says="Cell {cell} of '{sheet}' contains '{found}', which is too large to record.",
    to_do="Give the figure in thousands or millions.",
    many="figures are too large to record",
    expected=f"less than {1_000_000_000_000:,}",
    example={**_PLACE, "found": "1000000000000"},
)
NUMBER_AS_TEXT = Rule(
    code="number-as-text",
    severity=Severity.NOTE,
    title="Number stored as text",
    says="Cell {cell} of '{sheet}' contains '{found}' as text; it was read as {value}.",
    to_do="Type the number again without spaces or quotes.",
    many="numbers are stored as text",
    expected="a number",
    writes=True,
    example={**_PLACE, "found": "96 %", "value": "96"},
)
UNIT_IN_CELL = Rule(
    code="unit-in-cell",
    severity=Severity.WARNING,
    title="Unit beside the number",
    says="Cell {cell} of '{sheet}' contains '{found}'; it was read as {value} {unit}.",
    to_do="Enter only the number, in the indicator's unit.",
    many="cells contain a unit beside the number",
    expected="a number",
    writes=True,
    example={**_PLACE, "found": "73 hectares", "value": "73", "unit": "hectares"},
)
FIGURE_TO_CONFIRM = Rule(
    code="figure-to-confirm",
    severity=Severity.WARNING,
    title="Figure that may mean something else",
    says="Cell {cell} of '{sheet}' contains '{found}'; it was read as {value}, {reading}.",
    to_do="Check that this is right, and enter only the number.",
    many="figures may mean something else than they were read as",
    expected="a number",
    example={**_PLACE, "found": "93,5", "value": "93.5", "reading": "with a decimal comma"},
)
SCALE_IN_HEADING = replace(
    FIGURE_TO_CONFIRM,
    code="scale-in-heading",
    title="Heading or title that counts in thousands or millions",
    says="The words above cell {cell} of '{sheet}' count in {scale}s, so {found} was read as {value}.",
    to_do="Check that this is right.",
    many="figures were read as thousands or millions, as their headings say",
    example={**_PLACE, "scale": "1,000", "found": "155", "value": "155000"},
)
TARGET_IN_WORDS = Rule(
    code="target-in-words",
    severity=Severity.WARNING,
    title="Target that is not a number",
    says="The target '{found}' in cell {cell} of '{sheet}' is not a number. The figure is recorded without it.",
    to_do="Enter the target as a number if there is one.",
    many="targets are not numbers",
    expected="a number",
    example={"sheet": "Return", "cell": "F2", "found": "Top quartile"},
)
TARGET_IS_LIMIT = Rule(
    code="target-is-limit",
    severity=Severity.NOTE,
    title="Target with a limit",
    says="The target '{found}' in cell {cell} of '{sheet}' was read as {value}; it says that {better} is better.",
    to_do="No action needed if this is right.",
    many="targets were read without the words of their limit",
    expected="a number",
    example={"sheet": "Return", "cell": "F2", "found": "at least 95%", "value": "95", "better": "higher"},
)
DECIMALS_DROPPED = Rule(
    code="decimals-dropped",
    severity=Severity.NOTE,
    title="More than six decimal places",
    says="Cell {cell} of '{sheet}' contains {written}; only six decimal places are kept.",
    to_do="No action needed if six decimal places are enough.",
    many="figures have more decimal places than are kept",
    example={**_PLACE, "written": "73.12345678"},
)
DATE_UNREADABLE = Rule(
    code="date-unreadable",
    severity=Severity.WARNING,
    title="Date that cannot be read",
    says="Cell {cell} of '{sheet}' contains '{found}', which is not a date, so lateness cannot be judged.",
    to_do="Enter a day such as 31/03/2020 or a month such as Mar-2020.",
    many="dates cannot be read",
    expected="a date",
    example={"sheet": "Actions", "cell": "E2", "found": "soon"},
)
FIX_APPLIED = Rule(
    code="fix-applied",
    severity=Severity.NOTE,
    title="Cell read as the value chosen",
    says="'{found}' in cell {cell} of '{sheet}' was read as {expected}{by} ({reason}).",
    to_do="No action needed; correct the cell in your own copy.",
    many="cells were read as the values chosen",
    example={
        **_PLACE,
        "found": "0.96",
        "expected": "96",
        "by": " by Jo Smith",
        "reason": "percentage that may be 100 times out",
    },
)
ROW_LEFT_OUT = Rule(
    code="row-left-out",
    severity=Severity.NOTE,
    title="Row left out",
    says="Row {row} of '{sheet}' ({found}) was left out{by}.",
    to_do="No action needed if the row should not count.",
    many="rows were left out",
    example={**_PLACE, "row": "2", "found": "FH01 · 2019/20", "by": " by Jo Smith"},
)
FIGURE_LEFT_OUT = replace(
    ROW_LEFT_OUT,
    says="The figure in cell {cell} of '{sheet}' ({found}) was left out{by}.",
    to_do="No action needed if the figure should not count.",
)
