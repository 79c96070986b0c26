"""Control limits: the steps against fractions worked slowly, by hand, and the command as scripts see it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi import commands
from pbi.commands.series import COLUMNS, Point, control_points
from tests.slow_control import Judged, chart

START = date(2015, 4, 30)
Value = Decimal | None


def day(place: int) -> date:
    return START + timedelta(days=30 * place)


def points(
    values: Sequence[Value], *, name: str = "A", rebase: Sequence[int] = (), target: Value = None, **said: Any
) -> list[Point]:
    return [
        Point(
            series=name,
            date=day(place),
            value=None if value is None else float(value),
            target=None if target is None else float(target),
            rebase=rebase[place] if rebase else 0,
            place=f"row {place + 2}",
            **({"polarity": None, "baseline": None, "screen": None} | said),
        )
        for place, value in enumerate(values)
    ]


def of(*texts: str) -> list[Value]:
    """Values from "1 2 - 3"; a dash is a gap."""
    return [None if each == "-" else Decimal(each) for text in texts for each in text.split()]


def rules(values: Sequence[Value], **said: Any) -> list[str]:
    return [row["rule"] for row in control_points(points(values, **said))]


def agree(rows: list[dict[str, Any]], judged: list[Judged]) -> None:
    assert len(rows) == len(judged)
    for row, wanted in zip(rows, judged, strict=True):
        for name in ("mean", "lower", "upper"):
            exact: Fraction | None = getattr(wanted, name)
            assert (row[name] is None) == (exact is None), (name, row, wanted)
            if exact is not None:
                assert abs(Fraction(row[name]) - exact) <= Fraction(1, 10**9), (name, row, wanted)
        for name in ("rule", "verdict", "assurance", "gate"):
            assert row[name] == getattr(wanted, name), (name, row, wanted)


@st.composite
def series(draw: st.DrawFn) -> dict[str, Any]:
    """One series of 1 to 30 rows: few different figures for ties, steep ones for trends, gaps, segments, options."""
    places = draw(st.sampled_from([0, 1, 1, 2, 3]))
    top = draw(st.sampled_from([0, 2, 5, 40, 4000]))
    figure = st.integers(0, top).map(lambda whole: Decimal(whole).scaleb(-places) + draw(st.just(Decimal("90.1"))))
    values: list[Value] = []
    while len(values) < draw(st.integers(1, 30)):
        kind = draw(st.sampled_from(["loose", "loose", "rise", "fall", "flat", "gap"]))
        first, length = draw(figure), draw(st.integers(1, 9))
        step = {"rise": 1, "fall": -1}.get(kind, 0)
        match kind:
            case "gap":
                values.append(None)
            case "loose":
                values += [draw(figure) for _ in range(length)]
            case _:
                values += [first + step * place * Decimal(1).scaleb(-places) for place in range(length)]
    values = values[:30]
    return {
        "values": values,
        "rebase": draw(st.lists(st.sampled_from([0] * 9 + [1]), min_size=len(values), max_size=len(values))),
        "baseline": draw(st.sampled_from([None, None, 12, 15])),
        "screen": draw(st.booleans()),
        "polarity": draw(st.sampled_from([None, "higher", "lower", "range", "none"])),
        "target": draw(st.none() | figure),
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(series(), min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_steps_agree_with_fractions(drawn: list[dict[str, Any]], chance: Random) -> None:
    given_points = [
        point
        for name, each in enumerate(drawn)
        for point in points(**{**each, "name": f"s{name}", "screen": int(each["screen"])})
    ]
    chance.shuffle(given_points)
    rows = control_points(given_points)
    order = list(dict.fromkeys(point.series for point in given_points))
    assert [row["series"] for row in rows] == [
        name for name in order for _ in range(len(drawn[int(name[1:])]["values"]))
    ]
    for name, each in enumerate(drawn):
        agree([row for row in rows if row["series"] == f"s{name}"], chart(**each))


def test_a_constant_decimal_never_flags() -> None:
    rows = control_points(points(of("98.6 " * 30), polarity="higher", target=Decimal(98)))
    assert {(row["mean"], row["lower"], row["upper"], row["rule"]) for row in rows} == {(98.6, 98.6, 98.6, "none")}
    assert {(row["gate"], row["assurance"]) for row in rows} == {("too little variation for this chart", "meets")}


def after(baseline: str, later: str) -> list[str]:
    """The rules of what follows twelve rows that two figures take in turn and that alone set the lines."""
    return rules(of(f"{baseline} " * 6, later), baseline=12)[12:]


def test_a_value_equal_to_a_limit_is_inside_and_one_beyond_it_is_outside() -> None:
    """10 and 11 in turn: mean 10.5, moving range 1, limits 10.5 ± 2.66."""
    found = after("10 11", "- 13.16 - 13.17 - 7.84 - 7.83")
    assert found[1::2] == ["none", "outside_high", "none", "outside_low"]


def test_two_of_three_marks_those_near_the_limit_and_not_one_equal_to_the_near_line() -> None:
    """10 and 13 in turn: mean 11.5, moving range 3, near beyond 11.5 ± 5.32 and limits at 11.5 ± 7.98."""
    assert after("10 13", "- 16.82 16.83 16.83")[1:] == ["none", "two_of_three_high", "two_of_three_high"]
    assert after("10 13", "- 16.83 12 16.83")[1:] == ["two_of_three_high", "none", "two_of_three_high"]
    assert after("10 13", "- 16.83 11 16.83")[1:] == ["none", "none", "none"]
    assert after("10 13", "- 6.17 3.51 6.17")[1:] == ["two_of_three_low", "outside_low", "two_of_three_low"]


UP, DOWN = ["trend_up"], ["trend_down"]


def test_a_trend_is_seven_points_each_beyond_the_last() -> None:
    """0 and 100 in turn: mean 50, and every line far away."""
    assert after("0 100", "40 42 44 46 48 52 54") == UP * 7
    assert after("0 100", "40 42 44 46 48 52 51") == ["none"] * 7
    assert after("0 100", "40 42 44 46 46 52 54 55 56") == ["none"] * 9
    assert after("0 100", "- 54 52 48 46 44 42 40 - 52")[1:-2] == DOWN * 7


def test_a_point_that_ends_one_trend_and_begins_the_other_has_the_later() -> None:
    assert after("0 100", "40 42 44 46 48 52 54 53 51 49 47 45 43") == UP * 6 + DOWN * 7
    assert after("0 100", "- 54 52 48 46 44 42 40 41 43 45 47 49 53 - 1")[1:-2] == DOWN * 6 + UP * 7


def test_two_rises_one_after_the_other_are_rises_throughout() -> None:
    assert after("0 100", "40 42 44 46 48 52 54 41 43 45 47 49 53 55") == UP * 14


def test_a_shift_is_seven_on_one_side_and_a_gap_or_the_mean_itself_breaks_it() -> None:
    assert after("0 100", "40 52 53 52 53 52 53 52 40") == ["none", *["shift_high"] * 7, "none"]
    assert set(after("0 100", "40 52 53 52 - 53 52 53 52 40")) == {"none"}
    assert set(after("0 100", "40 52 53 52 50 53 52 53 52 40")) == {"none"}


def test_patterns_end_with_their_segment() -> None:
    later = of("0 100 " * 6, "52 53 52 53", "0 100 " * 6, "52 53 52 53 52")
    rebase = [0] * 13 + [1] + [0] * (len(later) - 14)
    assert "shift_high" in rules(of("0 100 " * 6, "40 52 53 52 53 52 53 52"), baseline=12)
    assert set(rules(of("0 100 " * 6, "40 52 53 52 53 52 53 52"), baseline=12, rebase=[0] * 16 + [1] * 4)) == {"none"}
    assert set(rules(later, baseline=12, rebase=rebase)) == {"none"}


def test_no_target_and_few_points_have_no_assurance() -> None:
    some = of("10 11 " * 6)
    assert {row["assurance"] for row in control_points(points([*some, *of("10")], polarity="higher"))} == {"none"}
    for values, said in ((some, "none"), ([*some, *of("10")], "meets")):
        rows = control_points(points(values, polarity="higher", target=Decimal(5)))
        assert {row["assurance"] for row in rows} == {said}
        assert {row["gate"] for row in rows} == {"provisional" if said == "none" else None}


# The command


def ask(folder: Path, text: str, form: str = "csv") -> Any:
    file = folder / "series.csv"
    file.write_text(text, "utf-8")
    return commands.answer(["spc", str(file), "--format", form])


def test_the_command_orders_rows_and_writes_dates_in_one_way(tmp_path: Path) -> None:
    text = """Series,Date,Value,note
