"""The command line as scripts rely on it: exit codes, the shapes of its JSON, and figures councils printed."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pbi import commands
from pbi.__main__ import main
from pbi.handover import Answer

ROOT = Path(__file__).resolve().parents[2]
BROXTOWE = ROOT / "data" / "samples" / "published" / "broxtowe-2019-20.xlsx"
LOAD = ["--authority", "Broxtowe", "--add-indicators", "--accept-warnings", "--format", "json"]


def pbi(*words: object) -> Answer:
    return commands.answer([str(each) for each in words])


def rows(*words: object) -> list[dict[str, Any]]:
    answer = pbi("query", *words, "--format", "json")
    assert (answer.exit, answer.stderr) == (0, "")
    return json.loads(answer.stdout)


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file under a store with its hash, except the guard, which only marks that someone is in."""
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and "guard" not in each.name
    }


@pytest.fixture(scope="module")
def broxtowe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds Broxtowe's published workbook and nothing else."""
    store = tmp_path_factory.mktemp("broxtowe") / "store"
    answer = pbi("load", BROXTOWE, "--store", store, *LOAD)
    said = json.loads(answer.stdout)
    assert (answer.exit, said["state"]) == (0, "accepted"), answer
    assert said["rows"] == {
        "read": 23,
        "new": 23,
        "changed": 0,
        "unchanged": 0,
        "refused": 0,
    }  # 3 × 3 years and 14 tasks
    return store


def test_broxtowe_is_judged_as_printed(broxtowe: Path) -> None:
    found = rows(
        "scorecard", "--year", "2019/20", "--authority", "Broxtowe", "--scheme", "pentana", "--store", broxtowe
    )
    assert [
        (r["indicator"], r["outturn"], r["target"], r["variance"], r["status"], r["stated_status"], r["previous"])
        for r in found
    ] == [
        ("Coms_048", 98, 100, -2, "warning", "Amber", 100),
        ("Coms_049", 96, 100, -4, "warning", "Amber", 69),
        ("ComS_053", 93, 100, -7, "alert", "Alert", 98),
    ]
    assert {(r["authority"], r["unit"], r["period"], r["movement"]) for r in found} == {
        ("E07000172", "percent", "2019/20", "not enough data")
    }
    assert all(r["submission"] and r["sheet"] and r["cell"] for r in found)


def test_the_cell_of_a_figure_holds_the_figure(broxtowe: Path) -> None:
    sheets = openpyxl.load_workbook(BROXTOWE)
    for row in rows("trend", "--store", broxtowe):
        assert round(sheets[row["sheet"]][row["cell"]].value * 100) == row["outturn"]


def test_broxtowes_key_tasks_have_the_statuses_printed(broxtowe: Path) -> None:
    found = rows("actions", "--at", "2020-04-01", "--store", broxtowe)
    assert len(found) == 14
    assert [r["code"] for r in found if r["status"].replace("_", " ") != r["stated_status"].lower()] == []
    late = {r["code"]: r["status"] for r in rows("actions", "--at", "2020-03-31", "--store", broxtowe)}
    assert late["COMS 1922_07"] == "warning"  # due in March 2020: overdue from 1 April


def test_without_a_scheme_there_is_no_status(broxtowe: Path) -> None:
    found = rows("scorecard", "--year", "2019/20", "--scheme", "none", "--store", broxtowe)
    assert {r["status"] for r in found} == {None}
    assert rows("counts", "--year", "2019/20", "--scheme", "none", "--store", broxtowe) == []


def test_the_same_file_again_changes_nothing_and_says_so(broxtowe: Path) -> None:
    before = fingerprint(broxtowe)
    answer = pbi("load", BROXTOWE, "--store", broxtowe, *LOAD)
    assert (answer.exit, json.loads(answer.stdout)["state"]) == (0, "unchanged")
    assert fingerprint(broxtowe) == before


def test_one_bad_cell_refuses_the_whole_return_and_names_it(broxtowe: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BROXTOWE)
    sheet, row = next(
        (sheet, row) for sheet in book for row in sheet.iter_rows() if row[1].value and "Coms_048" in str(row[1].value)
    )
    cell = next(cell for cell in row if cell.value == 0.98)
    cell.value = "ninety-eight"
    book.save(tmp_path / "bad.xlsx")
    before = fingerprint(broxtowe)
    answer = pbi("load", tmp_path / "bad.xlsx", "--store", broxtowe, *LOAD)
    said = json.loads(answer.stdout)
    assert (answer.exit, said["state"]) == (1, "refused")
    assert said["rows"] == {"read": 23, "new": 0, "changed": 0, "unchanged": 0, "refused": 23}
    assert (sheet.title, cell.coordinate) in {
        (f["sheet"], f["cell"]) for f in said["findings"] if f["severity"] == "error"
    }
    assert sheet.title in answer.stderr and cell.coordinate in answer.stderr
    assert fingerprint(broxtowe) == before


def test_check_changes_nothing_even_where_there_is_no_store(tmp_path: Path) -> None:
    answer = pbi(
        "check",
        BROXTOWE,
        "--store",
        tmp_path / "none",
        "--authority",
        "Broxtowe",
        "--add-indicators",
        "--format",
        "json",
    )
    assert (answer.exit, json.loads(answer.stdout)["state"]) == (0, "checked")
    assert list(tmp_path.iterdir()) == []


