"""Starts the dashboard's process: the stores made sound, then the app served on this machine."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from contextlib import suppress

from pbi.errors import PbiError, StoreBusy
from pbi.settings import ROOT
from pbi.store import Store
from pbi.ui.session import stores


def run(*, port: int, browser: bool = True) -> None:
    """Serve the dashboard on 127.0.0.1 until it is stopped; ``browser``: open it, where there is a display."""
    logging.basicConfig(level=logging.WARNING)
    print("Outturn is being made ready …", flush=True)
    _made_sound()
    sys.path.insert(0, str(ROOT))
    sys.argv = [str(ROOT / "app.py")]  # settings in .streamlit are looked for beside it
    app = importlib.import_module("app").app
    app.run(
        config={
            "server.port": port,
            "server.address": "127.0.0.1",
            **({} if browser else {"server.headless": True}),
            "browser.gatherUsageStats": False,
            "server.showEmailPrompt": False,
            "runner.postScriptGC": False,
        }
    )


def _made_sound() -> None:
    """Both stores made where there is none, and opened once: what is wrong with one is said here, in a sentence."""
    try:
        for name in (stores.EXAMPLE, stores.OWN):
            with suppress(StoreBusy):
                Store.open(stores.made(name)).close()
    except PbiError as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


def main(argv: list[str] | None = None) -> None:
    """``python -m pbi.run --port N``: what ``python -m pbi run`` becomes."""
    wanted = argparse.ArgumentParser(prog="python -m pbi.run", description="Serve the dashboard.")
    wanted.add_argument("--port", type=int, default=8501)
    wanted.add_argument("--no-browser", action="store_true")
    given = wanted.parse_args(argv)
    run(port=given.port, browser=not given.no_browser)


if __name__ == "__main__":
    main()
