"""Everything a page sends to the browser: its markup, its charts' specifications, their data and text alternatives."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest


def on_the_screen(app: AppTest) -> str:
    """The page's markup and, of each chart, its specification, its text alternative and every row of its data."""
    return "\n".join([*(block.value for block in app.html), *(drawn(each.proto) for each in charts(app))])


def charts(app: AppTest) -> list[Any]:
    """The page's charts, as AppTest holds them."""
    return list(app.get("vega_lite_chart"))


def drawn(chart: Any) -> str:
    """One chart as text."""
    tables = [each.data.data for each in chart.datasets] + ([chart.data.data] if chart.HasField("data") else [])
    read = [pa.ipc.open_stream(data).read_all().to_pylist() for data in tables if data]
    return f"{chart.spec}{chart.alt}{json.dumps(read, default=str)}"
