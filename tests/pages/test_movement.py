"""Movements on the pages: tested verdicts in words, or plain arrows where those were asked for, never both."""

from __future__ import annotations

from tests.pages.conftest import Open, said

VERDICTS = ("No clear change", "Not testable", "Too few points")


def test_a_tested_movement_is_said_in_words_with_its_base(page: Open) -> None:
    """IND-1 from 100 of 100 to 98, IND-2 from 99 to 100, IND-3 from 85 to 80: none beyond chance at 99.8%."""
    text = said(page("overview", "one"))
    assert (
        "Against the year before, of 3: 0 improved, 0 worsened, 3 show no clear change and 0 cannot be tested. "
        "3 were tested; about 0.006 would seem changed by chance alone." in text
    )
    assert "None of 3 series can be tested by a control chart: too few points (3)." in text
    assert ", no clear change on last year" in text


def test_the_interval_stands_quietly_under_the_indicator_s_sentence(page: Open) -> None:
    text = said(page("indicator", "one", indicator="IND-3"))
    assert "Five points below 2018/19. No clear change." in text
    assert "The change lies between" in text


def test_plain_arrows_replace_the_verdicts_everywhere(page: Open) -> None:
    """From 100 to 98 is worse, from 99 to 100 better, from 85 to 80 worse."""
    for name, filters in (
        ("overview", {}),
        ("indicator", {"indicator": "IND-2"}),
        ("service", {"service": "licensing"}),
    ):
        text = said(page(name, "one", movement="arrows", **filters))
        assert not any(verdict in text for verdict in VERDICTS), name
        assert "↑ Improving" in text, name
    assert "Short trend of 3: 1 improving and 2 worsening." in said(page("overview", "one", movement="arrows"))
