"""The README's pictures show the pages as they are: two of them taken anew, and how two pictures are compared."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tools import pictures


@pytest.fixture(scope="module")
def served(example: Path) -> Iterator[str]:
    with pictures.dashboard(example) as address:
        yield address


@pytest.mark.parametrize("name", ["overview", "indicator"])
def test_the_picture_kept_is_what_the_page_looks_like(browser: Browser, served: str, name: str) -> None:
    kept = (pictures.FOLDER / f"{name}.png").read_bytes()
    share = pictures.differing(pictures.take(browser, served, name), kept)
    assert share <= pictures.TOLERATED, f"{share:.1%} differs: look at it, then `make pictures`"


def test_the_readme_shows_every_picture_and_none_is_left_over() -> None:
    said = (pictures.ROOT / "README.md").read_text("utf-8")
    shown = set(re.findall(r"\(docs/pictures/([\w-]+)\.png\)", said))
    assert shown == set(pictures.PICTURES) == {file.stem for file in pictures.FOLDER.glob("*.png")}


def drawn(*, box: tuple[int, int, int, int] | None = None, level: int = 255) -> bytes:
    """A picture of 400 × 400 of one level, with or without a black box."""
    made, file = Image.new("L", (400, 400), level), io.BytesIO()
    if box:
        ImageDraw.Draw(made).rectangle(box, fill=0)
    made.save(file, "PNG")
    return file.getvalue()


def test_a_box_is_its_share_of_the_picture_and_a_shade_is_none() -> None:
    # 80 × 40 pixels are 20 × 10 blocks of 4 × 4, of 100 × 100: 2%.
    assert pictures.differing(drawn(), drawn(box=(0, 0, 79, 39))) == 0.02
    assert pictures.differing(drawn(), drawn(level=250)) == 0
    assert pictures.differing(drawn(), drawn()) == 0
