"""A small partnership in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.memory import Memory, authority, schemes, tolerance


@pytest.fixture
def store() -> Iterator[Memory]:
    """The shipped schemes and tolerances; a partnership (group) of three from 2012, and a stranger (lone)."""
    with Memory() as memory:
        memory.receive(
            {
                "scheme": schemes(),
                "tolerance": [tolerance(), tolerance(scheme="met", amber_within=0)],
                "authority": [
                    *map(authority, ("north", "south", "east", "lone")),
                    authority("group", kind="partnership"),
                ],
                "membership": [
                    {"partnership": "group", "authority": each, "valid_from": date(2012, 4, 1)}
                    for each in ("north", "south", "east")
                ],
            },
            on=date(2010, 1, 1),
            kind="catalogue",
        )
        yield memory
