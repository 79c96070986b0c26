"""The statuses a return states: what they say of polarity and tolerance, and where they differ from its figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from pbi import catalogue, returns
from pbi.model import JUDGED, Draft, Polarity, State, StatusRole
from pbi.returns.findings.tolerances import implied
from pbi.returns.model.evidence import Evidence
from pbi.store import STEPS, Store, as_of
from tests import once
from tests.memory import indicator, target, tolerance

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "data" / "samples" / "published"
HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.shipped(tmp_path / "store")) as store:
        yield store


def send(store: Store, name: str, who: str) -> returns.Outcome:
    file = PUBLISHED / name
    outcome = returns.submit(
        store,
        data=file.read_bytes(),
        filename=name,
        by="officer",
        terms=returns.Terms(authority=who, add_indicators=True, without_faulty_rows=True),
    )
    assert outcome.state is State.ACCEPTED
    return outcome


def polarity(store: Store, code: str) -> tuple[str, str]:
    [row] = [each for each in store.rows("standing_indicator") if each["code"] == code]
    return row["polarity"], row["polarity_source"]


@pytest.mark.parametrize(
    ("statuses", "directions", "settled"),
    [
        ([], [], "unconfirmed"),
        ([LOWER], [], "lower"),
        ([LOWER], [HIGHER], "unconfirmed"),
        ([LOWER, HIGHER, HIGHER], [], "unconfirmed"),
        ([LOWER, HIGHER, HIGHER], [HIGHER], "higher"),
    ],
)
def test_one_way_needs_three_times_the_rows_of_the_other(
    statuses: list[Polarity], directions: list[Polarity], settled: str
) -> None:
    rows = [{("a", str(place)): said for place, said in enumerate(group)} for group in (statuses, directions)]
    assert str(Evidence(statuses=rows[0], directions=rows[1]).settled()[0]) == settled


def test_a_later_return_settles_what_the_first_left_open(opened: Store) -> None:
    """20% against 20% says nothing; 0% against 20% and Green, next quarter, can only be so where lower is better."""
    send(opened, "bracknell-forest-2024-25-q3.xlsx", "Bracknell Forest")
    assert polarity(opened, "1.1.2.PI") == ("unconfirmed", "unconfirmed")
    outcome = send(opened, "bracknell-forest-2024-25-q4.xlsx", "Bracknell Forest")
    assert polarity(opened, "1.1.2.PI") == ("lower", "inferred from stated status and direction")
    assert "1.1.2.PI" in " ".join(each.message for each in outcome.findings if each.rule == "polarity-settled")


def test_a_row_that_contradicts_the_others_unsettles_and_more_of_them_settle_it_again(opened: Store) -> None:
    """1.1.4.KR: 43 against 50 Green (lower); then 52.6 against 50 Green, 5.2% off where Green is within 5%, and Better
    (twice higher); then 100 against 50 Green and Better (four times higher to one).
    """
    held = []
    for quarter in ("2024-25-q3", "2024-25-q4", "2025-26-q1"):
        send(opened, f"bracknell-forest-{quarter}.xlsx", "Bracknell Forest")
        held.append(polarity(opened, "1.1.4.KR")[0])
    assert held == ["lower", "unconfirmed", "higher"]


def test_an_undo_decides_polarity_again_by_what_remains(opened: Store) -> None:
    """1.1.4.KR as above, and back: lower by Q3 alone, unconfirmed by Q3 and Q4. 1.1.2.PI: nothing in Q3 settles it."""
    sent = [
        send(opened, f"bracknell-forest-{quarter}.xlsx", "Bracknell Forest")
        for quarter in ("2024-25-q3", "2024-25-q4", "2025-26-q1")
    ]
    held = []
    for outcome in reversed(sent[1:]):
        undone = returns.undo(opened, str(outcome.submission), reason="Sent too early", by="manager")
        assert "1.1.4.KR" in undone.sentence.partition("Which way is better was decided again")[2]
        held.append(polarity(opened, "1.1.4.KR")[0])
    assert held == ["unconfirmed", "lower"]
    assert polarity(opened, "1.1.2.PI") == ("unconfirmed", "unconfirmed")


def test_an_undo_leaves_a_polarity_stated_in_the_catalogue(opened: Store, tmp_path: Path) -> None:
    send(opened, "bracknell-forest-2024-25-q3.xlsx", "Bracknell Forest")
    later = send(opened, "bracknell-forest-2024-25-q4.xlsx", "Bracknell Forest")
    sheet = tmp_path / "indicators.csv"
    sheet.write_text("code,name,unit,polarity,lifecycle\n1.1.2.PI,Appeals upheld,percent,higher,proposed\n")
    catalogue.load(opened, sheet, by="tests")
    returns.undo(opened, str(later.submission), reason="Sent too early", by="manager")
    assert polarity(opened, "1.1.2.PI") == ("higher", "stated")


def test_a_polarity_stated_in_the_catalogue_is_never_inferred_anew(opened: Store, tmp_path: Path) -> None:
    send(opened, "bracknell-forest-2024-25-q3.xlsx", "Bracknell Forest")
    sheet = tmp_path / "indicators.csv"
    sheet.write_text(
        "code,name,unit,polarity,lifecycle\n1.1.2.PI,School admission appeals upheld,percent,higher,proposed\n"
    )
    catalogue.load(opened, sheet, by="tests")
    send(opened, "bracknell-forest-2024-25-q4.xlsx", "Bracknell Forest")
    assert polarity(opened, "1.1.2.PI") == ("higher", "stated")


def test_where_there_is_only_met_and_not_met_a_good_status_leaves_no_leeway(opened: Store) -> None:
    """99% against 92% is only 7.6% off, but a council that knows no Amber prints Met only where the target is met."""
    send(opened, "hastings-2019-20.xlsx", "Hastings")
    code = "food-establishments-broadly-compliant-with-food-hygiene-law"
    assert polarity(opened, code) == ("higher", "inferred from stated status")
    assert polarity(opened, "neglected-and-derelict-buildings-improved")[0] == "unconfirmed"


def test_a_status_for_information_only_makes_a_proposed_indicator_data_only(opened: Store) -> None:
    send(opened, "hastings-2019-20.xlsx", "Hastings")
    [row] = [each for each in opened.rows("standing_indicator") if each["code"] == "visitors-to-white-rock-theatre"]
    assert row["standing"] == "data only"


def test_a_stated_status_that_differs_is_a_note_with_its_cell_and_both_are_kept(opened: Store) -> None:
    """222 against 258 is 36/258 = 13.95% short: beyond the 10% the council prints for Amber, and printed Amber."""
    outcome = send(opened, "bracknell-forest-2024-25-q3.xlsx", "Bracknell Forest")
    [note] = [each for each in outcome.findings if each.rule == "stated-status-differs"]
    assert (note.severity, note.cell, note.found, note.expected) == ("note", "G11", "Amber", "Red")
    assert "222 against 258" in note.message
    rows = opened.rows("scorecard", period="2024/25 Q3", indicators="|1.1.6.KR|")
    assert [(row["stated_status"], row["status"]) for row in rows] == [("Amber", "red")]


def test_statuses_that_agree_say_nothing(opened: Store) -> None:
    outcome = send(opened, "broxtowe-2019-20.xlsx", "Broxtowe")
    assert not [each for each in outcome.findings if each.rule == "stated-status-differs"]


def test_broxtowe_implies_an_amber_cut_from_4_to_under_7(opened: Store) -> None:
    """98 and 96 against 100 are Amber, 93 is Alert: Amber reaches 4% and not 7%; nothing is Green at 2% short."""
    outcome = send(opened, "broxtowe-2019-20.xlsx", "Broxtowe")
    [note] = [each for each in outcome.findings if each.rule == "tolerance-implied"]
    assert note.severity == "note"
    assert "green under 2%" in note.expected
    assert "amber anywhere from 4% to under 7% of the target" in note.expected
    assert note.message.endswith("match the agreed tolerance: green within 0% and amber within 5%.")


def test_a_tolerance_that_does_not_fit_is_offered(opened: Store, tmp_path: Path) -> None:
    """Shipped is Amber within 5%; 92 against 100 printed Amber needs 8%."""
    outcome = stated(opened, tmp_path, ("A1", 92, 100, "Amber"), ("A2", 85, 100, "Red"))
    [note] = [each for each in outcome.findings if each.rule == "tolerance-implied"]
    assert "amber anywhere from 8% to under 15%" in note.message
    assert note.message.endswith("; the agreed tolerance is green within 0% and amber within 5%.")
    assert note.fix == "In the catalogue, agree green within 0% and amber within 8% of the target."


def test_statuses_no_one_rule_fits_are_named(opened: Store, tmp_path: Path) -> None:
    outcome = stated(opened, tmp_path, ("A1", 80, 100, "Amber"), ("A2", 90, 100, "Red"))
    [note] = [each for each in outcome.findings if each.rule == "tolerance-implied"]
    assert note.message.startswith("No tolerance fits all statuses from Broxtowe: A1 (F2) is Amber, 20% short,")
    assert note.message.endswith("but A2 (F3) is Red, 10% short.")
    assert note.fix.startswith("No action needed")


def stated(store: Store, folder: Path, *rows: tuple[str, int, int, str]) -> returns.Outcome:
    """A return of these indicators, figures, targets and statuses; higher is better."""
    book = openpyxl.Workbook()
    book.active.append(["Indicator code", "Name", "Period", "Outturn", "Target", "Status", "Polarity"])
    for code, figure, aim, status in rows:
        book.active.append([code, f"Indicator {code}", "2019/20", figure, aim, status, "higher"])
    book.save(folder / "return.xlsx")
    data = (folder / "return.xlsx").read_bytes()
    return returns.submit(
        store,
        data=data,
        filename="return.xlsx",
        by="officer",
        terms=returns.Terms(authority="Broxtowe", add_indicators=True),
    )


@pytest.mark.parametrize(
    ("rows", "green", "amber"),
    [
        ([("near", 2), ("near", 4), ("bad", 7)], (0, 2), (4, 7)),
        ([("good", -3), ("bad", 1)], (0, 1), (0, 1)),
        ([("good", 3), ("near", 8), ("bad", 12)], (3, 8), (8, 12)),
        ([("good", -5)], (0, None), (0, None)),
    ],
)
def test_the_bounds_of_both_cuts(
    rows: list[tuple[str, int]], green: tuple[int, int | None], amber: tuple[int, int | None]
) -> None:
    found = implied((role, Fraction(short)) for role, short in rows)
    assert ((found.green.low, found.green.high), (found.amber.low, found.amber.high)) == (green, amber)
    assert found.is_possible


MARKS = ["", "", "[p]", "[r]", "[e]", "[b]", "(estimate)", "(provisional)", "suppressed"]
WORDS = ["Green", "Amber", "Red", "Met", "Not met", "Satisfactory", "Warning", "Alert"]
POLARITIES = ["higher", "higher", "lower", "lower", "range", "none", "unconfirmed"]


def _draw(chance: Random, at: int) -> dict[str, Any]:
    """One indicator, its target, perhaps a tolerance that names it, and its row of a return: all but its code."""
    aim, green = chance.choice([50, 100]), chance.randint(0, 5)
    polarity = chance.choice(POLARITIES)
    worse = {"higher": -1, "lower": 1}.get(polarity, 0)
    basis = chance.choice(["relative", "points", "values"] if worse else ["relative", "points"])
    return {
        "indicator": indicator(f"P{at}", polarity=polarity, unit="number", per=1),
        "target": {"lower": aim - 2, "upper": aim + 2} if polarity == "range" else {"value": aim},
        "printed target": str(aim) if polarity != "range" and chance.random() < 0.2 else "",
        "figure": f"{aim + chance.randint(-12, 12)} {chance.choice(MARKS)}",
        "word": chance.choice(WORDS),
        "named in": chance.choice([None, None, "indicator", "indicator and authority"]),
        "tolerance": {
            "scheme": chance.choice(["rag", "met", "pentana", None]),
            "basis": basis,
            "green_within": green,
            "amber_within": green + chance.randint(0, 8),
            "good_cut": aim + worse * green,
            "near_cut": aim + worse * (green + 5),
            "inclusive": chance.random() < 0.5,
        },
    }


def test_what_a_return_is_noted_for_is_what_the_scorecard_then_says(opened: Store) -> None:
    """Whatever the polarity, the mark, the scheme and the tolerance that comes first: one rule says what a row is.

    Tolerances are set for schemes, for the authority, for indicators and for both; many figures are on a boundary.
    """
    chance, who = Random(12), "E07000172"
    rows = {f"P{at}": _draw(chance, at) for at in range(120)}
    own = [
        tolerance(indicator=code, authority=who if "authority" in row["named in"] else None, **row["tolerance"])
        for code, row in rows.items()
        if row["named in"]
    ]
    general = [
        tolerance(authority=who, basis="points", green_within=2, amber_within=6, inclusive=False),
        tolerance(authority=who, scheme="pentana", green_within=1, amber_within=3),
    ]
    facts = {
        "indicator": [dict(row["indicator"]) for row in rows.values()],
        "tolerance": [dict(each) for each in own + general],
        "target": [
            dict(target(code, None, "2018/19", **row["target"]))
            for code, row in rows.items()
            if not row["printed target"]
        ],
    }
    opened.record(Draft(kind="catalogue", by="officer", received_on=date(2019, 4, 1), facts=facts))
    lines = [
        ",".join([code, code, "2018/19", row["figure"], row["printed target"], row["word"]])
        for code, row in rows.items()
    ]
    outcome = returns.submit(
        opened,
        data="\n".join(["Code,Name,Period,Outturn,Target,Status", *lines]).encode(),
        filename="drawn.csv",
        by="officer",
        terms=returns.Terms(authority=who, accept_warnings=True),
    )
    assert outcome.state is State.ACCEPTED, outcome.text()
    noted = {
        f"P{int(each.cell[1:]) - 2}": each.expected for each in outcome.findings if each.rule == "stated-status-differs"
    }
    names = catalogue.names(opened)
    scored = [
        row
        for scheme in ("rag", "met", "pentana")
        for row in opened.rows("scorecard", period="2018/19", scheme=scheme)
        if names.scheme(row["stated_status"]) == scheme
    ]
    assert len(scored) == len(rows)
    assert noted == {
        row["indicator"]: row["label"]
        for row in scored
        if row["role"] in JUDGED and row["role"] != names.role(row["stated_status"])
    }
    assert {row["role"] for row in scored} == {*StatusRole}
    assert 20 < len(noted) < 80


def test_a_rule_changed_in_its_step_alone_changes_what_a_return_is_noted_for(tmp_path: Path) -> None:
    """96% estimated against 100% and stated Green: Amber as shipped, not judged where the step says so of estimates."""
    steps = shutil.copytree(STEPS, tmp_path / "steps")
    for name, text in as_of.steps().items():
        (steps / f"{name}.sql").write_text(text, encoding="utf-8")
    [file] = steps.rglob("roles.sql")
    rule = file.read_text(encoding="utf-8")
    changed = rule.replace("IN ('provisional', 'suppressed')", "IN ('provisional', 'suppressed', 'estimated')")
    assert changed != rule
    file.write_text(changed, encoding="utf-8")
    said = {}
    for name, folder in {"shipped": STEPS, "changed": steps}.items():
        with Store.open(once.shipped(tmp_path / name), steps=folder) as store:
            outcome = returns.submit(
                store,
                data=b"Code,Name,Period,Outturn,Target,Status,Polarity\nM1,Marked,2018/19,96% [e],100%,Green,higher",
                filename="estimated.csv",
                by="officer",
                terms=returns.Terms(authority="E07000172", accept_warnings=True, add_indicators=True),
            )
            notes = [each.expected for each in outcome.findings if each.rule == "stated-status-differs"]
            said[name] = notes, [row["status"] for row in store.rows("scorecard", period="2018/19")]
    assert said == {"shipped": (["Amber"], ["amber"]), "changed": ([], ["unknown"])}


def test_a_return_and_a_query_agree_on_what_is_judged_whatever_the_mark(opened: Store) -> None:
    """96 against 100 is Amber by the shipped tolerance; a stated Green is noted where the figure is judged at all."""
    marks = ["", "[p]", "[r]", "[e]", "[b]", "(estimate)", "(provisional)"]
    lines = [f"M{place},Marked {place},2018/19,96% {mark},100%,Green,%" for place, mark in enumerate(marks)]
    sheet = opened.path.with_name("indicators.csv")
    codes = "\n".join(f"M{place},Marked {place},percent,higher" for place in range(len(marks)))
    sheet.write_text(f"code,name,unit,polarity\n{codes}\n", encoding="utf-8")
    catalogue.load(opened, sheet, by="officer")
    outcome = returns.submit(
        opened,
        data="\n".join(["Code,Name,Period,Outturn,Target,Status,Unit", *lines]).encode(),
        filename="marked.csv",
        by="officer",
        terms=returns.Terms(authority="E07000172", accept_warnings=True),
    )
    assert outcome.state is State.ACCEPTED, outcome.text()
    noted = {int(each.cell[1:]) - 2 for each in outcome.findings if each.rule == "stated-status-differs"}
    told = {row["indicator"]: row["status"] for row in opened.rows("scored") if row["indicator"].startswith("M")}
    assert {f"M{place}": "amber" if place in noted else "unknown" for place in range(len(marks))} == told
    assert {marks[place] for place in range(len(marks)) if told[f"M{place}"] == "unknown"} == {"[p]", "(provisional)"}
