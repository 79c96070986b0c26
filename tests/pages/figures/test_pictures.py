"""The README's pictures: each is shown, and how two are compared. test_accessible takes two of them anew."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageDraw

from tools import pictures


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
