"""Each rule with the smallest case that breaks it and the nearest one that does not."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from typing import Any

import pytest

from pbi import period
from pbi.model import Polarity
from pbi.returns import Agreed
from pbi.returns.subject.polarity import implied_polarity
from tests.returns.making import Broken, Shown, facts, findings, read, rules

TIDY = ["Authority", "Indicator", "Name", "Period", "Outturn", "Numerator", "Denominator", "Target", "Status"]


def row(**given: Any) -> list[list[Any]]:
    """A tidy table of one row that breaks no rule but for what is given."""
    whole = {"authority": "Broxtowe", "indicator": "FH01", "period": "2019/20", "outturn": Shown(0.95, "0%")} | given
    return [TIDY, [whole.get(name.lower()) for name in TIDY]]


CASES: dict[str, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    "an indicator nobody knows": ("unknown-indicator", "error", {"indicator": "FH99"}, {"indicator": "fh 01"}),
    "an authority nobody knows": (
        "unknown-authority",
        "error",
        {"authority": "Broxtoe"},
        {"authority": "BROXTOWE Borough Council"},
    ),
    "a period of two readings": ("period-unreadable", "error", {"period": "2019"}, {"period": "2019-20"}),
    "a percent not formatted": ("percent-scale", "error", {"outturn": 0.95}, {"outturn": 95}),
    "a percent of a percent": ("percent-scale", "error", {"outturn": Shown(95, "0%")}, {"outturn": Shown(0.95, "0%")}),
    "under one per cent, shown by its fraction": (
        "percent-scale",
        "error",
        {"outturn": 0.5},
        {"outturn": 0.5, "numerator": 1, "denominator": 200},
    ),
    "a target not formatted": ("percent-scale", "error", {"target": 0.9}, {"target": 90}),
    "an error cell": ("error-cell", "error", {"outturn": Broken("#DIV/0!")}, {}),
    "an error in a status": ("error-cell", "error", {"status": Broken("#N/A")}, {"status": "Green"}),
    "a formula nobody calculated": ("formula-without-value", "error", {"numerator": Broken()}, {}),
    "a count below nought": (
        "negative-count",
        "error",
        {"indicator": "TS01", "outturn": -1},
        {"indicator": "TS01", "outturn": 0},
    ),
    "a saving below nought": (
        "negative-count",
        "error",
        {"numerator": -1, "denominator": 20},
        {"indicator": "TS02", "outturn": -5},
    ),
    "a share above the whole": ("percent-over-100", "error", {"outturn": 101}, {"outturn": 100}),
    "more than a whole": (
        "percent-over-100",
        "warning",
        {"indicator": "FH02", "outturn": 101},
        {"indicator": "FH02", "outturn": 99},
    ),
    "more done than there was": (
        "numerator-above-denominator",
        "error",
        {"outturn": None, "numerator": 21, "denominator": 20},
        {"outturn": None, "numerator": 20, "denominator": 20},
    ),
    "a percent that is not its fraction": (
        "ratio-disagrees",
        "warning",
        {"outturn": 95, "numerator": 18, "denominator": 20},
        {"outturn": 95, "numerator": 19, "denominator": 20},
    ),
    "a percent that rounds to its fraction": (
        "ratio-disagrees",
        "warning",
        {"outturn": "66.6%", "numerator": 2, "denominator": 3},
        {"outturn": "66.7%", "numerator": 2, "denominator": 3},
    ),
    "a day for a period": ("period-unreadable", "error", {"period": "31/03/2019"}, {"period": "year to 31/03/2019"}),
    "a status nobody knows": ("stated-status-unknown", "warning", {"status": "Purple"}, {"status": "amber"}),
    "a number as text": ("number-as-text", "note", {"outturn": "95%"}, {"outturn": 95}),
    "a unit in the cell": (
        "unit-in-cell",
        "warning",
        {"indicator": "TS01", "outturn": "5 hectares"},
        {"indicator": "TS01", "outturn": 5},
    ),
    "a percent for a count": ("unit-differs", "warning", {"indicator": "TS01"}, {"indicator": "TS01", "outturn": 5}),
    "words for a figure": ("not-a-figure", "error", {"outturn": "5% we believe"}, {"outturn": "5%"}),
    "another council's code": (
        "indicator-name-differs",
        "warning",
        {"name": "Libraries open on Sundays"},
        {"name": "High risk food inspections"},
    ),
    "no agreed target": ("target-taken", "note", {"target": 90}, {}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_finds_its_fault_and_only_that(case: str) -> None:
    rule, severity, broken, sound = CASES[case]
    found = {each.rule: each for each in findings(read(row(**broken)))}
    assert rule in found
    assert found[rule].severity == severity
    assert found[rule].sheet == "Return" and found[rule].cell.endswith("2") and found[rule].message.endswith((".", "?"))
    assert rule not in rules(read(row(**sound)))


def test_the_sound_row_has_no_finding() -> None:
    assert rules(read(row())) == []


def test_every_fault_of_a_row_is_told_in_one_pass() -> None:
    reading = read(row(indicator="FH99", authority="Broxtoe", period="2019", outturn=Broken("#N/A"), status="Purple"))
    assert rules(reading) == [
        "error-cell",
        "period-unreadable",
        "stated-status-unknown",
        "unknown-authority",
        "unknown-indicator",
    ]


def test_a_name_nearly_known_is_suggested() -> None:
    found = {each.rule: each for each in findings(read(row(indicator="FH03", authority="Broxtow")))}
    assert found["unknown-indicator"].fix in {"FH01", "FH02"}
    assert found["unknown-authority"].fix == "Broxtowe"
    assert "Did you mean" in found["unknown-indicator"].message


def test_the_fix_of_a_percent_without_its_format_is_a_hundred_times_as_much() -> None:
    (found,) = findings(read(row(outturn=0.96)))
    assert (found.cell, found.found, found.fix) == ("E2", "0.96", "96")


@pytest.mark.parametrize("outturn", [0, 7, 95, Decimal("0.4"), 12345])
@pytest.mark.parametrize("indicator", ["FH01", "TS01", "TS02", "TS03"])
def test_the_sum_a_disagreement_gives_comes_out(indicator: str, outturn: Decimal) -> None:
    """ "contains 95, but 19 ÷ 20 makes 0.95": whatever the unit, whoever keys the sum gets what the sentence says."""
    counts = [(19, 20), (1, 3), (2, 3), (1, 7000), (0, 8), (12345, 67890), (999, 1000), (5, 1), (1250000, 4)]
    rows = [row(indicator=indicator, outturn=outturn, numerator=top, denominator=under)[1] for top, under in counts]
    told = [each.message for one in rows for each in findings(read([TIDY, one])) if each.rule == "ratio-disagrees"]
    for message in told:
        asked = re.search(r"but (?:([\d,]+) × )?([\d,]+) ÷ ([\d,]+) makes (about )?([\d.]+)\. ", message)
        assert asked, message
        per, top, under, said = (Decimal((asked[place] or "1").replace(",", "")) for place in (1, 2, 3, 5))
        half = Decimal(5).scaleb(int(said.as_tuple().exponent) - 1)
        assert abs(per * top / under - said) <= (half if asked[4] else 0), message
        assert bool(asked[4]) == (per * top / under != said), message
    assert told or indicator == "FH01"


def test_an_authority_is_sought_in_the_row_the_labels_the_caller_and_the_title() -> None:
    table = [["Indicator", "Period", "Outturn"], ["TS01", "2019/20", 5]]
    assert [each["authority"] for each in facts(read(table, authority="ppp"), "outturn")] == ["ppp"]
    assert [each["authority"] for each in facts(read(table, sheet="Ashfield", authority="ppp"), "outturn")] == [
        "E07000170"
    ]
    titled = [["Performance of Ashfield District Council"], *table]
    assert [each["authority"] for each in facts(read(titled, authority=None), "outturn")] == ["E07000170"]
    nobody = read(table, authority=None)
    assert rules(nobody, severity="error") == ["no-authority"]
    assert findings(nobody)[0].fix.startswith("Choose the authority")


def test_a_title_that_names_another_authority_than_the_sender_is_a_warning() -> None:
    table = [["Ashfield performance"], ["Indicator", "Period", "Outturn"], ["TS01", "2019/20", 5]]
    reading = read(table)
    assert rules(reading, severity="warning") == ["authority-differs"]
    assert [each["authority"] for each in facts(reading, "outturn")] == ["E07000172"]
    assert rules(read(table, authority="E07000170"), severity="warning") == []


def test_no_period_anywhere_is_an_error_and_the_caller_may_give_it() -> None:
    table = [["Indicator", "Outturn"], ["TS01", 5]]
    assert rules(read(table)) == ["period-unreadable"]
    assert [each["period"] for each in facts(read(table, period=period.year(2019)), "outturn")] == ["2019/20"]


def test_two_rows_about_one_thing_that_differ_are_both_at_fault() -> None:
    reading = read([TIDY[:5], ["Broxtowe", "TS01", None, "2019/20", 5], ["Broxtowe", "ts01", None, "2019-20", 6]])
    assert [[each.rule for each in judged.findings] for judged in reading.judged] == [
        ["duplicate-row"],
        ["duplicate-row"],
    ]


def test_of_two_rows_that_say_the_same_the_second_is_at_fault() -> None:
    reading = read([TIDY[:5], ["Broxtowe", "TS01", None, "2019/20", 5], ["Broxtowe", "TS01", None, "2019/20", 5]])
    assert [[each.rule for each in judged.findings] for judged in reading.judged] == [[], ["duplicate-row"]]


def test_the_same_indicator_of_two_authorities_is_no_duplicate() -> None:
    assert (
        rules(read([TIDY[:5], ["Broxtowe", "TS01", None, "2019/20", 5], ["Ashfield", "TS01", None, "2019/20", 5]]))
        == []
    )


def agreed(value: int, *, authority: str = "E07000172", period: str = "2019/20") -> Agreed:
    return Agreed(values={("FH01", authority, period): Decimal(value)}, partnerships=frozenset({"ppp"}))


def test_an_agreed_target_stands_and_another_is_a_warning() -> None:
    differs = read(row(target=90), targets=agreed(95))
    assert rules(differs) == ["target-differs"]
    assert facts(differs, "target") == []
    assert rules(read(row(target=95), targets=agreed(95))) == []


def test_a_target_for_every_authority_counts_for_one_but_not_for_a_partnership() -> None:
    assert rules(read(row(target=95), targets=agreed(95, authority=""))) == []
    partnership = read(row(authority="Public Protection Partnership", target=95), targets=agreed(95, authority=""))
    assert rules(partnership) == ["target-taken"]


def test_the_years_target_said_again_of_a_quarter_is_nothing_new() -> None:
    assert rules(read(row(period="2019/20 Q1", target=95), targets=agreed(95))) == []
    assert rules(read(row(period="2019/20 Q1", target=90), targets=agreed(95))) == ["target-taken"]


def test_a_target_taken_is_recorded_as_the_authoritys_own() -> None:
    (taken,) = facts(read(row(target=90)), "target")
    assert (taken["indicator"], taken["authority"], taken["period"], taken["value"], taken["cell"]) == (
        "FH01",
        "E07000172",
        "2019/20",
        90,
        "H2",
    )


def test_an_outturn_left_out_is_worked_out_from_its_fraction() -> None:
    (made,) = facts(read(row(outturn=None, numerator=2, denominator=3)), "outturn")
    assert (made["value"], made["numerator"], made["denominator"]) == (Decimal("66.666667"), 2, 3)


def test_a_new_indicator_enters_as_proposed_with_what_the_file_says() -> None:
    rows = [
        ["Licensing indicators 2019/20"],
        ["Status", "Code & Short Name", "Frequency", "Outturn 2018/19", "Achieved 2019/20", "Target 2019/20"],
        [
            "Red",
            "LIC 07 Licences issued in ten days",
            "Quarterly",
            Shown(0.9, "0%"),
            Shown(0.931, "0.0%"),
            Shown(1, "0%"),
        ],
    ]
    reading = read(rows, add_indicators=True)
    (new,) = reading.proposed.values()
    assert (new["code"], new["name"], new["service"]) == ("LIC 07", "Licences issued in ten days", "licensing")
    assert (new["unit"], new["per"], new["decimals"], new["frequency"]) == ("percent", 100, 1, "quarterly")
    assert (new["polarity"], new["polarity_source"]) == ("higher", "inferred from stated status")
    assert (new["lifecycle"], new["across_authorities"]) == ("proposed", "none")
    assert rules(reading, severity="error") == []


def test_a_new_indicator_with_fractions_pools_and_one_without_a_telling_status_is_unconfirmed() -> None:
    new = read(row(indicator="LIC07", name="Licences", numerator=19, denominator=20), add_indicators=True).proposed[
        "LIC07"
    ]
    assert (new["across_authorities"], new["across_periods"]) == ("ratio", "ratio")
    assert (new["polarity"], new["polarity_source"]) == ("unconfirmed", "unconfirmed")


def test_statuses_that_contradict_each_other_settle_nothing() -> None:
    rows = [
        TIDY,
        ["Broxtowe", "X1", "New", "2018/19", 5, None, None, 6, "Red"],
        ["Broxtowe", "X1", "New", "2019/20", 7, None, None, 6, "Red"],
    ]
    assert read(rows, add_indicators=True).proposed["X1"]["polarity"] == "unconfirmed"


@pytest.mark.parametrize(
    ("role", "actual", "target", "polarity"),
    [
        ("near", 98, 100, Polarity.HIGHER),
        ("bad", 142, 100, Polarity.LOWER),
        ("good", 120, 100, Polarity.HIGHER),
        ("good", 80, 100, Polarity.LOWER),
        ("good", 98, 100, None),
        ("good", 100, 100, None),
        ("unknown", 98, 100, None),
        ("bad", None, 100, None),
    ],
)
def test_what_a_stated_status_says_of_polarity(
    role: str, actual: int | None, target: int, polarity: Polarity | None
) -> None:
    found = implied_polarity(role=role, actual=None if actual is None else Decimal(actual), target=Decimal(target))
    assert found == polarity


def hastings(name: str, last_year: int, this_year: int, target: int, status: str, direction: str) -> dict[str, Any]:
    """The proposed indicator of one row as Hastings prints it."""
    heading = [
        "Performance Indicator",
        "Outturn 2018/19",
        "Outturn 2019/20",
        "Target 2019/20",
        "Status",
        "Direction of travel",
    ]
    reading = read([heading, [name, last_year, this_year, target, status, direction]], add_indicators=True)
    (new,) = reading.proposed.values()
    return dict(new)


def test_better_and_worse_beside_two_figures_say_which_way_is_better() -> None:
    said = hastings("Food establishments compliant", 305, 323, 300, "Green", "Better")
    assert (said["polarity"], said["polarity_source"]) == ("higher", "inferred from stated direction")
    said = hastings("Failed bin collections", 105, 142, 100, "Red", "Worse")
    assert (said["polarity"], said["polarity_source"]) == ("lower", "inferred from stated status and direction")


def test_a_status_that_its_direction_contradicts_settles_nothing() -> None:
    """Printed by Hastings for 2019/20: derelict buildings improved, 52 and then 17, target 50, Met, Worse."""
    assert hastings("Derelict buildings improved", 52, 17, 50, "Green", "Worse")["polarity"] == "unconfirmed"


def test_ten_thousand_rows_of_strangers_are_told_in_seconds() -> None:
    rows = [["Nowhere", f"Strange{number % 7}", "Stranger", "2019/20", number] for number in range(10_000)]
    started = time.monotonic()
    assert len(read([TIDY[:5], *rows]).judged) == 10_000
    assert time.monotonic() - started < 30
