"""Fixes a person applies: what is read instead, how it is recorded, and that nothing is mended unasked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pbi import measures, recovery
from pbi.errors import BadInput
from pbi.model import Question, Severity, State
from pbi.returns import Terms, accept_received, examine, receive, submit
from pbi.returns.intake.fixes import offered
from pbi.returns.rules.cells import FIX_APPLIED
from pbi.store import Store
from tests.returns.making import xlsx

HEADINGS = ["Authority", "Indicator", "Period", "Outturn", "Numerator", "Denominator", "Target"]
FAULTY = xlsx(
    {
        "Return": [
            HEADINGS,
            ["Broxtowe", "FH01", "2019/20", 0.96],
            ["Broxtow", "TS0l", "2019/20", "12 "],
            ["Broxtowe", "FH02", "2018/19", "5 we believe"],
        ]
    }
)
ALL = ["D2", "A3", "B3", "D3", "D4"]
READ_AS = "'0.96' in cell D2 of 'Return' was read as 96 by Jo Smith (percentage that may be 100 times out)."


def values(store: Store) -> dict[tuple[str, str], Decimal]:
    return {(row["indicator"], row["period"]): row["value"] for row in store.rows("standing_outturn")}


def test_each_cell_is_offered_the_value_of_its_gravest_finding(store: Store) -> None:
    fixes = {each.cell: each.value for each in offered(examine(store, data=FAULTY, filename="r.xlsx").findings)}
    assert fixes == {"D2": "96", "A3": "Broxtowe", "B3": "TS01", "D3": "12", "D4": "5"}


def test_nothing_is_mended_unasked(store: Store) -> None:
    assert (
        submit(store, data=FAULTY, filename="r.xlsx", by="Jo", terms=Terms(accept_warnings=True)).state is State.REFUSED
    )


def test_the_fixes_asked_for_are_read_and_each_is_recorded(store: Store) -> None:
    outcome = submit(store, data=FAULTY, filename="r.xlsx", by="Jo Smith", terms=Terms(accept_warnings=True, fixes=ALL))
    assert outcome.state is State.ACCEPTED, outcome.sentence
    assert values(store) == {("FH01", "2019/20"): 96, ("TS01", "2019/20"): 12, ("FH02", "2018/19"): 5}
    told = {each.cell: each for each in outcome.findings if each.rule == FIX_APPLIED.code}
    assert set(told) == set(ALL)
    assert (told["D2"].found, told["D2"].expected, told["D2"].fix) == ("0.96", "96", "D2")
    assert told["D2"].message == READ_AS
    assert told["B3"].fix == "D3"


def test_the_passport_says_what_the_cell_holds_and_who_had_it_read_otherwise(store: Store) -> None:
    submit(store, data=FAULTY, filename="r.xlsx", by="Jo Smith", terms=Terms(accept_warnings=True, fixes=ALL))
    asked = Question(indicators=("FH01",), authorities=("E07000172",), period="2019/20")
    [receipt] = measures.table(store, asked, "passport").to_pylist()
    assert (receipt["value"], receipt["cell"]) == (96, "D2")
    assert receipt["read_as"] == READ_AS


def test_what_was_mended_verifies_and_is_rebuilt(store: Store, tmp_path: Path) -> None:
    submit(store, data=FAULTY, filename="r.xlsx", by="Jo", terms=Terms(accept_warnings=True, fixes=ALL))
    before = values(store)
    store.close()
    assert recovery.verify(tmp_path / "store") == []
    recovery.rebuild(tmp_path / "store")
    with Store.open(tmp_path / "store") as again:
        assert values(again) == before
        assert [row["rule"] for row in again.rows("findings")].count(FIX_APPLIED.code) == len(ALL)


def test_a_fix_brings_the_next_fault_to_light_and_that_may_be_fixed_too(store: Store) -> None:
    data = xlsx({"Return": [HEADINGS, ["Broxtowe", "FH0l", "2019/20", 0.96]]})
    first = examine(store, data=data, filename="r.xlsx", terms=Terms(fixes=["Return!B2=FH01"]))
    assert {each.rule for each in first.findings if each.severity is Severity.ERROR} == {"percent-scale"}
    whole = examine(
        store, data=data, filename="r.xlsx", by="Jo", terms=Terms(fixes=["unknown-indicator", "percent-scale"])
    )
    assert not whole.has_errors and whole.rows.new == 1


def test_a_fix_nobody_proposed_is_refused(store: Store) -> None:
    for word in ("D9", "Return!D2=95", "nonsense"):
        with pytest.raises(BadInput, match="No value is proposed"):
            examine(store, data=FAULTY, filename="r.xlsx", terms=Terms(fixes=[word]))


def test_a_received_file_is_accepted_with_fixes(store: Store) -> None:
    received = receive(store, data=FAULTY, filename="r.xlsx", by="Jo")
    outcome = accept_received(store, str(received.submission), by="Jo", terms=Terms(accept_warnings=True, fixes=ALL))
    assert outcome.state is State.ACCEPTED and outcome.rows.new == 3


def test_a_percentage_keeps_its_sign_and_a_provisional_figure_is_not_stripped(store: Store) -> None:
    rows = [["Broxtowe", "FH01", "2019/20", "0.5%"], ["Broxtowe", "FH02", "2019/20", "40 [p]"]]
    outcome = examine(store, data=xlsx({"Return": [HEADINGS, *rows]}), filename="r.xlsx")
    assert [(each.cell, each.value) for each in offered(outcome.findings)] == [("D2", "0.5%")]
