"""Intervals: agreed with sums in decimals and with their own definitions; the command as scripts see it."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal, localcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pbi import commands

D = Decimal
Z = {"95": D("1.959964"), "998": D("3.090232")}
TAIL = {"95": D("0.02499999909644249"), "998": D("0.00100000103089509")}
"""The chance beyond each z."""
NEAR = D("0.000000001")


def ask(folder: Path, text: str, form: str = "json") -> Any:
    file = folder / "counts.csv"
    file.write_text(text, "utf-8")
    return commands.answer(["intervals", str(file), "--format", form])


def rows(folder: Path, *lines: str, heading: str = "kind,numerator,denominator,per") -> list[dict[str, Any]]:
    answer = ask(folder, "\n".join([heading, *lines]))
    assert (answer.exit, answer.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def wilson(x: int, n: int, z: Decimal) -> tuple[Decimal, Decimal]:
    """(p + z²/2n ± z√((p(1−p) + z²/4n)/n)) ÷ (1 + z²/n), in percent."""
    p = D(x) / n
    centre, half = p + z * z / (2 * n), z * ((p * (1 - p) + z * z / (4 * n)) / n).sqrt()
    return 100 * (centre - half) / (1 + z * z / n), 100 * (centre + half) / (1 + z * z / n)


def byar(x: int, z: Decimal) -> tuple[Decimal, Decimal]:
    y = D(x + 1)
    return x * (1 - 1 / D(9 * x) - z / (3 * D(x).sqrt())) ** 3, y * (1 - 1 / (9 * y) + z / (3 * y.sqrt())) ** 3


def at_most(events: int, mean: Decimal) -> Decimal:
    """The chance of so many events or fewer where so many are expected."""
    term = total = D(1)
    for each in range(1, events + 1):
        term = term * mean / each
        total += term
    return total * (-mean).exp()


def test_proportions_agree_with_sums_in_decimals(tmp_path: Path) -> None:
    chance = Random(4)
    pairs = [(0, 1), (1, 1), (0, 10), (10, 10), *((chance.randint(0, n), n) for n in chance.sample(range(2, 5000), 60))]
    found = rows(tmp_path, *(f"proportion,{x},{n}," for x, n in pairs))
    with localcontext() as context:
        context.prec = 40
        for (x, n), row in zip(pairs, found, strict=True):
            for name, z in Z.items():
                lower, upper = wilson(x, n, z)
                assert abs(D(row[f"lower_{name}"]) - lower) < NEAR and abs(D(row[f"upper_{name}"]) - upper) < NEAR
            assert row["per"] == 100 and row["value"] == pytest.approx(100 * x / n)


def test_newcombes_printed_intervals(tmp_path: Path) -> None:
    """Newcombe (1998), the table of single proportions: 81 of 263, 15 of 148, 0 of 20, 1 of 29, Wilson's method."""
    printed = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    found = rows(tmp_path, *(f"proportion,{x},{n},1" for x, n in printed))
    assert [(round(row["lower_95"], 4), round(row["upper_95"], 4)) for row in found] == list(printed.values())


def test_rates_of_ten_events_and_more_are_byars(tmp_path: Path) -> None:
    chance = Random(5)
    pairs = [(x, chance.randint(500, 90_000)) for x in (10, 11, 99, 100, *chance.sample(range(12, 3000), 30))]
    found = rows(tmp_path, *(f"rate,{x},{n},1000" for x, n in pairs))
    with localcontext() as context:
        context.prec = 40
        for (x, n), row in zip(pairs, found, strict=True):
            for name, z in Z.items():
                lower, upper = (1000 * each / n for each in byar(x, z))
                assert abs(D(row[f"lower_{name}"]) - lower) < NEAR and abs(D(row[f"upper_{name}"]) - upper) < NEAR


def test_rates_under_ten_events_are_the_exact_ones(tmp_path: Path) -> None:
    """At the lower limit so many or more, at the upper so few or fewer, have just the chance left beyond z."""
    found = rows(tmp_path, *(f"rate,{x},1," for x in range(10)))
    with localcontext() as context:
        context.prec = 40
        for x, row in enumerate(found):
            assert row["per"] == 1
            for name, tail in TAIL.items():
                assert at_most(x, D(row[f"upper_{name}"])) == pytest.approx(tail, abs=D("1e-12"))
                if x:
                    assert 1 - at_most(x - 1, D(row[f"lower_{name}"])) == pytest.approx(tail, abs=D("1e-12"))
                else:
                    assert row[f"lower_{name}"] == 0


def test_a_group_is_compared_with_its_pooled_value(tmp_path: Path) -> None:
    """315 of 360 are 87.5. 190 of 200 begin above it, at 87.86; 95 of 100 only at 95%, 88.82; 30 of 60 end below."""
    text = "name,kind,numerator,denominator,group\n" + "".join(
        f"{name},proportion,{x},{n},{group}\n"
        for name, x, n, group in (("a", 95, 100, "g"), ("b", 30, 60, "g"), ("c", 190, 200, "g"), ("d", 1, 2, ""))
    )
    answer = ask(tmp_path, text, "csv")
    found = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert list(found[0]) == [
        *("name", "kind", "numerator", "denominator", "group", "value"),
        *("lower_95", "upper_95", "lower_998", "upper_998", "comparison", "comparison_95"),
    ]
    assert [(row["name"], row["value"], row["comparison"], row["comparison_95"]) for row in found] == [
        ("a", "95.0", "similar", "higher"),
        ("b", "50.0", "lower", "lower"),
        ("c", "95.0", "higher", "higher"),
        ("d", "50.0", "", ""),
    ]


def test_without_groups_nothing_is_compared(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "proportion,57,100", heading="kind,numerator,denominator")
    assert list(row) == ["kind", "numerator", "denominator", "value", "lower_95", "upper_95", "lower_998", "upper_998"]
    assert (row["numerator"], row["value"]) == (57, 57)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("proportion,11,10", "row 2, cell B2: The numerator 11 is greater than the denominator 10."),
        ("proportion,1,0", "row 2, cell C2: The denominator 0 is not above 0."),
        ("rate,1,-5", "row 2, cell C2: The denominator -5 is not above 0."),
        ("rate,-1,5", "row 2, cell B2: The numerator -1 is negative."),
        ("rate,1.5,5", "row 2, cell B2: The numerator 1.5 is not a whole number."),
        ("proportion,1,2.5", "row 2, cell C2: The denominator 2.5 is not a whole number."),
        ("share,1,5", "row 2, cell A2: 'share' is not one of the words allowed here."),
        ("rate,many,5", "row 2, cell B2: 'many' is not a number."),
        ("rate,,5", "row 2, cell B2: The numerator is missing."),
        ("rate,1,5,0", "row 2, cell D2: A value cannot be per 0."),
        ("rate,1,5,10,g\nrate,1,5,100,g", "row 3: The group 'g' has a rate per 10 in row 2 and here a rate per 100."),
    ],
)
def test_the_command_refuses_in_one_sentence_with_the_place(tmp_path: Path, line: str, said: str) -> None:
    answer = ask(tmp_path, f"kind,numerator,denominator,per,group\n{line}\n")
    assert (answer.exit, answer.stdout) == (1, "")
    assert answer.stderr.startswith(said) and "\n" not in answer.stderr


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    answer = ask(tmp_path, "kind,numerator\nrate,1\n")
    assert answer.exit == 1 and "The column denominator is missing." in answer.stderr
