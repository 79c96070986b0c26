"""The Reports page: what a paper will hold, how it begins, and a button for each format."""

from __future__ import annotations

from tests.pages.conftest import Open, said

FORMATS = ["Document (.docx)", "Slides (.pptx)", "Workbook (.xlsx)", "Web page (.html)"]


def test_it_says_what_the_paper_holds_and_how_it_begins(page: Open) -> None:
    app = page("reports", "many")
    text = said(app)
    assert "It holds the counts, what changed, every indicator" in text
    assert "12 figures" in text and "1 Green, 1 Amber and 1 Red of 3." in text
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [*FORMATS, *FORMATS, "Open data (.zip)"]


def test_without_a_scheme_there_is_one_set_of_files(page: Open) -> None:
    app = page("reports", "many", scheme="none")
    assert [button.proto.label for button in app.get("download_button")] == [*FORMATS, "Open data (.zip)"]
    assert "3 of 3 indicators have a figure for 2019/20" in said(app)


def test_a_deep_dive_that_nobody_set_down_is_said(page: Open) -> None:
    app = page("reports", "many")
    app.segmented_control(key="paper_chosen").set_value("deep-dive").run()
    assert "No deep dive is set down for these figures." in said(app)
    assert [button.proto.label for button in app.get("download_button")] == ["Open data (.zip)"]


def test_an_empty_store_leads_to_returns(page: Open) -> None:
    assert "No figures yet" in said(page("reports", "empty"))
