"""A rebase is a person's word: its sheet, what is refused, and the limits it gives a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi import catalogue, measures
from pbi.catalogue import CatalogueFaults
from pbi.model import Draft, Question
from pbi.store import Store
from tests import once
from tests.memory import outturn

HEAD = "indicator,authority,rebased_from,reason,author,set_on,baseline,lifted_on\n"
VALUES = {"2018/19 Q1": 90, "2018/19 Q2": 92, "2018/19 Q4": 70, "2019/20 Q1": 74}
"""Nothing was ever sent for the third quarter."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.copied(tmp_path / "store", "a series to rebase", fill)) as opened:
        yield opened


def fill(path: Path) -> None:
    first = {
        "authorities": "code,name,kind\naford,Aford,district\n",
        "indicators": "code,name,unit,polarity\nEP01,Noise answered,percent,higher\n",
    }
    facts = [dict(outturn("EP01", "aford", when, value=Decimal(value))) for when, value in VALUES.items()]
    with Store.open(path, create=True) as store:
        load(store, path.with_name("a series' sheets"), **first)
        store.record(Draft(kind="accepted", by="Officer", received_on=date(2019, 7, 10), facts={"outturn": facts}))


def load(store: Store, path: Path, **sheets: str) -> dict[str, catalogue.Counts]:
    path.mkdir()
    for kind, text in sheets.items():
        (path / f"{kind}.csv").write_text(text, encoding="utf-8")
    return catalogue.load(store, path, by="Officer", received_on=date(2019, 8, 1))


def lines(store: Store, *, as_of: date | None = None) -> list[tuple[str, float | None, float, bool]]:
    rows = measures.control(store, Question(as_of=as_of))
    quarters = rows[rows["period_kind"] == "quarter"]
    return [
        (row["period"], None if row["outturn"] != row["outturn"] else row["outturn"], row["mean"], row["begins"])
        for row in quarters.to_dict("records")
    ]


def test_before_a_person_says_anything_all_is_one_segment_and_what_was_never_sent_is_a_gap(store: Store) -> None:
    """326/4 = 81.5."""
    assert lines(store) == [
        ("2018/19 Q1", 90, 81.5, False),
        ("2018/19 Q2", 92, 81.5, False),
        ("2018/19 Q3", None, 81.5, False),
        ("2018/19 Q4", 70, 81.5, False),
        ("2019/20 Q1", 74, 81.5, False),
    ]


def test_from_a_rebase_on_the_limits_are_its_own_until_it_is_lifted(store: Store, tmp_path: Path) -> None:
    row = "ep01,Aford,2018-19 Q4,Rota ended,Board,02/05/2019,,"
    assert load(store, tmp_path / "a", rebases=f"{HEAD}{row}\n")["rebases"].new == 1
    assert [(mean, begins) for _, _, mean, begins in lines(store)] == [(91, False)] * 3 + [(72, True), (72, False)]
    assert {mean for _, _, mean, _ in lines(store, as_of=date(2019, 7, 31))} == {81.5}  # it was not known then
    load(store, tmp_path / "b", rebases=f"{HEAD}{row}2019-08-02\n")
    assert {mean for _, _, mean, _ in lines(store)} == {81.5}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("EP01,aford,2018/19 Q3,Rota,Board,2019-05-02,,", "aford has no figure of EP01 in 2018/19 Q3"),
        ("EP01,aford,2021/22 Q1,Rota,Board,2019-05-02,,", "aford has no figure of EP01 in 2021/22 Q1"),
        ("EP01,aford,2018/19 Q4,,Board,2019-05-02,,", "The reason is blank."),
        ("EP01,aford,2018/19 Q4,Rota,,2019-05-02,,", "The author is blank."),
        ("EP01,aford,2018/19 Q4,Rota,Board,,,", "The set_on is blank."),
        ("EP01,aford,2018/19 Q4,Rota,Board,2019-05-02,11,", "A baseline of 11 rows is too short"),
        ("EP01,aford,2018/19 Q4,Rota,Board,2019-05-02,,2019-05-01", "It was lifted before it was set."),
        ("EP99,aford,2018/19 Q4,Rota,Board,2019-05-02,,", "EP99"),
    ],
)
def test_a_rebase_without_a_figure_a_reason_an_author_or_a_day_is_refused(
    store: Store, tmp_path: Path, row: str, fault: str
) -> None:
    with pytest.raises(CatalogueFaults, match="nothing was changed") as refused:
        load(store, tmp_path / "a", rebases=f"{HEAD}{row}\n")
    assert fault in str(refused.value)
    assert store.current("rebase") == []
