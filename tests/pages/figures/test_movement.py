"""Changes on the pages: tested, in one word, or plain arrows where those were asked for, never both."""

from __future__ import annotations

from tests.pages.conftest import Open, said

VERDICTS = ("no real change", "No real change", "ot enough data", "How sure are we?")


def test_a_tested_movement_is_said_in_words_with_its_base(page: Open) -> None:
    """IND-1 from 100 of 100 to 98, IND-2 from 99 to 100, IND-3 from 85 to 80: none beyond chance at 99.8%."""
    text = said(page("overview", "one"))
    assert (
        "No result changed by more than chance this year, out of 3 that can be tested. "
        "Chance alone gives fewer than one." in text
    )
    assert "</span> Red</span>, no real change" in text


def test_the_statistics_are_one_key_away(page: Open) -> None:
    text = said(page("indicator", "one", indicator="IND-3"))
    assert "Red, no real change. Down 5 points from 85% (2018/19). A difference of this size could be chance." in text
    assert "Could be chance: true change anywhere from" in text


def test_plain_arrows_replace_the_verdicts_everywhere(page: Open) -> None:
    """From 100 to 98 is worse, from 99 to 100 better, from 85 to 80 worse."""
    for name, filters in (
        ("overview", {}),
        ("indicator", {"indicator": "IND-2"}),
        ("service", {"service": "licensing"}),
    ):
        text = said(page(name, "one", movement="arrows", **filters))
        assert not any(verdict in text for verdict in VERDICTS), name
        assert "↑ Better" in text, name
    assert "Short trend of 3: 1 better and 2 worse." in said(page("overview", "one", movement="arrows"))
