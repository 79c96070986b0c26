"""The pictures of the README, taken of the illustrative partnership in a browser: ``make pictures``.

They double as a check of how the pages look: ``make pictures-check`` takes them anew and compares. What a page says of
today would differ every day, so each is asked about as of a day. Needs the tests' environment and a browser.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from pbi.commands import init_store
from tests.pages import serving
from tools.browser import on_path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
PUBLISHED = ROOT / "data" / "samples" / "published"
AS_OF = "as_of=2020-09-30"
SIZE = (1440, 900)
BLOCK, SEEN, TOLERATED = 4, 20, 0.02
"""Two pictures agree where at most this share of their blocks (a side in pixels) differs by more than so many levels of
grey of 255: edges of letters that another version of the browser draws otherwise vanish in a block, words do not."""


class Picture(NamedTuple):
    """One picture: the address, the theme, whether it begins at the page's heading, what is done before it is taken."""

    address: str
    theme: Literal["light", "dark"] = "light"
    from_heading: bool = False
    before: Callable[[Page], None] | None = None


def _send(page: Page) -> None:
    """Choose whose return it is and hand in a table as a council published it."""
    page.get_by_label("Which council", exact=True).click()
    page.keyboard.type("Bracknell Forest")
    page.get_by_role("option", name="Bracknell Forest", exact=True).click()
    page.set_input_files("input[type=file]", PUBLISHED / "bracknell-forest-2024-25-q3.xlsx")
    page.get_by_role("button", name="Accept this return").wait_for()
    serving.settle(page)


def _show_slides(page: Page) -> None:
    page.get_by_role("button", name="Show the slides").click()
    page.locator("#slide-1").wait_for()


PICTURES = {
    "overview": Picture(f"/?{AS_OF}"),
    "overview-dark": Picture(f"/?{AS_OF}", theme="dark"),
    "indicator": Picture(f"/indicator?indicator=FS04&chart=control&{AS_OF}", from_heading=True),
    "compare": Picture(f"/compare?indicator=FS04&{AS_OF}", from_heading=True),
    "changes": Picture(f"/changes?{AS_OF}", from_heading=True),
    "returns": Picture("/returns?store=own", from_heading=True, before=_send),
    "board": Picture(f"/board?{AS_OF}", before=_show_slides),
}


@contextmanager
def dashboard() -> Iterator[str]:
    """The address of a dashboard with the example and an empty store of one's own, both thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        init_store(base / "own")
        with serving.serving(base, own=base / "own", example=base / "example") as address:
            yield address


def take(browser: Browser, served: str, name: str) -> bytes:
    """One picture as PNG, once the page has come to rest."""
    picture = PICTURES[name]
    width, height = SIZE
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=served, color_scheme=picture.theme,
        reduced_motion="reduce", locale="en-GB", timezone_id="Europe/London", device_scale_factor=1,
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(serving.PATIENCE)
    serving.stand(page, picture.address)
    if picture.before:
        picture.before(page)
    if picture.from_heading:
        page.evaluate("document.querySelector('h1').scrollIntoView()")
    taken = _at_rest(page)
    context.close()
    return taken


def _at_rest(page: Page) -> bytes:
    """The screen once two looks at it, a moment apart, agree; the last one where they never do."""
    page.evaluate("document.fonts.ready.then(() => true)")
    before = b""
    for _ in range(20):
        now = page.screenshot(animations="disabled")
        if now == before:
            break
        before = now
        page.wait_for_timeout(500)
    return before


def differing(one: bytes, other: bytes) -> float:
    """The share of blocks, 0 to 1, in which two pictures differ visibly; 1 where they are not of one size."""
    first, second = _blocks(one), _blocks(other)
    if first.shape != second.shape:
        return 1.0
    return float((np.abs(first - second) > SEEN).mean())


def _blocks(picture: bytes) -> np.ndarray:
    grey = Image.open(io.BytesIO(picture)).convert("L")
    small = grey.resize((grey.width // BLOCK, grey.height // BLOCK), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.int16)


def main() -> int:
    """Take the pictures, or with ``--check`` compare; 1 where one of them has changed."""
    given = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    given.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(PICTURES)}; otherwise all")
    given.add_argument("--check", action="store_true", help="compare with those in docs/pictures, and write nothing")
    asked = given.parse_args()
    changed = []
    with sync_playwright() as driver, dashboard() as served:
        browser = driver.chromium.launch(executable_path=on_path())
        for name in asked.names or PICTURES:
            taken, file = take(browser, served, name), FOLDER / f"{name}.png"
            share = differing(taken, file.read_bytes()) if file.exists() else 1.0
            print(f"{name}: {share:.1%} differs from the picture kept", flush=True)
            if share > TOLERATED:
                changed.append(name)
                if not asked.check:
                    file.write_bytes(taken)
        browser.close()
    return int(bool(changed) and asked.check)


if __name__ == "__main__":
    sys.exit(main())
