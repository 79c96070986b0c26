"""What the Methods page says of the evidence: read from the page that is generated from the published workbooks."""

from __future__ import annotations

from pbi.narrative import evidence
from pbi.settings import ROOT
from tests.pages.conftest import Open, said

WRITTEN = """# The rules

| body | figures | printed statuses beside a figure and a target | worked out the same |
|---|---|---|---|
| Broxtowe | 9 | 3 | 3 of 3 |
| Hastings | 23 | 10 | 9 of 10 |
| Cannock Chase | 0 | 0 | no status printed |

## Hastings: 9 of 10

Where they differ:

- Buildings improved, 2019/20: 17 against 50 is printed Met, worked out not judged: it settles nothing.

| indicator | same |
|---|---|
| Homes | yes |
"""


def test_the_bodies_and_what_differs_are_read() -> None:
    rows = evidence.bodies(WRITTEN)
    assert [row["body"] for row in rows] == ["Broxtowe", "Hastings", "Cannock Chase"]
    assert evidence.sentence(rows) == (
        "Of 13 statuses that 2 councils print beside a figure and a target, 12 are worked out the same."
    )
    assert evidence.differences(WRITTEN) == [
        "Buildings improved, 2019/20: 17 against 50 is printed Met, worked out not judged: it settles nothing."
    ]


def test_without_a_table_nothing_is_claimed() -> None:
    assert evidence.bodies("# Nothing yet\n") == [] and evidence.differences("") == []


def test_the_methods_page_shows_the_agreement_that_is_printed_in_the_docs(page: Open) -> None:
    shown = said(page("methods", "one"))
    assert "Checked against what councils printed" in shown
    for row in evidence.bodies((ROOT / "docs" / "methods-evidence.md").read_text(encoding="utf-8")):
        assert f">{row['body']}<" in shown and f">{row['same']}<" in shown
    assert "Checked against" not in said(page("methods", "one", scheme="none"))
