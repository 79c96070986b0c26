"""One process hands its command line to the one that holds the store, and gets its answer back.

A socket in the store's folder that only its owner may use; on Windows, a loopback port with a secret in a file.
A message is its length in four bytes and then JSON: ``{argv, cwd}`` there, ``{exit, stdout, stderr}`` back.
What a command means is not known here.
"""

from __future__ import annotations

import hmac
import json
import logging
import os
import secrets
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SOCKET = "handover.sock"
POINTER = "handover.where"
"""Says where the socket is, where that is not ``handover.sock`` beside it."""
_LONGEST_PATH = 100  # bytes; Linux takes 107, others fewer
_LARGEST = 64_000_000
_LOCAL = hasattr(socket, "AF_UNIX") and sys.platform != "win32"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command said: its exit code and the two texts."""

    exit: int
    stdout: str = ""
    stderr: str = ""


def listen(path: Path, answer: Callable[[list[str], Path], Answer]) -> Callable[[], None]:
    """Answer requests for the store at ``path`` from daemon threads, one after another; returns what ends it.

    ``answer`` is given the arguments and the folder they were typed in. A caller that says nothing, or nonsense, keeps
    nobody waiting. Only the holder of the store may listen: a socket left behind by a killed process is taken over.
    """
    where, listener, secret = _bind(path)
    ended, turn = threading.Event(), threading.Lock()

    def attend(connection: socket.socket) -> None:
        try:
            with connection:
                connection.settimeout(60)
                request = _receive(connection)
                if hmac.compare_digest(str(request.get("secret", "")).encode("utf-8", "replace"), secret.encode()):
                    with turn:
                        said = _answered(answer, request)
                    _send(connection, asdict(said))
        except Exception as error:  # a caller that went away or talks nonsense
            logging.getLogger(__name__).info("A request could not be answered: %s", type(error).__name__)

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
                threading.Thread(target=attend, args=(connection,), name="handover", daemon=True).start()
            except (OSError, RuntimeError):  # closed; or too many are open, and it is tried again
                ended.wait(0.1)

    threading.Thread(target=serve, name="handover", daemon=True).start()

    def close() -> None:
        ended.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits in accept
        listener.close()
        (path / POINTER).unlink(missing_ok=True)
        if where:
            where.unlink(missing_ok=True)
            if where.parent != path:
                where.parent.rmdir()

    return close


def ask(path: Path, argv: list[str]) -> Answer | None:
    """The answer of whoever holds the store at ``path``; None where nobody listens. Waits as long as it takes."""
    try:
        connection, secret = _reach(path)
    except (OSError, ValueError):
        return None
    with connection:
        try:
            _send(connection, {"argv": argv, "cwd": os.getcwd(), "secret": secret})
            return Answer(**_receive(connection))
        except (OSError, ValueError, TypeError):
            return Answer(
                exit=1,
                stderr="The dashboard stopped before it answered. Look whether the request was carried out, "
                "and send it again if not.",
            )


def _answered(answer: Callable[[list[str], Path], Answer], request: dict[str, Any]) -> Answer:
    try:
        return answer([str(each) for each in request["argv"]], Path(request["cwd"]))
    except SystemExit as wrong_usage:
        return Answer(exit=wrong_usage.code if isinstance(wrong_usage.code, int) else 1)
    except Exception as error:  # the dashboard lives on whatever a request does
        logging.getLogger(__name__).exception("A request handed over failed")
        return Answer(
            exit=1, stderr=f"The dashboard could not carry it out ({type(error).__name__}). Its log says more."
        )


def _bind(path: Path) -> tuple[Path | None, socket.socket, str]:
    """Where the socket is (None for a port), the listening socket, and the secret a caller must send."""
    for stale in (path / SOCKET, path / POINTER):
        stale.unlink(missing_ok=True)
    if not _LOCAL:
        listener = socket.create_server(("127.0.0.1", 0))
        secret = secrets.token_hex(32)
        _note(path, {"port": listener.getsockname()[1], "secret": secret})
        return None, listener, secret
    where = path / SOCKET
    if len(os.fsencode(where)) > _LONGEST_PATH:
        where = Path(tempfile.mkdtemp(prefix="outturn-")) / "s"  # mkdtemp: its owner's alone
        _note(path, {"socket": str(where)})
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(where))
    where.chmod(0o600)  # before it listens, so that no one came in earlier
    listener.listen()
    return where, listener, ""


def _reach(path: Path) -> tuple[socket.socket, str]:
    """A connection to whoever listens, and the secret to send. OSError where nobody does."""
    noted = json.loads((path / POINTER).read_text(encoding="utf-8")) if (path / POINTER).is_file() else {}
    if "port" in noted:
        return socket.create_connection(("127.0.0.1", noted["port"])), noted["secret"]
    if not _LOCAL:
        raise FileNotFoundError(path / POINTER)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(noted.get("socket", str(path / SOCKET)))
    except OSError:
        connection.close()
        raise
    return connection, ""


def _note(path: Path, where: dict[str, Any]) -> None:
    descriptor = os.open(path / POINTER, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as pointer:
        json.dump(where, pointer)


def _send(connection: socket.socket, message: dict[str, Any]) -> None:
    data = json.dumps(message).encode()
    connection.sendall(struct.pack("!I", len(data)) + data)


def _receive(connection: socket.socket) -> dict[str, Any]:
    (length,) = struct.unpack("!I", _exactly(connection, 4))
    if length > _LARGEST:
        raise ValueError(f"a message of {length} bytes")
    message = json.loads(_exactly(connection, length))
    if not isinstance(message, dict):
        raise ValueError("a message that is not an object")
    return message


def _exactly(connection: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        part = connection.recv(length - len(data))
        if not part:
            raise ConnectionError("the other side went away")
        data += part
    return bytes(data)
