"""A Chromium for the tests: the one on this machine, else Debian's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path() -> str | None:
    """The browser installed on this machine, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """The browser Playwright has downloaded, or None where it has not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Debian's Chromium where this is root on a machine with apt, otherwise Playwright's own."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=True, env=quiet)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"], check=True, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Find a browser or install one; 1 and a sentence where neither works."""
    if on_path() or playwrights_own():
        return 0
    print("No browser was found; installing Chromium for the tests …", flush=True)
    try:
        install()
    except subprocess.CalledProcessError as failure:
        print(f"'{' '.join(failure.cmd)}' failed. Install Chromium or Chrome and run this again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
