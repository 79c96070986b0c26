"""The palette can be read: WCAG 2.2 contrast (4.5:1 text, 3:1 marks) on both grounds, and one source for all."""

from __future__ import annotations

import tomllib
from itertools import combinations

import pytest

from pbi.charts import theme
from pbi.charts.theme import Colour, Ground
from pbi.model import JUDGED
from pbi.settings import ROOT

GROUNDS = (Ground.LIGHT, Ground.DARK)


def channels(colour: str) -> tuple[float, ...]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", [theme.INK, theme.MUTED, theme.ACCENT])
def test_text_reaches_4_5(colour: Colour, ground: Ground) -> None:
    assert contrast(colour.on(ground), theme.GROUND.on(ground)) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", theme.STATUS)
def test_marks_reach_3_and_text_on_them_4_5(role: str, ground: Ground) -> None:
    assert contrast(theme.STATUS[role].on(ground), theme.GROUND.on(ground)) >= 3
    assert contrast(theme.STATUS[role].on(ground), theme.ON_STATUS[role].on(ground)) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("place", range(len(theme.AUTHORITIES)))
def test_lines_reach_3(place: int, ground: Ground) -> None:
    assert contrast(theme.authority(place)[0].on(ground), theme.GROUND.on(ground)) >= 3


def test_what_cannot_follow_the_theme_is_seen_on_both_grounds() -> None:
    assert min(contrast(theme.SPARK, theme.GROUND.on(ground)) for ground in GROUNDS) >= 3


def test_authorities_differ_in_dash_as_well_as_colour() -> None:
    assert len({tuple(dash) for dash in theme.DASHES}) == len(theme.AUTHORITIES)


@pytest.mark.parametrize("ground", GROUNDS)
def test_no_authority_wears_a_status_colour(ground: Ground) -> None:
    statuses = {colour.on(ground).lower() for colour in theme.STATUS.values()}
    assert statuses.isdisjoint(colour.on(ground).lower() for colour in theme.AUTHORITIES)


@pytest.mark.parametrize("ground", GROUNDS)
def test_status_colours_are_told_apart_without_red_and_green(ground: Ground) -> None:
    """Good, near and bad as a deuteranope sees them (Viénot 1999) still differ in lightness or in blue and yellow."""
    for first, second in combinations(JUDGED, 2):
        a, b = (_deuteranope(theme.STATUS[role].on(ground)) for role in (first, second))
        assert max(abs(x - y) for x, y in zip(a, b, strict=True)) > 0.08


def _deuteranope(colour: str) -> tuple[float, float, float]:
    red, green, blue = channels(colour)
    yellow = 0.29275 * red + 0.70725 * green
    return yellow, yellow, -0.02234 * red + 0.02234 * green + blue


def test_the_theme_of_the_server_is_this_palette() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    assert not {name for name in config if name.endswith("Color")}, "colours belong to light and dark, never to both"
    for ground in GROUNDS:
        held = config[ground.value]
        assert held["backgroundColor"] == theme.GROUND.on(ground)
        assert held["textColor"] == theme.INK.on(ground)
        assert held["linkColor"] == theme.ACCENT.on(ground)
        assert held["borderColor"] == theme.HAIRLINE.on(ground)
        assert contrast(held["primaryColor"], "#ffffff") >= 4.5
        assert contrast(held["textColor"], held["secondaryBackgroundColor"]) >= 4.5


def test_the_stylesheet_names_no_colour_of_its_own() -> None:
    import re

    style = (ROOT / "pbi" / "ui" / "assets" / "style.css").read_text("utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", style)
    used, known = set(re.findall(r"var\(--([a-z-]+)\)", style)), set(re.findall(r"--([a-z-]+):", theme.properties()))
    assert used <= known
