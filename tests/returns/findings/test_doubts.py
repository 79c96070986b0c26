"""A cell whose value nobody can tell is a finding with both readings, from the file to the row's refusal."""

from __future__ import annotations

import pytest

from pbi import returns
from pbi.model import State
from pbi.returns import Outcome
from pbi.store import Store
from tests.workbook import making

HEADINGS = ("Authority", "Indicator", "Period", "Outturn", "Target")


def text(address: str, said: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{said}</t></is></c>'


def figures(*, outturn: str = "<v>95</v>", target: str = "<v>96</v>", second: str = "", title: str = "") -> bytes:
    """A return of FH01 and FH02 of Broxtowe in 2019/20, with the XML of the first one's outturn and target given."""
    heading = "".join(text(f"{letter}2", said) for letter, said in zip("ABCDE", HEADINGS, strict=True))
    rows = [
        f'<row r="1">{title or text("A1", "Return")}</row><row r="2">{heading}</row>',
        '<row r="3">' + text("A3", "Broxtowe") + text("B3", "FH01") + text("C3", "2019/20"),
        f'<c r="D3">{outturn}</c><c r="E3">{target}</c>{second}</row>',
        '<row r="4">' + text("A4", "Broxtowe") + text("B4", "FH02") + text("C4", "2019/20"),
        '<c r="D4"><v>2</v></c></row>',
    ]
    return making.xlsx(f"<sheetData>{''.join(rows)}</sheetData>")


def sent(store: Store, data: bytes, *, strike: bool = False) -> Outcome:
    return returns.submit(
        store,
        data=data,
        filename="return.xlsx",
        by="tests",
        terms=returns.Terms(accept_warnings=True, without_faulty_rows=strike),
    )


def told(outcome: Outcome) -> set[tuple[str, str, str]]:
    return {(each.rule, str(each.severity), each.cell or "") for each in outcome.findings if each.severity != "note"}


def test_the_return_itself_has_no_fault(store: Store) -> None:
    outcome = sent(store, figures())
    assert (outcome.state, told(outcome)) == (State.ACCEPTED, set())


@pytest.mark.parametrize(
    ("given", "cell", "found"),
    [
        ({"outturn": "<v>9<!-- ! -->5</v>"}, "D3", "9 | 95"),
        ({"outturn": "<v>&#57;5</v>"}, "D3", "95 | nothing"),
        ({"target": "<v>9<!-- ! -->6</v>"}, "E3", "9 | 96"),
    ],
)
def test_a_figure_read_differently_refuses_its_row(store: Store, given: dict[str, str], cell: str, found: str) -> None:
    outcome = sent(store, figures(**given))
    assert told(outcome) == {("readings-differ", "error", cell)}
    assert [each.found for each in outcome.findings if each.rule == "readings-differ"] == [found]
    assert outcome.state is State.REFUSED
    assert store.rows("reported") == []


def test_the_other_rows_may_be_accepted_without_it(store: Store) -> None:
    outcome = sent(store, figures(outturn="<v>9<!-- ! -->5</v>"), strike=True)
    assert (outcome.rows.new, outcome.rows.refused) == (1, 1)
    assert [(row["indicator"], row["value"]) for row in store.rows("reported")] == [("FH02", 2)]


def test_a_cell_written_twice_refuses_its_row(store: Store) -> None:
    outcome = sent(store, figures(second='<c r="D3"><v>96</v></c>'))
    assert told(outcome) == {("duplicate-cell", "error", "D3")}
    (fault,) = (each for each in outcome.findings if each.rule == "duplicate-cell")
    assert fault.found == "96 | 95"
    assert fault.message == "Cell D3 of 'KPIs' is saved twice in the file, as '95' and as '96'."


def test_a_title_read_differently_is_asked_about(store: Store) -> None:
    outcome = sent(store, figures(title='<c r="A1"><v>1<!-- ! -->2</v></c>'))
    assert told(outcome) == {("readings-differ", "warning", "A1")}


def test_macros_are_said_to_be_left_alone(store: Store) -> None:
    data = making.xlsx(
        making.rows(text("A1", "Code"), text("B1", "Outturn")), kind="xlsm", parts={"xl/vbaProject.bin": b"anything"}
    )
    outcome = sent(store, data)
    assert [each.message for each in outcome.findings if each.rule == "left-alone"] == [
        "The workbook contains macros, which were not run."
    ]
