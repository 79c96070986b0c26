"""A Chromium for the tests: the one on this machine, else Debian's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = ("chromium", "libatomic1")
"""libatomic1 is what Playwright's driver wants and a bare Debian has not."""


def on_path() -> str | None:
    """The browser installed on this machine, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def driver_starts() -> bool:
    """Whether Playwright's driver runs on this machine at all."""
    return subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True).returncode == 0


def playwrights_own() -> str | None:
    """The browser Playwright has downloaded, or None where it has not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> bool:
    """Debian's Chromium where this is root on a machine with apt, otherwise Playwright's own; whether it went well."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *DEBIAN])
    return all(subprocess.run(["apt-get", *words], env=quiet).returncode == 0 for words in commands)


def main() -> int:
    """Find a browser or install one; 1 and a sentence where neither works."""
    if driver_starts() and (on_path() or playwrights_own()):
        return 0
    print("There is no browser the tests can drive; installing Chromium …", flush=True)
    if install() and driver_starts():
        return 0
    print(
        "Chromium could not be installed. Install Chromium or Chrome yourself (on Debian and Ubuntu, as root: "
        f"apt-get install {' '.join(DEBIAN)}) and run this again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