B,2019/20 Q4,3,as sent
A,31/03/2020,"1,250.5",
A,Feb-2020,NaN,
A,2020-01-31 00:00:00,£9,
B,2019-12-31,1,
"""
    answer = ask(tmp_path, text)
    assert (answer.exit, answer.stderr) == (0, "Not used: note.")
    found = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert tuple(found[0]) == COLUMNS
    assert [(row["series"], row["date"], row["value"]) for row in found] == [
        ("B", "2019-12-31", "1.0"),
        ("B", "2020-03-31", "3.0"),
        ("A", "2020-01-31", "9.0"),
        ("A", "2020-02-29", ""),
        ("A", "2020-03-31", "1250.5"),
    ]
    assert [(row["mean"], row["lower"], row["upper"]) for row in found[2:]] == [("629.75", "", "")] * 3
    assert {(row["rule"], row["verdict"], row["assurance"], row["gate"]) for row in found} == {
        ("none", "common_cause", "none", "too few points")
    }


def test_the_command_as_json(tmp_path: Path) -> None:
    rows = "".join(f"A,{day(place)},{10 + place % 2},lower,9\n" for place in range(14))
    answer = ask(tmp_path, "series,date,value,polarity,target\n" + rows, "json")
    first, *_ = found = json.loads(answer.stdout)
    assert len(found) == 14 and tuple(first) == COLUMNS
    assert first == {
        "series": "A",
        "date": "2015-04-30",
        "value": 10,
        "mean": 10.5,
        "lower": pytest.approx(7.84, abs=1e-12),
        "upper": pytest.approx(13.16, abs=1e-12),
        "rule": "none",
        "verdict": "common_cause",
        "assurance": "hit_or_miss",
        "gate": None,
    }


def test_what_is_said_once_of_a_series_is_said_of_all_its_rows(tmp_path: Path) -> None:
    rows = "".join(f"A,{day(place)},{10 + place % 2},,\n" for place in range(12))
    answer = ask(tmp_path, f"series,date,value,polarity,baseline\n{rows}A,2030-01-31,40,higher,12\n")
    [last] = list(csv.DictReader(io.StringIO(answer.stdout)))[12:]
    assert (last["mean"], last["rule"], last["verdict"]) == ("10.5", "outside_high", "improvement")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("series,date\nA,2020-01-31\n", "series.csv: The column value is missing."),
        (
            "series,date,value\nA,2020-01-31,1\nA,31/01/2020,2\n",
            "row 3: The series 'A' already has 31/01/2020, in row 2.",
        ),
        ("series,date,value\nA,2020,1\n", "row 2, cell B2: '2020' could be the calendar year 2020"),
        ("series,date,value\nA,31/02/2020,1\n", "row 2, cell B2: '31/02/2020' is not a date."),
        ("series,date,value\nA,,1\n", "row 2, cell B2: The date is missing."),
        ("series,date,value\n\nA,2020-01-31,high\n", "row 3, cell C3: 'high' is not a number."),
        ("series,date,value\nA,2020-01-31,inf\n", "row 2, cell C2: 'inf' is not a number."),
        ("series,date,value,target\nA,2020-01-31,1,x\n", "row 2, cell D2: 'x' is not a number."),
        ("series,date,value,baseline\nA,2020-01-31,1,11\n", "row 2, cell D2: A baseline of 11 rows is too short"),
        ("series,date,value,polarity\nA,2020-01-31,1,up\n", "row 2, cell D2: 'up' is not one of the words"),
        ("series,date,value,screen\nA,2020-01-31,1,2\n", "row 2, cell D2: '2' is neither yes nor no."),
        (
            "series,date,value,baseline\nA,2020-01-31,1,12\nA,2020-02-29,1,13\n",
            "row 3: The series 'A' has the baseline 12 in one row and 13 in another.",
        ),
        ("series,date,value,value\nA,2020-01-31,1,1\n", "series.csv: The column value appears twice."),
    ],
)
def test_the_command_refuses_in_one_sentence_with_the_place(tmp_path: Path, text: str, said: str) -> None:
    answer = ask(tmp_path, text)
    assert (answer.exit, answer.stdout) == (1, "")
    assert answer.stderr.startswith(said) and "\n" not in answer.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    answer = commands.answer(["spc", str(tmp_path / "none.csv")])
    assert answer.exit == 1 and "There is no such file." in answer.stderr
