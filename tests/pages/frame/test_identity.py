"""Who may see and do what: on one's own machine everything; where people sign in, what their role says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pbi.settings import ROOT, settings
from tests.pages.conftest import said

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
PEOPLE = """[people]
"Mary@council.example" = "manager"
"olu@council.example" = "officer"
"bob@council.example" = "member"
"""
Arrive = Callable[..., AppTest]


def someone(mail: str, **more: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "email": mail, **more}


@pytest.fixture
def arrive(kept: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Arrive]:
    """The first request of somebody to a script of a dashboard where people sign in."""

    def opened(script: str, user: dict[str, Any]) -> AppTest:
        file = tmp_path / "outturn.toml"
        file.write_text(f'store = "{kept["many"]}"\nexample = "{kept["example"]}"\n{PEOPLE}', encoding="utf-8")
        monkeypatch.setenv("PBI_SETTINGS", str(file))
        monkeypatch.delenv("PBI_STORE", raising=False)
        settings.cache_clear()
        app = AppTest.from_file(str(ROOT / script), default_timeout=90)
        app.user = user
        app.query_params["store"] = "own"
        app.run()
        assert not app.exception, app.exception
        return app

    yield opened
    settings.cache_clear()


@pytest.mark.parametrize("name", PAGES)
def test_whoever_has_not_signed_in_sees_no_page(arrive: Arrive, name: str) -> None:
    shown = said(arrive(f"pages/{name}.py", {"is_logged_in": False}))
    assert "Sign in to see the figures." in shown
    assert "IND-1" not in shown and "Joint Service" not in shown


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"is_logged_in": False},
        {"is_logged_in": False, "email": "mary@council.example"},
        someone("mary@council.example", email_verified=False),
        someone(""),
    ],
)
def test_the_main_script_lets_nobody_in_unsigned(arrive: Arrive, user: dict[str, Any]) -> None:
    app = arrive("pbi/main.py", user)
    assert "Sign in to see the figures." in said(app)
    assert [each.label for each in app.button] == ["Sign in"] and not app.selectbox


def test_a_stranger_who_signs_in_is_told_so_and_sees_nothing(arrive: Arrive) -> None:
    app = arrive("pbi/main.py", someone("eve@elsewhere.example"))
    assert "signed in as eve@elsewhere.example, who is not listed here" in said(app)
    assert not app.selectbox


@pytest.mark.parametrize(
    ("mail", "refused"), [("bob@council.example", {"returns", "settings"}), ("olu@council.example", {"settings"})]
)
def test_a_role_opens_its_pages_and_no_others(arrive: Arrive, mail: str, refused: set[str]) -> None:
    for name in ("methods", "returns", "settings"):
        shown = said(arrive(f"pages/{name}.py", someone(mail)))
        assert ("This page is for another role." in shown) == (name in refused)


def test_an_address_is_the_same_however_it_is_written(arrive: Arrive) -> None:
    app = arrive("pbi/main.py", someone("MARY@Council.Example", email_verified=True))
    assert "mary@council.example, manager" in said(app)
    app.switch_page("../pages/settings.py").run()
    assert "The catalogue holds" in said(app)


def test_an_officer_sends_returns_and_takes_none_back(arrive: Arrive) -> None:
    app = arrive("pbi/main.py", someone("olu@council.example")).switch_page("../pages/returns.py").run()
    assert app.file_uploader and "Undo an accepted return" not in [each.label for each in app.expander]


@pytest.mark.parametrize("name", ["returns", "settings"])
def test_a_page_that_is_for_another_role_says_so_where_its_address_is_opened(arrive: Arrive, name: str) -> None:
    app = arrive("pbi/main.py", someone("bob@council.example")).switch_page(f"../pages/{name}.py").run()
    assert "This page is for another role." in "".join(block.value for block in app.html)
    assert not app.file_uploader and "Settings</h1>" not in "".join(block.value for block in app.html)
