"""Two at once: what was checked is what is recorded upon, and whoever comes second is told by whom and when."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE

import pytest

from pbi import catalogue, chasers, meetings, publications, returns
from pbi.catalogue import sheets
from pbi.errors import Overtaken, PbiError, StoreMoved
from pbi.model import Question, State
from pbi.store import Store
from tests.returns.conftest import Sent
from tests.returns.making import xlsx
from tests.store.facts import draft, outturn

ROUNDS = int(os.environ.get("OUTTURN_RACES", "1"))
ROOT = Path(__file__).parents[3]
HEADING = ["Indicator", "Period", "Outturn", "Numerator", "Denominator"]
Act = Callable[[Store, str], object]


def book(*, done: int, indicator: str = "FH01") -> bytes:
    return xlsx({"Figures": [HEADING, [indicator, "2019/20", done, done, 100]]})


def load(store: Store, by: str, data: bytes) -> returns.Outcome:
    terms = returns.Terms(authority="Broxtowe", accept_warnings=True)
    return returns.submit(store, data=data, filename=f"{by}.xlsx", by=by, terms=terms)


def told(act: Act, store: Store, by: str) -> str:
    """What somebody is told: the outcome's sentence, the refusal, or the code."""
    try:
        said = act(store, by)
    except PbiError as refused:
        return str(refused)
    return said.sentence if isinstance(said, returns.Outcome) else str(said)


def at_once(store: Store, acts: list[Act]) -> list[str]:
    """What each is told who acts at the same moment as the others."""
    said, gate = [""] * len(acts), threading.Barrier(len(acts))

    def run(place: int) -> None:
        gate.wait()
        said[place] = told(acts[place], store, f"Officer {place}")

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.fixture
def store(reported: Sent) -> Store:
    """One return of Broxtowe, a question and a letter."""
    opened = reported("before two at once", {"Figures": [HEADING, ["FH01", "2019/20", 50, 50, 100]]})
    if opened.version == 2:
        meetings.log(opened, text="Why?", asked_by="A member", authority="E07000172", by="First")
        chasers.record(opened, authority="E07000172", period="2020/21", text="Please send it.", by="First")
    return opened


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_two_values_for_one_cell_never_pass_each_other_unseen(store: Store, round_: int) -> None:
    said = at_once(store, [lambda store, by, done=done: load(store, by, book(done=done)) for done in (60, 70)])
    entries = [line for line in store.ledger.lines() if line.content["kind"] == "accepted"][1:]
    if len(entries) == 1:  # the second began before the first had recorded
        winner, loser = (0, 1) if entries[0].content["by"] == "Officer 0" else (1, 0)
        assert "1 row accepted" in said[winner]
        assert re.search(rf"Officer {winner} accepted \d+ for FH01, E07000172, 2019/20 at \d\d:\d\d", said[loser])
        assert "Nothing was recorded" in said[loser]
    else:  # one was done before the other began, which says what it changed
        assert all("1 row accepted" in each for each in said)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_one_file_is_accepted_once(store: Store, round_: int) -> None:
    said = at_once(store, [lambda store, by: load(store, by, book(done=60))] * 3)
    assert sum("accepted from" in each for each in said) == 1
    others = [each for each in said if "accepted from" not in each]
    assert all(
        re.search(r"same file .* \(recorded by Officer \d at \d\d:\d\d\)|at \d\d:\d\d, after", each) for each in others
    )
    assert sum(line.content["kind"] == "accepted" for line in store.ledger.lines()) == 2


