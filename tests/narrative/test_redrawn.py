"""What of a deck would differ if it were drawn now: every change that can be read on a slide is said, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pbi import measures
from pbi.commands import board
from pbi.model import Draft, Question
from pbi.narrative.meeting import redrawn
from pbi.narrative.meeting.deck import Bar, Bars, Grid, Mark, Part, Slide
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import ONE

ASKED = Question(period="2019/20", scheme="rag", today=date(2020, 5, 1))
ROWS = (("Eastmere", "80%", Mark("bad", "◆", "Red")), ("Westholt", "90%", Mark("near", "▲", "Amber")))
SLIDE = Slide(
    title="Red: Visits",
    about="Licensing",
    sentence="Visits: 80% against a target of 100%, Red.",
    picture=Bars(
        "Visits", (Bar("2018/19", (Part(85, "85%"),)), Bar("2019/20", (Part(80, "80%"),), 100, "target")), "s."
    ),
    grid=Grid(("Member", "Figure", "Status"), ROWS, more="and 3 more"),
    words=(("Commentary", "Two posts are vacant."), ("What is being done", "Nothing.")),
    indicator="IND-3",
)


def test_a_deck_that_is_the_same_has_no_difference() -> None:
    assert redrawn.differences([SLIDE, SLIDE], [SLIDE, SLIDE]) == []
    assert redrawn.headline([], of=2) == "Drawn now, every slide would be the same."


PICTURE = Bars("Visits", (Bar("2018/19", (Part(86, "86%"),)), Bar("2019/20", (Part(80, "80%"),), 100, "target")), "s.")
AMBER_TO_RED = (ROWS[0], ("Westholt", "90%", Mark("bad", "◆", "Red")))


def table(*rows: tuple[str | Mark, ...]) -> Grid:
    return Grid(("Member", "Figure", "Status"), rows, more="and 3 more")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sentence": "Now 85%."}, f"The sentence: “{SLIDE.sentence}” would be “Now 85%.”"),
        ({"picture": None}, "Its picture would go."),
        ({"picture": PICTURE}, "2018/19: “85%” would be “86%”."),
        ({"grid": table(*AMBER_TO_RED)}, "Westholt: “90%, Amber” would be “90%, Red”."),
        ({"grid": table(ROWS[0])}, "Westholt would go."),
        ({"grid": table(*ROWS[::-1])}, "The rows of its table would be in another order."),
        ({"words": SLIDE.words[:1]}, "What is being done would go."),
        ({"in_reserve": True}, "It would be in reserve."),
    ],
)
def test_what_changes_is_said_by_its_place(changed: dict[str, Any], said: str) -> None:
    [found] = redrawn.differences([SLIDE], [replace(SLIDE, **changed)])
    assert found.changes == (said,)


def test_slides_that_go_come_or_change_places_are_named() -> None:
    other, third = replace(SLIDE, title="End", indicator=None), replace(SLIDE, title="What changed", sentence="None.")
    found = redrawn.differences([SLIDE, other], [other, third])
    assert [(each.number, each.title, each.changes) for each in found] == [
        (1, "Red: Visits", ("It would go.",)),
        (None, "What changed", ("It would come: “None.”",)),
    ]
    assert redrawn.headline(found, of=2) == "Drawn now, of 2 slides 1 would go and 1 would come."
    moved = redrawn.differences([SLIDE, other], [other, SLIDE])
    assert [each.changes for each in moved] == [("It would move to another place.",)] * 2


texts = some.text(alphabet="ab %", max_size=4)
bars = some.builds(
    Bars,
    texts,
    some.lists(some.builds(Bar, texts, some.tuples(some.builds(Part, some.just(1.0), texts, some.none())))).map(tuple),
    texts,
)
grids = some.builds(Grid, some.just(("A", "B")), some.lists(some.tuples(texts, texts), max_size=3).map(tuple))
slides = some.builds(
    Slide,
    title=some.sampled_from(["A", "B"]),
    about=texts,
    sentence=texts,
    picture=some.none() | bars,
    grid=some.none() | grids,
    words=some.lists(some.tuples(some.sampled_from(["X", "Y"]), texts), max_size=2).map(tuple),
    in_reserve=some.booleans(),
)


@given(some.data())
def test_there_is_a_difference_wherever_anything_that_is_read_differs(data: some.DataObject) -> None:
    shown = data.draw(some.lists(slides, min_size=1, max_size=3))
    place = data.draw(some.integers(0, len(shown) - 1))
    name = data.draw(some.sampled_from(["about", "sentence", "picture", "grid", "words", "in_reserve", "title"]))
    changed = replace(shown[place], **{name: getattr(data.draw(slides), name)})
    now = [*shown[:place], changed, *shown[place + 1 :]]
    if data.draw(some.booleans()):
        now.reverse()
    assert bool(redrawn.differences(shown, now)) == (shown != now)


def deck(store: Store) -> list[Slide]:
    def ask(measure: measures.Measure, **changed: object) -> pd.DataFrame:
        return measure(store, replace(ASKED, **changed))  # type: ignore[arg-type]

    return board.deck(ask, ASKED, store=store, whose="Broxtowe", frozen="as at 1 May 2020")[0]


def test_a_figure_corrected_after_the_deck_was_drawn_is_found_on_every_slide_that_says_it(tmp_path: Path) -> None:
    """IND-3 of 2019/20 was 80% against 100%, Red, and is corrected to 100%."""
    with Store.open(made.store(tmp_path / "one", authorities=ONE)) as store:
        shown = deck(store)
        fact = {**made.outturn(ONE[0][0], 3, "2019/20", 100, 6), "submission": "S-2"}
        store.record(
            Draft(kind="accepted", by="a test", received_on=date(2020, 4, 30), filename="again.xlsx", layout="tidy",
                  facts={"outturn": [fact]}, submission="S-2", sha256="1" * 64)
        )  # fmt: skip
        found = redrawn.differences(shown, deck(store))
    told = {each.title: each.changes for each in found}
    assert (
        "The sentence: “1 Green, 1 Amber and 1 Red of 3.” would be “2 Green, 1 Amber and 0 Red of 3.”"
        in told["How we did"]
    )
    assert told["Red: Visits made in time, kind 3"] == ("It would go.",)
    assert "End" not in told, "the stamp is of the slides shown"
