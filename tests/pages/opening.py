"""A page of the dashboard as it stands after its first run, in this process."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from pbi.settings import ROOT


def open_page(name: str, /, **filters: Any) -> AppTest:
    """Open a page straight, as from a link with these filters in its address; one's own store unless one is named."""
    app = AppTest.from_file(str(ROOT / "pbi" / "main.py"), default_timeout=90)
    for key, value in ({"store": "own"} | filters).items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"../pages/{name}.py")
    app.run()
    assert not app.exception, app.exception
    return app
