"""Filters to the address and back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pbi.ui.session import address
from tests.pages.conftest import Open, said

CODES = st.text(min_size=1, max_size=12)
FILTERS = st.fixed_dictionaries(
    {
        "store": st.sampled_from(["example", "own"]),
        "period": st.none() | CODES,
        "authority": st.lists(CODES, unique=True, max_size=3),
        "service": st.none() | CODES,
        "indicator": st.none() | CODES,
        "scheme": st.sampled_from(["rag", "met", "none"]),
        "as_of": st.none() | st.dates(),
        "movement": st.sampled_from(["tested", "arrows"]),
        "group": st.none() | CODES,
        "focus": st.none() | CODES,
        "chart": st.sampled_from(["trend", "control"]),
        "kind": st.none() | CODES,
        "paper": st.none() | CODES,
        "signal": st.none() | CODES,
        "due": st.none() | CODES,
        "what": st.none() | CODES,
    }
)


@given(FILTERS)
def test_what_is_written_is_read_back(values: dict[str, object]) -> None:
    assert address.read(address.written(values)) == values


def test_what_stands_at_its_default_is_not_written() -> None:
    assert address.written(dict(address.DEFAULTS)) == {}


def test_nonsense_in_the_address_is_the_default() -> None:
    assert address.read({"as_of": ["soon"], "colour": ["red"], "period": [""]}) == dict(address.DEFAULTS)


def test_a_link_changes_what_it_says_and_keeps_the_rest() -> None:
    values = {"store": "own", "scheme": "met", "authority": ["a", "b"], "as_of": date(2020, 6, 1)}
    assert address.link("service", values, service="licensing", authority=["a"]) == (
        "service?store=own&authority=a&service=licensing&scheme=met&as_of=2020-06-01"
    )
    assert address.link("", values, authority=None, as_of=None) == ".?store=own&scheme=met"
    assert address.link("", {}) == "."


def test_an_address_that_stays_as_it_was_empties_no_box_and_takes_no_choice_back(page: Open) -> None:
    """The browser goes on naming the store, which needs no naming: gone to by a link, an address is not rewritten."""
    app = page("overview", "one", period="2019/20")
    for period in (None, "2018/19"):
        app.query_params.clear()
        app.query_params["store"] = "own"
        app.session_state[address.key("period")] = period
        app.run()
        app.query_params.clear()
        app.query_params["store"] = "own"
        app.text_input(key="find").set_value("no such words").run()
        assert "Nothing found: no such words" in said(app)
        assert app.session_state[address.key("period")] == period