def test_one_file_is_accepted_once_by_two_processes(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "return.xlsx"
    file.write_bytes(book(done=60))
    store.close()
    command = [sys.executable, "-m", "pbi", "load", str(file), "--authority", "Broxtowe", "--store", str(store.path)]
    begun = [
        subprocess.Popen([*command, "--accept-warnings", "--by", by], cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True)
        for by in ("Mary", "John")
    ]
    said = ["".join(each.communicate()) for each in begun]
    assert sum("accepted from" in each for each in said) == 1, said
    assert sum("same file" in each or "Another process has this store open" in each for each in said) == 1, said
    assert sum(line.content["kind"] == "accepted" for line in store.ledger.lines()) == 2


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_one_return_is_undone_once(store: Store, round_: int) -> None:
    (submission,) = {row["submission"] for row in store.rows("submission_entries")}
    said = at_once(store, [lambda store, by: returns.undo(store, submission, reason="A mistake", by=by)] * 2)
    assert sum("was undone" in each for each in said) == 1
    assert sum(bool(re.search(r"undone already, by Officer \d at \d\d:\d\d", each)) for each in said) == 1
    assert store.rows("standing_outturn") == []


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_everybody_who_records_at_once_is_recorded_once_each(store: Store, tmp_path: Path, round_: int) -> None:
    """Things that have nothing to do with each other: nobody is refused, and no code is given twice."""
    sheet = tmp_path / "services.csv"
    sheet.write_text("code,name\nnew,A new service\n", encoding="utf-8")
    question = Question(period="2019/20")
    acts: list[Act] = [
        lambda store, by: chasers.record(store, authority="E07000172", period="2019/20", text="Please.", by=by),
        lambda store, by: chasers.record(store, authority="E07000172", period="2018/19", text="Please.", by=by),
        lambda store, by: meetings.log(store, text="What?", asked_by="A", authority="E07000172", by=by),
        lambda store, by: meetings.log(store, text="When?", asked_by="B", authority="E07000172", by=by),
        lambda store, by: publications.publish(store, question, name=f"Board of {by}", by=by),
        lambda store, by: publications.publish(store, question, name=f"Panel of {by}", by=by),
        lambda store, by: catalogue.load(store, sheet, by=by)["services"].new,
        lambda store, by: load(store, by, book(done=80, indicator="FH02")),
    ]
    before = store.version
    said = at_once(store, acts)
    assert sorted(said[:6]) == ["BQ2", "BQ3", "CH2", "CH3", "P1", "P2"], said
    assert said[6] == "1" and said[7].startswith("1 row accepted"), said
    assert store.version == before + len(acts)
    assert [line.number for line in store.ledger.lines()] == list(range(1, store.version + 1))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (lambda store, by, seen: meetings.answer(store, "BQ1", text="So.", answered_by="A", by=by, seen=seen),
         lambda store, by, seen: meetings.answer(store, "BQ1", text="No.", answered_by="B", by=by, seen=seen),
         r"Mary recorded BQ1 at \d\d:\d\d"),
        (lambda store, by, seen: meetings.assign(store, "BQ1", owner="A", due=None, by=by, seen=seen),
         lambda store, by, seen: meetings.answer(store, "BQ1", text="No.", answered_by="B", by=by, seen=seen),
         r"Mary recorded BQ1 at \d\d:\d\d"),
        (lambda store, by, seen: chasers.CHASERS.take_back(store, "CH1", reason="Not sent", by=by),
         lambda store, by, seen: chasers.CHASERS.take_back(store, "CH1", reason="Not sent", by=by),
         r"No letter is recorded as CH1: Mary took it back at \d\d:\d\d"),
        (lambda store, by, seen: publications.publish(store, Question(period="2019/20"), name="Board", by=by),
         lambda store, by, seen: publications.publish(store, Question(period="2019/20"), name="board", by=by),
         r"publication 'board' already.*recorded by Mary at \d\d:\d\d"),
        (lambda store, by, seen: load(store, by, book(done=60)),
         lambda store, by, seen: publications.publish(store, Question(period="2019/20"), name="X", by=by, seen=seen),
         r"Mary accepted 2019-20-broxtowe-\w+ at \d\d:\d\d"),
        (lambda store, by, seen: catalogue.record(store, renamed(store, "One name"), by=by, seen=seen),
         lambda store, by, seen: catalogue.record(store, renamed(store, "Another"), by=by, seen=seen),
         r"Mary changed .* at \d\d:\d\d"),
    ],
)  # fmt: skip
def test_what_was_shown_is_not_written_over_unseen(
    store: Store, first: Callable[..., object], second: Callable[..., object], said: str
) -> None:
    seen = store.version
    first(store, "Mary", seen)
    version = store.version
    with pytest.raises(PbiError, match=said):
        second(store, "John", seen)
    assert store.version == version


def renamed(store: Store, name: str) -> catalogue.Plan:
    rows = [("Row 1", {"code": "licensing", "name": name})]
    return catalogue.examine(store, [sheets.typed("services", rows, titles={"code": "Code", "name": "Name"})])


def test_a_preview_is_accepted_only_while_its_cells_are_as_shown(store: Store) -> None:
    terms = returns.Terms(authority="Broxtowe", accept_warnings=True)
    mine, other = book(done=60), book(done=90, indicator="FH02")
    received = returns.receive(store, data=mine, filename="mine.xlsx", by="John", terms=terms)
    seen = store.version
    assert received.submission and load(store, "Mary", other).state in (State.ACCEPTED, State.REFUSED)
    load(store, "Mary", book(done=70))
    refused = returns.accept_received(store, received.submission, by="John", terms=terms, seen=seen)
    assert refused.state is State.REFUSED and re.search(r"Mary accepted \d+ for FH01", refused.sentence)
    again = returns.accept_received(store, received.submission, by="John", terms=terms, seen=store.version)
    assert again.state is State.ACCEPTED


def test_a_draft_made_from_an_older_version_is_not_recorded(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", create=True) as store:
        store.record(draft(outturn("A", 1)), checked=0)
        with pytest.raises(StoreMoved):
            store.record(draft(outturn("A", 2)), checked=0)
        with pytest.raises(Overtaken, match="An Officer accepted 1 for A, E1, 2019/20 at"):
            store.require_unmoved({"outturn": [outturn("A", 3)]}, since=0)
        store.require_unmoved({"outturn": [outturn("B", 3)]}, since=0)
        assert store.version == 1


def test_every_recording_says_what_was_checked() -> None:
    """No call of ``record`` with a draft leaves out the version it was made from."""
    silent = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "pbi").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("store.record")
        if "checked" not in {each.arg for each in node.keywords}
    ]
    assert silent == []