def test_a_refused_first_return_leaves_no_store_behind(tmp_path: Path) -> None:
    answer = pbi("load", BROXTOWE, "--store", tmp_path / "none")
    assert answer.exit == 1 and answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_and_load_print_json_whatever_becomes_of_the_file(tmp_path: Path, broxtowe: Path) -> None:
    """Not a workbook, torn, empty, not there, a folder; an authority nobody knows."""
    torn, empty, text = (tmp_path / name for name in ("torn.xlsx", "empty.csv", "a.docx"))
    for path, content in ((torn, BROXTOWE.read_bytes()[:3000]), (empty, b""), (text, b"words")):
        path.write_bytes(content)
    files = [torn, empty, text, tmp_path / "missing.xlsx", tmp_path]
    tried: list[tuple[object, ...]] = [(path, "--store", broxtowe) for path in files]
    tried += [(BROXTOWE, "--store", broxtowe, "--authority", "Nowhere")]
    for command in ("check", "load"):
        for words in tried:
            answer = pbi(command, *words, "--format", "json")
            said = json.loads(answer.stdout)
            assert (answer.exit, said["submission"], said["state"]) == (1, None, "refused"), (words, answer)
            assert list(said) == ["submission", "state", "layout", "rows", "findings"]
            assert all(each["message"] and each["fix"] for each in said["findings"]) and said["findings"]
            assert answer.stderr
    both = json.loads(pbi("check", torn, BROXTOWE, "--store", broxtowe, *LOAD[:3], "--format", "json").stdout)
    assert [each["state"] for each in both] == ["refused", "checked"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("empty.xlsx", b""),
        ("torn.xlsx", BROXTOWE.read_bytes()[:3000]),
    ],
)
def test_what_is_not_a_workbook_ends_in_one_sentence(tmp_path: Path, broxtowe: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    answer = pbi("load", tmp_path / name, "--store", broxtowe)
    assert answer.exit == 1
    assert name in answer.stderr and "\n" not in answer.stderr.strip() and "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["load", "no/such/file.xlsx"],
        ["query", "scorecard", "--year", "2018/20"],
        ["query", "scorecard", "--scheme", "traffic"],
    ],
)
def test_what_is_refused_ends_with_1(broxtowe: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main([*words, "--store", str(broxtowe)]) == 1
    assert capsys.readouterr().err.strip()


def test_wrong_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["query", "nonsense"])
    assert ended.value.code == 2 and capsys.readouterr().err.strip()


@pytest.mark.parametrize(("words", "code"), [(["query", "scorecard", "--authority", "Atlantis"], 1), (["load"], 2)])
def test_exit_codes_as_a_script_sees_them(broxtowe: Path, words: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pbi", *words, "--store", str(broxtowe)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == code
    assert done.stderr.strip() and "Traceback" not in done.stderr


def test_undo_brings_back_what_stood_before(tmp_path: Path) -> None:
    store = tmp_path / "store"
    submission = json.loads(pbi("load", BROXTOWE, "--store", store, *LOAD).stdout)["submission"]
    assert pbi("undo", submission, "--reason", "the wrong year", "--store", store).exit == 0
    assert rows("actions", "--store", store) == []
    assert json.loads(pbi("load", BROXTOWE, "--store", store, *LOAD).stdout)["state"] == "accepted"
    assert len(rows("scorecard", "--year", "2019/20", "--store", store)) == 3


def test_verify_and_rebuild(broxtowe: Path) -> None:
    before = rows("trend", "--store", broxtowe)
    assert pbi("verify", "--store", broxtowe).exit == 0
    assert pbi("rebuild", "--store", broxtowe).exit == 0
    assert rows("trend", "--store", broxtowe) == before


def test_backup_and_restore(broxtowe: Path, tmp_path: Path) -> None:
    assert pbi("backup", tmp_path / "kept.zip", "--store", broxtowe).exit == 0
    assert pbi("restore", tmp_path / "kept.zip", "--store", tmp_path / "again").exit == 0
    assert rows("trend", "--store", tmp_path / "again") == rows("trend", "--store", broxtowe)
    assert pbi("restore", tmp_path / "kept.zip", "--store", broxtowe).exit == 1


def test_what_the_system_refuses_is_a_sentence(tmp_path: Path) -> None:
    """A file where a folder should be, a folder where a file should be, a folder that is not there."""
    file, store = tmp_path / "file", tmp_path / "store"
    file.write_text("not a store", encoding="utf-8")
    assert pbi("init", "--store", store).exit == 0
    for argv in (
        ["init", "--store", file],
        ["init", "--store", file / "below"],
        ["verify", "--store", file],
        ["backup", tmp_path / "nowhere" / "b.zip", "--store", store],
        ["backup", tmp_path, "--store", store],
        ["restore", tmp_path, "--store", tmp_path / "new"],
        [
            "template",
            "--authority",
            "Broxtowe",
            "--period",
            "2020/21",
            "-o",
            tmp_path / "nowhere" / "t.xlsx",
            "--store",
            store,
        ],
        ["template", "--authority", "Broxtowe", "--period", "2020/21", "-o", tmp_path, "--store", store],
        ["export", file, "--store", store],
        ["catalogue", file, "--store", store],
    ):
        said = pbi(*argv)
        assert said.exit == 1 and said.stderr, argv
        assert not re.search(r"Errno|Error\b|report it|Traceback", said.stderr), said.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "store"]
    assert pbi("verify", "--store", store).exit == 0
