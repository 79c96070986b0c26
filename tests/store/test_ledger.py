"""The ledger keeps what it is given, finds every change to it, and forgives only what a crash leaves unfinished."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi.errors import StoreDamaged
from pbi.ledger import START, Ledger, canonical, digest, spell


def written(path: Path, *contents: object) -> Ledger:
    ledger = Ledger(path, writing=True)
    for content in contents:
        ledger.append(ledger.draw_up({"said": content}))
    return ledger


def test_lines_come_back_in_order_and_chained(tmp_path: Path) -> None:
    written(tmp_path, "one", "two", "three")
    lines = list(Ledger(tmp_path).lines())
    assert [(line.number, line.content["said"]) for line in lines] == [(1, "one"), (2, "two"), (3, "three")]
    assert [line.previous for line in lines] == [START, lines[0].hash, lines[1].hash]
    assert [line.number for line in Ledger(tmp_path).lines(after=2)] == [3]


def test_a_hash_is_over_the_canonical_text_of_the_rest(tmp_path: Path) -> None:
    (line,) = written(tmp_path, "é").lines()
    text = '{"content":{"said":"é"},"number":1,"previous":"' + "0" * 64 + '"}'
    assert line.hash == digest(text.encode())


def test_decimals_and_dates_are_text(tmp_path: Path) -> None:
    (line,) = written(tmp_path, [Decimal("0.10"), date(2020, 3, 31), None, True]).lines()
    assert line.content["said"] == ["0.10", "2020-03-31", None, True]


@pytest.mark.parametrize("value", [float("nan"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_a_number_is_not_kept(value: object) -> None:
    with pytest.raises(ValueError):
        canonical({"value": value})


@pytest.mark.parametrize("change", ["alter", "drop", "swap", "forge"])
def test_a_changed_journal_is_found(tmp_path: Path, change: str) -> None:
    written(tmp_path, "one", "two", "three")
    journal = tmp_path / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    if change == "alter":
        lines[1] = lines[1].replace(b"two", b"TWO")
    elif change == "drop":
        del lines[1]
    elif change == "swap":
        lines[1], lines[2] = lines[2], lines[1]
    else:  # a line made anew with a right hash of its own: the next one does not follow it
        forged = {**json.loads(lines[1]), "content": {"said": "TWO"}}
        del forged["hash"]
        lines[1] = canonical({**forged, "hash": digest(canonical(forged))}) + b"\n"
    journal.write_bytes(b"".join(lines))
    with pytest.raises(StoreDamaged):
        list(Ledger(tmp_path).lines())


def test_a_torn_last_line_never_happened(tmp_path: Path) -> None:
    one, two = written(tmp_path, "one", "two").lines()
    journal = tmp_path / "journal.jsonl"
    whole = journal.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    (tmp_path / "head.json").write_bytes(spell(one))  # as it is while the second is being written
    (tmp_path / "next.json").write_bytes(spell(two))
    for cut in range(last + 1, len(whole)):
        journal.write_bytes(whole[:cut])
        assert [line.content["said"] for line in Ledger(tmp_path).lines()] == ["one"]
        assert journal.read_bytes() == whole[:cut], "a reader changes nothing"
    ledger = Ledger(tmp_path, writing=True)
    assert journal.read_bytes() == whole[:last] and not (tmp_path / "set-aside").exists()
    ledger.append(ledger.draw_up({"said": "again"}))
    assert [line.content["said"] for line in Ledger(tmp_path).lines()] == ["one", "again"]


def test_a_last_line_torn_after_it_was_recorded_is_left_as_it_is(tmp_path: Path) -> None:
    written(tmp_path, "one", "two")
    journal = tmp_path / "journal.jsonl"
    torn = journal.read_bytes()[:-1]
    journal.write_bytes(torn)
    Ledger(tmp_path, writing=True)
    assert journal.read_bytes() == torn


def test_a_whole_line_that_is_nonsense_is_damage_not_a_tear(tmp_path: Path) -> None:
    written(tmp_path, "one")
    with (tmp_path / "journal.jsonl").open("ab") as journal:
        journal.write(b"\0\0\0\n")
    with pytest.raises(StoreDamaged, match="line 2"):
        list(Ledger(tmp_path, writing=True).lines())


def test_a_line_drawn_up_too_early_is_refused(tmp_path: Path) -> None:
    ledger = written(tmp_path)
    one, other = ledger.draw_up({"said": "one"}), ledger.draw_up({"said": "other"})
    ledger.append(one)
    with pytest.raises(StoreDamaged):
        ledger.append(other)
    assert (tmp_path / "journal.jsonl").read_bytes() == spell(one)


def test_files_are_kept_once_and_checked(tmp_path: Path) -> None:
    ledger = written(tmp_path)
    name = ledger.keep(b"return")
    assert (name, ledger.keep(b"return")) == (digest(b"return"), name)
    assert ledger.file(name) == b"return"
    kept = tmp_path / "files" / name
    kept.write_bytes(b"Return")
    with pytest.raises(StoreDamaged, match="changed"):
        ledger.file(name)
    ledger.keep(b"return")  # the same file received again mends it
    assert ledger.file(name) == b"return"
    kept.unlink()
    with pytest.raises(StoreDamaged, match="missing"):
        ledger.file(name)
    assert not list(tmp_path.rglob("*.tmp"))


def test_facts_are_one_text_whatever_their_order(tmp_path: Path) -> None:
    ledger = written(tmp_path)
    assert ledger.keep_facts({"b": [1], "a": [Decimal("2.50")]}) == ledger.keep_facts(
        {"a": [Decimal("2.50")], "b": [1]}
    )
    assert ledger.facts(digest(b'{"a":["2.50"],"b":[1]}')) == {"a": ["2.50"], "b": [1]}


def test_the_last_line_is_kept_a_second_time(tmp_path: Path) -> None:
    ledger = written(tmp_path, "one", "two")
    assert ledger.head() == ledger.last() and ledger.coming() is None
    assert (tmp_path / "head.json").read_bytes() == spell(*list(ledger.lines(after=1)))


@pytest.mark.parametrize("reached", ["said", "kept", "in the journal"])
def test_what_a_kill_leaves_of_a_recording_is_settled_at_the_next_opening(tmp_path: Path, reached: str) -> None:
    """As the process leaves it that is killed once it has come so far."""
    ledger = written(tmp_path, "one")
    before = {file.name for file in tmp_path.rglob("*")}
    line = ledger.draw_up({"said": "two", "sha256": digest(b"a file"), "facts": ""})
    (tmp_path / "next.json").write_bytes(spell(line))
    if reached != "said":
        ledger.keep(b"a file")
    if reached == "in the journal":
        with (tmp_path / "journal.jsonl").open("ab") as journal:
            journal.write(spell(line))
    (tmp_path / "files" / f"{'0' * 64}.99999.tmp").write_bytes(b"half a file")
    again = Ledger(tmp_path, writing=True)
    names = {file.name for file in tmp_path.rglob("*")}
    assert names == (before | {digest(b"a file")} if reached == "in the journal" else before)
    assert again.head() == again.last() == (line if reached == "in the journal" else ledger.last())


def test_nothing_of_a_recording_that_fails_stays(tmp_path: Path) -> None:
    ledger = written(tmp_path, "one")
    before = {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    line = ledger.draw_up({"said": "two", "sha256": digest(b"a file"), "facts": ""})
    with pytest.raises(ZeroDivisionError), ledger.recording(line):
        ledger.keep(b"a file")
        raise ZeroDivisionError
    assert {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_journal_another_program_changed_is_not_written_to(tmp_path: Path) -> None:
    ledger = written(tmp_path, "one", "two")
    journal = tmp_path / "journal.jsonl"
    whole = journal.read_bytes()
    for other in (b"", whole[:-1], whole[: whole.index(b"\n") + 1], whole + b"more"):
        journal.write_bytes(other)
        with pytest.raises(StoreDamaged, match="Another program changed the journal"):
            ledger.append(ledger.draw_up({"said": "three"}))
        assert journal.read_bytes() == other
    journal.write_bytes(whole)
    ledger.append(ledger.draw_up({"said": "three"}))


def test_text_after_the_last_line_is_set_aside_before_it_goes(tmp_path: Path) -> None:
    written(tmp_path, "one")
    journal = tmp_path / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"what may be evidence")
    Ledger(tmp_path, writing=True)
    (aside,) = (tmp_path / "set-aside").rglob("journal.jsonl")
    assert (journal.read_bytes(), aside.read_bytes()) == (whole, whole + b"what may be evidence")
