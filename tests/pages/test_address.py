"""Filters to the address and back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pbi.ui import address

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
