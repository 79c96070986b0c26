"""The search for garbage rests while much is made, and always goes on afterwards."""

from __future__ import annotations

import gc

import pytest

from pbi.workbook.keeping import keeping


def test_the_search_rests_and_goes_on() -> None:
    with keeping():
        assert not gc.isenabled()
        with keeping():  # as one reading within another, or beside it
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_refusal() -> None:
    with pytest.raises(ValueError, match="no workbook"), keeping():
        raise ValueError("no workbook")
    assert gc.isenabled()
