"""A request reaches the process that holds the store, and its answer comes back whole."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pbi import handover
from pbi.handover import Answer, ask, listen

ROOT = Path(__file__).parents[2]


def echo(argv: list[str], folder: Path) -> Answer:
    if argv == ["break"]:
        raise RuntimeError("a secret of the program")
    if argv == ["usage"]:
        raise SystemExit(2)
    return Answer(exit=1, stdout="é" * 100_000, stderr=f"{argv} in {folder}")


def test_the_answer_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    close = listen(tmp_path, echo)
    try:
        assert ask(tmp_path, ["load", "a b.xlsx"]) == Answer(
            exit=1, stdout="é" * 100_000, stderr=f"['load', 'a b.xlsx'] in {tmp_path}"
        )
        assert ask(tmp_path, ["usage"]) == Answer(exit=2)
        broken = ask(tmp_path, ["break"])
        assert broken and broken.exit == 1 and "secret" not in broken.stderr
        assert ask(tmp_path, ["after"]) is not None
    finally:
        close()
    assert ask(tmp_path, ["load"]) is None
    assert list(tmp_path.iterdir()) == []


def test_another_process_is_answered_with_the_folder_it_stood_in(tmp_path: Path) -> None:
    close = listen(tmp_path, lambda argv, folder: Answer(exit=0, stdout=f"{argv[0]} {folder}"))
    asking = (
        "import sys; from pathlib import Path; from pbi.handover import ask; "
        "print(ask(Path(sys.argv[1]), ['undo']).stdout)"
    )
    try:
        said = subprocess.run(
            [sys.executable, "-c", asking, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
        )
    finally:
        close()
    assert said.stdout == f"undo {ROOT}\n"


def test_nobody_listens(tmp_path: Path) -> None:
    assert ask(tmp_path, ["load"]) is None
    assert ask(tmp_path / "nowhere", ["load"]) is None


def test_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    close = listen(deep, echo)
    try:
        assert [file.name for file in deep.iterdir()] == [handover.POINTER]
        answer = ask(deep, ["undo"])
        assert answer and answer.exit == 1
    finally:
        close()
    assert (list(deep.iterdir()), ask(deep, ["undo"])) == ([], None)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets with a path are POSIX")
def test_what_a_killed_process_left_is_taken_over(tmp_path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / handover.SOCKET))
    left.close()
    assert ask(tmp_path, ["load"]) is None
    close = listen(tmp_path, echo)
    try:
        assert ask(tmp_path, ["load"]) is not None
        assert stat.S_IMODE(os.stat(tmp_path / handover.SOCKET).st_mode) == 0o600
    finally:
        close()


def test_nonsense_does_not_stop_the_listener(tmp_path: Path) -> None:
    close = listen(tmp_path, echo)
    try:
        for nonsense in (b"", b"\0", b"\xff\xff\xff\xff", b"\0\0\0\2no", b"\0\0\0\2{}", b"\0\0\0\x04null"):
            with socket.socket(socket.AF_UNIX) as caller:
                caller.connect(str(tmp_path / handover.SOCKET))
                caller.sendall(nonsense)
        assert ask(tmp_path, ["load"]) is not None
    finally:
        close()


def test_a_port_needs_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way of systems without sockets that have a path."""
    monkeypatch.setattr(handover, "_LOCAL", False)
    close = listen(tmp_path, echo)
    try:
        pointer = tmp_path / handover.POINTER
        assert stat.S_IMODE(pointer.stat().st_mode) == 0o600
        assert ask(tmp_path, ["load"]) is not None
        pointer.write_text(pointer.read_text().replace('"secret": "', '"secret": "x'))
        refused = ask(tmp_path, ["load"])
        assert refused and refused.stdout == ""
    finally:
        close()


def test_many_ask_at_once(tmp_path: Path) -> None:
    answers: list[str] = []
    close = listen(tmp_path, lambda argv, folder: Answer(exit=0, stdout=argv[0]))
    try:
        threads = [
            threading.Thread(target=lambda n=n: answers.append((ask(tmp_path, [str(n)]) or Answer(exit=1)).stdout))
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        close()
    assert sorted(answers) == [str(n) for n in range(8)]


def said(path: Path, message: bytes) -> socket.socket:
    """A caller that has sent this and waits."""
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(str(path / handover.SOCKET))
    caller.sendall(message)
    return caller


def framed(text: str) -> bytes:
    return len(text.encode()).to_bytes(4, "big") + text.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="sockets with a path are POSIX")
@pytest.mark.parametrize(
    "message",
    [
        framed('{"secret": "é"}'),
        framed('{"secret": "\\ud800"}'),
        framed('{"secret": ""}'),
        framed('{"secret": "", "argv": 5, "cwd": 5}'),
        framed('{"secret": "", "argv": ["a"], "cwd": "\\u0000"}'),
        framed("[" * 200_000),
        framed('{"secret": ' * 100_000),
        b"\xff" * 10,
    ],
    ids=["accent", "half a letter", "no argv", "odd argv", "nul", "deep list", "deep object", "too long"],
)
def test_no_message_ends_the_listener_nor_keeps_others_waiting(tmp_path: Path, message: bytes) -> None:
    close = listen(tmp_path, lambda argv, folder: Answer(exit=0, stdout=argv[0]))
    try:
        silent, odd = said(tmp_path, b""), said(tmp_path, message)
        for number in range(3):
            assert ask(tmp_path, [str(number)]) == Answer(exit=0, stdout=str(number))
        silent.close()
        odd.close()
    finally:
        close()
