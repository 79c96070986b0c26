"""Rows a person leaves out, one by one: what is counted, what is recorded, and who is said to have done it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pbi.__main__ import main
from pbi.errors import BadInput
from pbi.model import Severity, State
from pbi.returns import Terms, accept_received, examine, receive, submit
from pbi.returns.rules.cells import ROW_LEFT_OUT
from pbi.store import Store
from tests.returns.making import Broken, Shown, xlsx

HEADING = ["Indicator", "Period", "Outturn", "Numerator", "Denominator"]
SOUND = ["FH01", "2018/19", Shown(0.98, "0%"), 49, 50]
BROKEN = ["FH01", "2019/20", Broken("#N/A"), 45, 50]
TWICE = ["FH01", "2018/19", Shown(0.96, "0%"), 48, 50]
BOOK = xlsx({"Return": [HEADING, SOUND, BROKEN]})
DOUBLE = xlsx({"Return": [HEADING, SOUND, TWICE]})
HOW = Terms(authority="Broxtowe")


def leaving(*rows: str) -> Terms:
    return Terms(authority="Broxtowe", without_rows=rows)


@pytest.mark.parametrize("name", ["Return!3", "Return!C3"])
def test_one_row_is_left_out_and_the_rest_accepted(store: Store, name: str) -> None:
    outcome = submit(store, data=BOOK, filename="r.xlsx", by="Jo Smith", terms=leaving(name))
    rows = outcome.rows
    assert (outcome.state, rows.read, rows.new, rows.refused) == (State.ACCEPTED, 2, 1, 1)
    assert outcome.sentence == "1 row accepted from r.xlsx: 1 new, 1 refused."
    assert [row["period"] for row in store.rows("standing_outturn")] == ["2018/19"]


def test_who_left_it_out_is_recorded_with_the_submission(store: Store) -> None:
    outcome = submit(store, data=BOOK, filename="r.xlsx", by="Jo Smith", terms=leaving("Return!3"))
    told = [row for row in store.rows("findings", submission=outcome.submission) if row["rule"] == ROW_LEFT_OUT.code]
    assert [(row["severity"], row["cell"], row["found"]) for row in told] == [
        ("note", "C3", "FH01 | 2019/20 | #N/A | 45 | 50")
    ]
    assert told[0]["message"].endswith("was left out by Jo Smith.")
    assert json.loads(store.rows("submissions")[0]["detail"])["left_out"] == ["Return!3"]


def test_rows_struck_out_together_are_named_in_the_history_too(store: Store) -> None:
    terms = Terms(authority="Broxtowe", without_faulty_rows=True)
    submit(store, data=BOOK, filename="r.xlsx", by="Jo Smith", terms=terms)
    assert json.loads(store.rows("submissions")[0]["detail"])["left_out"] == ["Return!C3"]


def test_the_row_kept_of_two_alike_is_no_duplicate_any_more(store: Store) -> None:
    assert examine(store, data=DOUBLE, filename="r.xlsx", terms=HOW).has_errors
    outcome = submit(store, data=DOUBLE, filename="r.xlsx", by="Jo", terms=leaving("Return!2"))
    assert outcome.state is State.ACCEPTED
    assert [row["value"] for row in store.rows("standing_outturn")] == [96]


def test_a_row_without_fault_may_be_left_out_and_a_faulty_one_still_refuses(store: Store) -> None:
    outcome = submit(store, data=BOOK, filename="r.xlsx", by="Jo", terms=leaving("Return!2"))
    assert (outcome.state, outcome.rows.refused, store.version) == (State.REFUSED, 2, 1)


def test_a_warning_of_a_row_left_out_needs_nobodys_word(store: Store) -> None:
    terms = Terms(authority="Broxtowe", accept_warnings=True)
    submit(store, data=xlsx({"Return": [HEADING, SOUND]}), filename="first.xlsx", by="Jo", terms=terms)
    again = xlsx({"Return": [HEADING, TWICE, ["FH01", "2019/20", Shown(0.9, "0%"), 45, 50]]})
    assert submit(store, data=again, filename="r.xlsx", by="Jo", terms=HOW).state is State.REFUSED
    assert submit(store, data=again, filename="r.xlsx", by="Jo", terms=leaving("Return!2")).rows.new == 1


def test_no_such_row_is_refused_by_its_name(store: Store) -> None:
    with pytest.raises(BadInput, match="The return has no row at 'Return!9'"):
        submit(store, data=BOOK, filename="r.xlsx", by="Jo", terms=leaving("Return!9"))


def test_leaving_out_every_row_accepts_nothing(store: Store) -> None:
    outcome = submit(store, data=BOOK, filename="r.xlsx", by="Jo", terms=leaving("Return!2", "Return!3"))
    assert (outcome.state, outcome.rows.refused, store.version) == (State.REFUSED, 2, 1)


def test_the_lines_are_offered_with_their_gravest_fault(store: Store) -> None:
    lines = examine(store, data=BOOK, filename="r.xlsx", terms=HOW).lines
    assert [(each.name, each.gravest) for each in lines] == [("Return!2", None), ("Return!3", Severity.ERROR)]


def test_of_a_line_of_several_figures_one_is_left_out(store: Store) -> None:
    wide = xlsx(
        {"KPIs": [["Indicator", "Outturn 2017/18", "Outturn 2018/19"], ["FH01", Shown(0.9, "0%"), Broken("#N/A")]]}
    )
    lines = examine(store, data=wide, filename="w.xlsx", terms=HOW).lines
    assert [(each.name, each.gravest) for each in lines] == [("KPIs!B2", None), ("KPIs!C2", Severity.ERROR)]
    outcome = submit(store, data=wide, filename="w.xlsx", by="Jo", terms=leaving("KPIs!C2"))
    assert (outcome.rows.new, outcome.rows.refused) == (1, 1)


def test_a_received_file_is_accepted_without_a_row(store: Store) -> None:
    sent = receive(store, data=BOOK, filename="r.xlsx", by="Jo", terms=HOW)
    outcome = accept_received(store, str(sent.submission), by="Ann", terms=leaving("Return!3"))
    assert outcome.state is State.ACCEPTED
    assert any(each.message.endswith("left out by Ann.") for each in outcome.findings)


def test_the_command_line_leaves_out_a_row_and_ends_well(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.xlsx").write_bytes(BOOK)
    words = [str(tmp_path / "r.xlsx"), "--authority", "Broxtowe", "--store", str(store.path)]
    store.close()
    assert main(["check", *words]) == 1
    assert main(["check", *words, "--without-row", "Return!3"]) == 0
    assert main(["load", *words, "--without-faulty-rows", "--by", "Jo"]) == 0, "accepted is done, whatever was left out"
    assert "1 new, 1 refused" in capsys.readouterr().out
