"""``python -m pbi``: the command line."""

from __future__ import annotations

import os
import sys

from pbi import commands
from pbi.errors import PbiError
from pbi.handover import Answer


def main(argv: list[str] | None = None) -> int:
    """Run one command line; the exit code is 0 done, 1 refused, 2 wrong usage."""
    argv = sys.argv[1:] if argv is None else argv
    try:
        if argv[:1] == ["run"]:
            return _run(argv)
        answer = commands.answer(argv)
    except PbiError as refusal:  # of the settings, which every command line reads
        answer = Answer(exit=1, stdout="", stderr=str(refusal))
    except Exception as error:
        if os.environ.get("PBI_TRACEBACK"):
            raise
        answer = Answer(
            exit=1,
            stdout="",
            stderr=f"This could not be done, and nothing was changed: {type(error).__name__}: {error} "
            "Please report it; PBI_TRACEBACK=1 shows where it happened.",
        )
    try:
        if answer.stdout:
            print(answer.stdout, flush=True)
        if answer.stderr:
            print(answer.stderr, file=sys.stderr)
    except BrokenPipeError:  # the reader, as head does, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.exit


def _run(argv: list[str]) -> int:
    """Start the dashboard. It is another program's work from here on, so nothing of the command line stays loaded."""
    given = commands.parser().parse_args(argv)
    os.environ["PBI_STORE"] = str(given.store.resolve())
    quiet = ["--no-browser"] if given.no_browser else []
    os.execv(sys.executable, [sys.executable, "-m", "pbi.run", "--port", str(given.port), *quiet])


if __name__ == "__main__":
    sys.exit(main())
