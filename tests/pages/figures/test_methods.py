"""The Methods page: the rules in force in words, who set them, the steps, and the threshold laboratory."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Open, said


@pytest.mark.parametrize(
    ("store", "filters"),
    [
        ("one", {}),
        ("many", {}),
        ("empty", {}),
        ("many", {"scheme": "none"}),
        ("many", {"scheme": "met"}),
        ("many", {"as_of": "2020-04-19"}),
        ("many", {"authority": "westholt", "service": "licensing"}),
        ("empty", {"scheme": "none"}),
    ],
)
def test_it_stands(page: Open, store: str, filters: dict[str, str]) -> None:
    shown = said(page("methods", store, **filters))
    assert "In five sentences" in shown and "Step by step" in shown


def test_the_rule_in_force_is_said_in_words(page: Open) -> None:
    shown = said(page("methods", "one"))
    assert "Green: the target is met. Amber: missed by no more than 5% of it. Red: by more." in shown
    assert "1 authority has a rule of its own." in shown  # Bracknell Forest's, of the shipped catalogue
    assert "E06000036" not in shown and "Bracknell Forest" in shown


def test_a_scheme_of_met_and_not_met_has_no_middle(page: Open) -> None:
    assert "Met: the target is met. Not met: the target is missed." in said(page("methods", "one", scheme="met"))


def test_without_a_scheme_no_rule_is_stated_and_nothing_can_be_tried(page: Open) -> None:
    app = page("methods", "one", scheme="none")
    assert "No status is given" in said(app)
    assert not app.number_input


def test_the_laboratory_replays_history(page: Open) -> None:
    """Of 2019/20: 98, 100 and 80 of 100. Within 2 the 98 is good, so 2 Green, 0 Amber and 1 Red; within 20 the 80 is
    near.

    Of the two years before there is no target, so nothing was judged and nothing changes.
    """
    app = page("methods", "one")
    app.number_input(key="trial_good").set_value(2.0).run()
    shown = said(app)
    assert "2019/20 would be 2 Green, 0 Amber and 1 Red of 3 instead of 1 Green, 1 Amber and 1 Red of 3" in shown
    assert "1 status in all of history would change." in shown
    app.number_input(key="trial_near").set_value(20.0).run()
    assert "2 Green, 1 Amber and 0 Red of 3" in said(app)
    assert "2 statuses in all of history would change." in said(app)


def test_points_are_not_percent_of_the_target(page: Open) -> None:
    app = page("methods", "one", scheme="rag")
    app.selectbox(key="trial_basis").select("points").run()
    app.number_input(key="trial_near").set_value(1.0).run()  # 98 misses 100 by two points
    assert "1 Green, 0 Amber and 2 Red of 3" in said(app)


def test_an_amber_narrower_than_green_is_refused_in_a_sentence(page: Open) -> None:
    app = page("methods", "one")
    app.number_input(key="trial_good").set_value(7.0).run()
    assert not app.exception
    assert "with amber at least as wide as green" in said(app)
    assert "Step by step" in said(app)


def test_a_step_shows_what_it_means_what_it_reads_and_its_sql(page: Open) -> None:
    app = page("methods", "one")
    app.selectbox(key="methods_step").select("pooled_figures").run()
    assert "percentages are never averaged" in said(app)
    assert "pooled_sums" in said(app)
    assert "THEN numerator_sum END" in said(app)


def test_the_first_sentence_is_worked_out(page: Open) -> None:
    assert "Every figure is worked out from 1 return in " in said(page("methods", "one"))
    assert "Every figure is worked out from 0 returns in " in said(page("methods", "empty"))


def test_where_there_is_no_middle_only_one_width_is_asked(page: Open) -> None:
    app = page("methods", "one", scheme="met")
    assert [each.label for each in app.number_input] == ["Met within"]
    app.number_input(key="trial_good").set_value(2.0).run()
    assert "2 Met and 1 Not met of 3 instead of 1 Met and 2 Not met of 3" in said(app)
