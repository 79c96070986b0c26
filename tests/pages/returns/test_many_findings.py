"""Very many findings of one rule on the page: counted, the furthest listed, and where the rest are."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    from pbi.model import Finding, Severity
    from pbi.ui.returns import preview

    def warned(rule: str, count: int) -> list[Finding]:
        cells = (f"D{number}" for number in range(2, count + 2))
        return [Finding(rule=rule, severity=Severity.WARNING, message=f"In {cell}.", cell=cell) for cell in cells]

    preview.findings([*warned("far-outside-history", 2701), *warned("target-differs", 30)], key="many")


def test_of_thousands_the_furthest_are_listed_and_of_thirty_all() -> None:
    shown = AppTest.from_function(page).run()
    assert not shown.exception
    text = " ".join(each.value for each in [*shown.markdown, *shown.get("html")] if isinstance(each.value, str))
    assert (
        "2,701 figures are far from the others for the same indicator and authority; the 8 furthest are listed here."
        in text
    )
    assert "All are in the workbook with the faults marked." in text
    assert [each.label for each in shown.expander] == ["22 more of the same kinds"]
    assert text.count("In D9.") == 2 and text.count("In D31.") == 1 and "In D33." not in text
