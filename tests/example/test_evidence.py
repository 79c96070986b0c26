"""The statuses councils printed, held against those worked out: the agreements that are promised.

All pages written from the code are held here: one of them is made of the same workbooks.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from tools import document, evidence


@pytest.fixture(scope="module")
def bodies() -> dict[str, evidence.Found]:
    return {each.body.name: each for each in evidence.evidence()}


def test_the_agreement_with_each_council(bodies: dict[str, evidence.Found]) -> None:
    held = evidence.agreements(bodies.values())
    assert held["Broxtowe"] == (3, 3)
    assert held["Bracknell Forest"] == (35, 37)
    agreeing, base = held["Hastings"]
    assert (agreeing >= 8, base) == (True, 10)


def test_the_rows_that_differ_are_those_whose_print_breaks_the_printed_rule(bodies: dict[str, evidence.Found]) -> None:
    """43 of 50 is 14% short and printed Green; 222 of 258 is 36/258 short and printed Amber; 17 of 50 is Met."""
    differ = {
        (name, row.outturn, row.target, row.printed, row.short)
        for name, found in bodies.items()
        for row in found.judged
        if not row.agrees
    }
    assert differ == {
        ("Bracknell Forest", 43, 50, "Green", Fraction(14)),
        ("Bracknell Forest", 222, 258, "Amber", Fraction(3600, 258)),
        ("Hastings", 17, 50, "Met", None),
    }


def test_two_of_bracknell_forests_are_better_when_lower_and_it_is_said_to_be_inferred(
    bodies: dict[str, evidence.Found],
) -> None:
    polarities = bodies["Bracknell Forest"].polarities
    lower = {title.split()[0]: source for title, (polarity, source) in polarities.items() if polarity == "lower"}
    assert set(lower) == {"1.1.2.PI", "1.2.1.KR"}
    assert all(source.startswith("inferred from stated status") for source in lower.values())
    assert all(source.startswith("inferred from stated") for _, source in polarities.values())


def test_every_disagreement_is_explained_on_the_page(bodies: dict[str, evidence.Found]) -> None:
    page = evidence.page()
    for found in bodies.values():
        for row in found.judged:
            assert (evidence.why(row, found.body) in page) is not row.agrees
    assert "14% short of the target" in page
    assert "the printed status itself is the outlier" in page


def test_generated_pages_are_up_to_date() -> None:
    stale = [
        path.name for path, text in document.pages().items() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run 'make docs'"
