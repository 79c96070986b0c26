"""The Actions page: what is late, by how much, and which indicator it answers; and the way back from a red one."""

from __future__ import annotations

from tests.pages.conftest import Open, said


def test_an_overdue_action_says_how_late_it_is_and_what_it_answers(page: Open) -> None:
    """ACT-2 was due on 30 June 2019 and is judged on 31 March 2020: 31 + 31 + 30 + 31 + 30 + 31 + 31 + 29 + 31 days."""
    text = said(page("actions", "one"))
    assert "275 days late" in text
    assert "indicator?" in text and "IND-3" in text
    assert "Of 2, 1 was carried over from an earlier year and 1 states another status." not in text
    assert "Of 2, 1 states another status." in text


def test_a_red_indicator_leads_to_the_actions_that_answer_it(page: Open) -> None:
    """IND-3 is red and both actions answer it; IND-1 is amber and says nothing of actions."""
    text = said(page("overview", "one"))
    assert "Answered by" in text
    assert text.count("actions?") >= 2
    assert "no action" not in text


def test_of_an_earlier_day_it_says_which_lists_these_are(page: Open) -> None:
    text = said(page("actions", "one", as_of="2020-05-01"))
    assert "Actions as they had been received by 1 May 2020; a list sent later is not here." in text
    assert "The newest of these lists came on 20 April 2020." in text
    assert "a list sent later" not in said(page("actions", "one"))
