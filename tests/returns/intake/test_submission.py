"""A file's way into the store and out again: accepted whole, unchanged, refused without a trace, undone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from pbi import returns
from pbi.errors import BadInput, UnknownName, UnreadableFile
from pbi.model import State
from pbi.returns import Outcome
from pbi.store import Store
from tests.returns.making import Broken, Rows, Shown, folder_hashes, xlsx

HEADING = ["Indicator", "Period", "Outturn", "Numerator", "Denominator", "Status", "Commentary"]
LAST_YEAR = ["FH01", "2018/19", Shown(1.0, "0%"), 50, 50, "Green", "All done"]
THIS_YEAR = ["FH01", "2019/20", Shown(0.9, "0%"), 45, 50, "Amber", "Five put off"]


def send(
    store: Store,
    *rows: Rows,
    name: str = "return.xlsx",
    by: str = "officer",
    received_on: date | None = None,
    **how: Any,
) -> Outcome:
    """A tidy return of Broxtowe with these rows."""
    data = xlsx({"Figures": [HEADING, *rows]})
    terms = returns.Terms(**{"authority": "Broxtowe", **how})
    return returns.submit(store, data=data, filename=name, by=by, received_on=received_on, terms=terms)


def standing(store: Store) -> dict[str, Any]:
    """The outturns that stand, as period -> value."""
    return {row["period"]: row["value"] for row in store.rows("standing_outturn")}


def counted(outcome: Outcome) -> tuple[int, int, int, int, int]:
    rows = outcome.rows
    return rows.read, rows.new, rows.changed, rows.unchanged, rows.refused


def test_the_same_file_after_a_correction_says_what_was_corrected_and_by_whom(store: Store) -> None:
    first = send(store, LAST_YEAR, THIS_YEAR)
    corrected = send(store, ["FH01", "2019/20", Shown(0.8, "0%"), 40, 50, "Amber", "Ten put off"], by="Mary")
    version = store.version
    again = send(store, LAST_YEAR, THIS_YEAR)
    assert (again.state, again.submission, store.version) == (State.UNCHANGED, first.submission, version)
    assert re.search(
        r"nothing was changed\. But 1 thing it said is corrected since: Mary accepted 80 for FH01, E07000172, 2019/20 "
        r"at \d\d:\d\d\. To restore the older figures, undo that\.",
        again.sentence,
    )
    returns.undo(store, corrected.submission or "", reason="A mistake", by="Mary")
    assert send(store, LAST_YEAR, THIS_YEAR).sentence.endswith("nothing was changed.")


def test_a_sound_return_is_accepted_and_says_so(store: Store) -> None:
    outcome = send(store, LAST_YEAR, THIS_YEAR)
    assert (outcome.state, counted(outcome)) == (State.ACCEPTED, (2, 2, 0, 0, 0))
    assert outcome.sentence == "2 rows accepted from return.xlsx: 2 new."
    assert standing(store) == {"2018/19": 100, "2019/20": 90}
    row = next(row for row in store.rows("standing_outturn") if row["period"] == "2019/20")
    assert (row["submission"], row["sheet"], row["cell"], row["stated_status"]) == (
        outcome.submission,
        "Figures",
        "C3",
        "Amber",
    )
    assert {each["text"] for each in store.rows("standing_commentary")} == {"All done", "Five put off"}


def test_the_id_is_short_and_says_what_it_is(store: Store) -> None:
    outcome = send(store, THIS_YEAR)
    assert outcome.submission == f"2019-20-broxtowe-{outcome.sha256[:8]}"


def test_the_same_file_again_changes_nothing_and_says_so(store: Store) -> None:
    first = send(store, LAST_YEAR, THIS_YEAR)
    version = store.version
    again = send(store, LAST_YEAR, THIS_YEAR, name="copy.xlsx")
    assert (again.state, counted(again), again.submission) == (State.UNCHANGED, (2, 0, 0, 2, 0), first.submission)
    assert "same file" in again.sentence and store.version == version


def test_the_same_figures_in_another_file_change_nothing(store: Store) -> None:
    send(store, LAST_YEAR, THIS_YEAR)
    version = store.version
    again = send(store, THIS_YEAR, LAST_YEAR)
    assert (again.state, counted(again), again.submission) == (State.UNCHANGED, (2, 0, 0, 2, 0), None)
    assert store.version == version


def test_a_changed_figure_is_kept_beside_the_old_one(store: Store) -> None:
    send(store, THIS_YEAR)
    outcome = send(store, ["FH01", "2019/20", Shown(0.92, "0%"), 46, 50, "Amber", "Five put off"])
    assert (outcome.state, counted(outcome)) == (State.ACCEPTED, (1, 0, 1, 0, 0))
    assert [(each.column, each.old, each.new, each.cell) for each in outcome.changes] == [
        ("value", "90", "92", "C2"),
        ("numerator", "45", "46", "C2"),
    ]
    assert [each.rule for each in outcome.findings] == ["figure-changed"]
    assert standing(store) == {"2019/20": 92}


def test_a_past_period_restated_is_a_warning(store: Store) -> None:
    send(store, LAST_YEAR, THIS_YEAR)
    restated = ["FH01", "2018/19", Shown(0.98, "0%"), 49, 50, "Green", "One put off"]
    refused = send(store, restated)
    assert (refused.state, counted(refused)) == (State.REFUSED, (1, 0, 0, 0, 1))
    assert [each.rule for each in refused.findings] == [
        "past-period-restated"
    ] and "--accept-warnings" in refused.sentence
    assert standing(store) == {"2018/19": 100, "2019/20": 90}
    assert send(store, restated, accept_warnings=True).state is State.ACCEPTED
    assert standing(store) == {"2018/19": 98, "2019/20": 90}


def test_what_a_later_return_leaves_blank_stays_and_goes_with_a_changed_figure(store: Store) -> None:
    send(store, LAST_YEAR)
    assert send(store, ["FH01", "2018/19", Shown(1.0, "0%")], THIS_YEAR).rows.unchanged == 1
    send(store, ["FH01", "2018/19", Shown(0.98, "0%")], accept_warnings=True)
    row = next(row for row in store.rows("standing_outturn") if row["period"] == "2018/19")
    assert (row["value"], row["numerator"], row["stated_status"]) == (98, None, None)


def test_only_the_note_changed_records_the_note_alone(store: Store) -> None:
    first = send(store, THIS_YEAR)
    outcome = send(store, [*THIS_YEAR[:-1], "Six put off"])
    assert counted(outcome) == (1, 0, 1, 0, 0)
    assert [each["submission"] for each in store.rows("standing_outturn")] == [first.submission]
    assert [each["text"] for each in store.rows("standing_commentary")] == ["Six put off"]


def test_one_bad_cell_refuses_the_file_and_leaves_no_trace(store: Store) -> None:
    before = folder_hashes(store.path)
    outcome = send(store, LAST_YEAR, ["FH01", "2019/20", Broken("#N/A"), 45, 50])
    assert (outcome.state, counted(outcome), outcome.submission) == (State.REFUSED, (2, 0, 0, 0, 2), None)
    assert "C3" in outcome.sentence and "'Figures'" in outcome.sentence and "#N/A" in outcome.sentence
    assert folder_hashes(store.path) == before


def test_a_formula_without_its_result_is_refused_with_its_cell(store: Store) -> None:
    outcome = send(store, ["FH01", "2019/20", Broken(), 45, 50])
    assert [(each.rule, each.cell) for each in outcome.findings] == [("formula-without-value", "C2")]


def test_faulty_rows_are_left_out_only_where_a_person_strikes_them_out(store: Store) -> None:
    outcome = send(store, LAST_YEAR, ["FH01", "2019/20", Broken("#N/A"), 45, 50], without_faulty_rows=True)
    assert (outcome.state, counted(outcome)) == (State.ACCEPTED, (2, 1, 0, 0, 1))
    assert outcome.sentence == "1 row accepted from return.xlsx: 1 new, 1 refused."
    assert standing(store) == {"2018/19": 100}
    told = [(row["rule"], row["cell"]) for row in store.rows("findings", submission=outcome.submission)]
    assert told == [("error-cell", "C3")]


def test_striking_out_every_row_accepts_nothing(store: Store) -> None:
    outcome = send(store, ["FH01", "2019/20", Broken("#N/A")], without_faulty_rows=True)
    assert (outcome.state, counted(outcome), store.version) == (State.REFUSED, (1, 0, 0, 0, 1), 1)


def test_a_fault_of_the_whole_file_cannot_be_struck_out(store: Store) -> None:
    outcome = send(store, THIS_YEAR, authority=None, without_faulty_rows=True)
    assert (outcome.state, [each.rule for each in outcome.findings]) == (State.REFUSED, ["no-authority"])


def test_examining_changes_nothing_and_shows_what_accepting_would(store: Store) -> None:
    send(store, LAST_YEAR)
    before = folder_hashes(store.path)
    data = xlsx({"Figures": [HEADING, LAST_YEAR, THIS_YEAR]})
    outcome = returns.examine(store, data=data, filename="r.xlsx", terms=returns.Terms(authority="Broxtowe"))
    assert (outcome.state, counted(outcome)) == (State.CHECKED, (2, 1, 0, 1, 0))
    assert folder_hashes(store.path) == before


def test_the_shape_that_scripts_read(store: Store) -> None:
    shape = send(store, ["FH01", "2019/20", "90%"]).json()
    assert list(shape) == ["submission", "state", "layout", "rows", "findings"]
    assert (shape["state"], shape["layout"]) == ("accepted", "tidy")
    assert shape["rows"] == {"read": 1, "new": 1, "changed": 0, "unchanged": 0, "refused": 0}
    assert list(shape["findings"][0]) == ["rule", "severity", "sheet", "cell", "found", "expected", "message", "fix"]
    assert (shape["findings"][0]["severity"], shape["findings"][0]["cell"]) == ("note", "C2")


def test_what_is_no_workbook_is_refused(store: Store) -> None:
    with pytest.raises(UnreadableFile):
        returns.submit(store, data=b"\x89PNG\r\n\x1a\n", filename="return.xlsx", by="officer")
    with pytest.raises(UnreadableFile):
        returns.receive(store, data=b"", filename="return.xlsx", by="officer")
    assert store.version == 1


def test_an_unknown_sender_is_refused_by_name(store: Store) -> None:
    with pytest.raises(UnknownName, match="Did you mean Broxtowe"):
        send(store, THIS_YEAR, authority="Broxtow")


def test_an_earlier_day_of_receipt_is_marked(store: Store) -> None:
    send(store, THIS_YEAR, received_on=date(2020, 5, 1))
    assert [(row["received_on"], row["back_dated"]) for row in store.rows("submission_entries")] == [
        (date(2020, 5, 1), True)
    ]
    assert store.rows("standing_outturn", as_of=date(2020, 4, 30)) == []
    assert len(store.rows("standing_outturn", as_of=date(2020, 5, 1))) == 1


def test_an_older_return_sent_late_is_held_against_what_stood_then(store: Store) -> None:
    send(store, THIS_YEAR)
    late = send(store, ["FH01", "2019/20", Shown(0.8, "0%")], received_on=date.today() - timedelta(days=30))
    assert counted(late) == (1, 1, 0, 0, 0)
    assert standing(store) == {"2019/20": 90}


def test_a_received_file_is_kept_whatever_its_findings_and_adds_no_fact(store: Store) -> None:
    data = xlsx({"Figures": [HEADING, ["FH01", "2019/20", Broken("#N/A")]]})
    outcome = returns.receive(
        store, data=data, filename="r.xlsx", by="officer", terms=returns.Terms(authority="Broxtowe")
    )
    assert (outcome.state, outcome.has_errors, standing(store)) == (State.RECEIVED, True, {})
    assert store.ledger.file(outcome.sha256) == data
    again = returns.receive(
        store, data=data, filename="r.xlsx", by="officer", terms=returns.Terms(authority="Broxtowe")
    )
    assert (again.submission, store.version) == (outcome.submission, 2)


def test_a_received_file_is_accepted_later_under_its_id(store: Store) -> None:
    data = xlsx({"Figures": [HEADING, THIS_YEAR]})
    received = returns.receive(
        store, data=data, filename="r.xlsx", by="officer", terms=returns.Terms(authority="Broxtowe")
    )
    outcome = returns.accept_received(
        store, str(received.submission), by="manager", terms=returns.Terms(authority="Broxtowe")
    )
    assert (outcome.state, outcome.submission) == (State.ACCEPTED, received.submission)
    assert [row["kind"] for row in store.rows("submission_entries")] == ["accepted", "received"]
    with pytest.raises(UnknownName):
        returns.accept_received(store, "2019-20-nobody", by="manager")


def test_an_undo_puts_back_what_stood_before(store: Store) -> None:
    send(store, LAST_YEAR, THIS_YEAR)
    second = send(store, [*THIS_YEAR[:2], Shown(0.92, "0%")], ["TS01", "2019/20", 5])
    outcome = returns.undo(store, str(second.submission), reason="Wrong file", by="manager")
    assert outcome.state is State.UNDONE and "1 record removed, 1 restored to the earlier version" in outcome.sentence
    assert standing(store) == {"2018/19": 100, "2019/20": 90}
    entry = store.rows("submission_entries")[0]
    assert (entry["kind"], entry["submission"]) == ("undone", second.submission)


def test_an_undo_leaves_alone_what_was_said_since(store: Store) -> None:
    first = send(store, THIS_YEAR)
    send(store, [*THIS_YEAR[:2], Shown(0.92, "0%")])
    returns.undo(store, str(first.submission), reason="Wrong file", by="manager")
    assert standing(store) == {"2019/20": 92}


def test_what_was_undone_does_not_come_back_with_the_next_undo(store: Store) -> None:
    first = send(store, THIS_YEAR)
    second = send(store, [*THIS_YEAR[:2], Shown(0.92, "0%")])
    returns.undo(store, str(second.submission), reason="Wrong file", by="manager")
    returns.undo(store, str(first.submission), reason="That too", by="manager")
    assert standing(store) == {} and store.rows("standing_commentary") == []


def test_an_undone_file_may_be_accepted_again(store: Store) -> None:
    first = send(store, THIS_YEAR)
    returns.undo(store, str(first.submission), reason="Too early", by="manager")
    again = send(store, THIS_YEAR)
    assert (again.state, again.submission) == (State.ACCEPTED, f"{first.submission}-2")
    assert standing(store) == {"2019/20": 90}


def test_an_undo_takes_its_proposed_indicators_and_targets_with_it(store: Store) -> None:
    rows = [
        ["Code", "Name", "Outturn 2019/20", "Target 2019/20"],
        ["LIC07", "Licences issued", Shown(0.9, "0%"), Shown(1, "0%")],
    ]
    sent = returns.submit(
        store,
        data=xlsx({"KPIs": rows}),
        filename="r.xlsx",
        by="officer",
        terms=returns.Terms(authority="Broxtowe", add_indicators=True),
    )
    assert [row["code"] for row in store.rows("standing_indicator") if row["lifecycle"] == "proposed"] == ["LIC07"]
    assert len(store.rows("standing_target")) == 1
    returns.undo(store, str(sent.submission), reason="Not ours", by="manager")
    assert [row["code"] for row in store.rows("standing_indicator") if row["lifecycle"] == "proposed"] == []
    assert store.rows("standing_target") == []


def test_an_undo_needs_a_reason_and_a_submission_that_stands(store: Store) -> None:
    sent = send(store, THIS_YEAR)
    with pytest.raises(BadInput, match="reason"):
        returns.undo(store, str(sent.submission), reason=" ", by="manager")
    with pytest.raises(UnknownName):
        returns.undo(store, "2019-20-nobody", reason="Wrong", by="manager")
    returns.undo(store, str(sent.submission), reason="Wrong", by="manager")
    with pytest.raises(BadInput, match="already"):
        returns.undo(store, str(sent.submission), reason="Wrong", by="manager")


def test_actions_ratings_and_texts_are_compared_by_what_they_are_about(store: Store) -> None:
    book = {
        "Actions": [["Code", "Title", "Progress", "Due"], ["A1", "Move", Shown(0.5, "0%"), "Mar-2020"]],
        "Milestones": [["Action", "Milestone", "Due"], ["Move", "Draft", "Jan-2020"]],
        "Texts": [
            ["Service", "Period", "Kind", "Text"],
            ["Licensing", "2019/20", "operational risk", "Two posts vacant"],
            ["Licensing", "2019/20", "operational risk", "Lease ends"],
        ],
        "Gains": [["Title", "From", "To", "Period"], ["Visits", 300, 10500, "2019/20"]],
    }

    def submit(name: str) -> Outcome:
        return returns.submit(
            store, data=xlsx(book), filename=name, by="officer", terms=returns.Terms(authority="Broxtowe")
        )

    assert counted(submit("1.xlsx")) == (5, 5, 0, 0, 0)
    assert [row["action"] for row in store.rows("standing_milestone")] == ["A1"]
    book["Actions"][1] = ["a1", "Move", Shown(0.75, "0%"), "Mar-2020"]
    book["Texts"].append(["Licensing", "2019/20", "operational risk", "Strike called"])
    second = submit("2.xlsx")
    assert counted(second) == (6, 1, 1, 4, 0)
    assert [(row["code"], row["progress"]) for row in store.rows("standing_action")] == [("A1", 75)]
    assert sorted(row["text"] for row in store.rows("standing_commentary")) == [
        "Lease ends",
        "Strike called",
        "Two posts vacant",
    ]
    returns.undo(store, str(second.submission), reason="Too early", by="manager")
    assert [(row["code"], row["progress"]) for row in store.rows("standing_action")] == [("A1", 50)]
    assert sorted(row["text"] for row in store.rows("standing_commentary")) == ["Lease ends", "Two posts vacant"]


def test_a_milestone_of_no_known_action_is_a_warning(store: Store) -> None:
    book = xlsx({"Milestones": [["Action", "Milestone", "Due"], ["A9", "Draft", "Jan-2020"]]})
    outcome = returns.submit(
        store, data=book, filename="m.xlsx", by="officer", terms=returns.Terms(authority="Broxtowe")
    )
    assert (outcome.state, [each.rule for each in outcome.findings]) == (State.REFUSED, ["unknown-action"])
