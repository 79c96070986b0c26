"""Each shape of table: what it is recognised by, and the candidates of its rows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.returns.making import Shown, facts, read, rules

COMMITTEE = [
    "Status / Icon",
    "Code & Short Name",
    "Frequency",
    "Outturn 2017/18",
    "Outturn 2018/19",
    "Achieved 2019/20",
    "Target 2019/20",
    "Latest Note",
]


def test_a_committee_table_is_a_row_for_each_year_and_the_rest_is_of_the_current_one() -> None:
    row = ["Amber", "FH01 High-risk food inspections done", "Quarterly", "100%", "99%", "98%", "100%", "Five not done"]
    reading = read([COMMITTEE, row])
    assert reading.layout == "committee table"
    assert [
        (each["period"], each["value"], each["stated_status"], each["cell"]) for each in facts(reading, "outturn")
    ] == [
        ("2017/18", 100, None, "D2"),
        ("2018/19", 99, None, "E2"),
        ("2019/20", 98, "Amber", "F2"),
    ]
    assert [(each["period"], each["value"], each["cell"]) for each in facts(reading, "target")] == [
        ("2019/20", 100, "G2")
    ]
    assert [(each["period"], each["kind"], each["text"]) for each in facts(reading, "commentary")] == [
        ("2019/20", "context", "Five not done")
    ]


def test_an_empty_year_is_no_row_and_an_empty_current_year_with_a_status_is_awaited() -> None:
    reading = read([COMMITTEE, ["Green", "TS01", None, None, 7, None, None, None]])
    assert [(each["period"], each["availability"]) for each in facts(reading, "outturn")] == [
        ("2018/19", None),
        ("2019/20", "awaited"),
    ]


def test_quarters_across_take_target_and_status_at_the_last_one_filled() -> None:
    heading = ["Code", "Q1", "Q2", "Q3", "Q4", "Target", "RAG"]
    reading = read([["Performance 2019/20"], heading, ["TS01", 4, 6, None, None, 5, "Red"]])
    assert [(each["period"], each["stated_status"]) for each in facts(reading, "outturn")] == [
        ("2019/20 Q1", None),
        ("2019/20 Q2", "Red"),
    ]
    assert [each["period"] for each in facts(reading, "target")] == ["2019/20 Q2"]


def test_each_target_of_several_years_stays_with_its_year() -> None:
    heading = ["Code", "Outturn 2018/19", "Target 2018/19", "Outturn 2019/20", "Target 2019/20"]
    reading = read([heading, ["TS01", 4, 10, 6, 12]])
    assert [(each["period"], each["value"]) for each in facts(reading, "target")] == [("2018/19", 10), ("2019/20", 12)]


def test_a_column_headed_to_date_is_provisional_and_asks_to_what_date() -> None:
    reading = read([["Measure", "2018/19", "2019/20 YTD"], ["Complaints about traders", 40, 31]])
    assert [(each["period"], each["availability"]) for each in facts(reading, "outturn")] == [
        ("2018/19", None),
        ("2019/20", "provisional"),
    ]
    assert rules(reading) == ["year-to-date"]


def test_a_tidy_table_is_a_row_for_each_authority_and_period() -> None:
    heading = [
        "Council",
        "KPI",
        "Name",
        "Reporting period",
        "Actual",
        "Numerator",
        "Denominator",
        "Goal",
        "RAG",
        "Comments",
    ]
    reading = read(
        [
            heading,
            [
                "Ashfield",
                "fh 01",
                "High-risk food inspections done",
                "Q4 2019/20",
                "95",
                19,
                20,
                100,
                "Red",
                "Staff ill",
            ],
            ["Broxtowe Borough Council", "TS01", None, "Mar-2020", 7, None, None, None, None, None],
        ],
        authority=None,
    )
    assert reading.layout == "tidy"
    assert [
        (each["indicator"], each["authority"], each["period"], each["value"], each["numerator"], each["denominator"])
        for each in facts(reading, "outturn")
    ] == [("FH01", "E07000170", "2019/20 Q4", 95, 19, 20), ("TS01", "E07000172", "2020-03", 7, None, None)]


def test_year_and_quarter_in_two_columns_are_one_period() -> None:
    reading = read([["Indicator", "Year", "Quarter", "Value"], ["TS01", "2019/20", "Q2", 5]])
    assert [each["period"] for each in facts(reading, "outturn")] == ["2019/20 Q2"]


def test_a_month_that_excel_made_a_date_is_that_month() -> None:
    reading = read([["Indicator", "Month", "Value"], ["TS01", Shown(date(2020, 3, 1), "mmm-yy"), 5]])
    assert [each["period"] for each in facts(reading, "outturn")] == ["2020-03"]


def test_one_figure_a_row_takes_its_period_from_the_line_above() -> None:
    reading = read([["Licensing performance, Q3 2019/20"], ["PI", "Actual", "Target"], ["TS01", 5, 6]])
    assert [each["period"] for each in facts(reading, "outturn")] == ["2019/20 Q3"]


def test_labels_above_the_table_are_heard() -> None:
    lines = [["Authority:", "Ashfield"], ["Period: 2018/19"], ["Code", "Outturn"], ["TS01", 5]]
    assert [(each["authority"], each["period"]) for each in facts(read(lines), "outturn")] == [("E07000170", "2018/19")]


def test_a_ratings_grid_is_the_actions_and_a_rating_for_each_quarter() -> None:
    rows = [
        ["Community safety 2015/16"],
        ["Action", "Outcomes", "Q1 Rating", "Q2 Rating"],
        ["Agree the plan\nDrafted in May", "Funding", "▶", "Project completed"],
        ["Joint visits", None, "requires attention", "-"],
    ]
    reading = read(rows)
    assert reading.layout == "ratings grid"
    assert [(each["code"], each["title"], each["comments"], each["outcome"]) for each in facts(reading, "action")] == [
        ("agree-the-plan", "Agree the plan", "Drafted in May", "Funding"),
        ("joint-visits", "Joint visits", None, None),
    ]
    assert [(each["code"], each["period"], each["rating"], each["stated"]) for each in facts(reading, "rating")] == [
        ("agree-the-plan", "2015/16 Q1", "on target", "▶"),
        ("agree-the-plan", "2015/16 Q2", "completed", "Project completed"),
        ("joint-visits", "2015/16 Q1", "attention", "requires attention"),
        ("joint-visits", "2015/16 Q2", "not available", "-"),
    ]


def test_an_unknown_rating_is_an_error() -> None:
    reading = read([["Plan 2015/16"], ["Action", "Q1 Rating"], ["Joint visits", "purple"]])
    assert rules(reading, severity="error") == ["rating-unknown"]


def test_what_follows_a_rating_says_who_considers_it() -> None:
    said = "Requires amendment. Alterations considered by Cabinet."
    reading = read([["Plan 2015/16"], ["Action", "Q1 Rating"], ["Joint visits", said]])
    assert [(each["rating"], each["stated"]) for each in facts(reading, "rating")] == [("amendment", said)]


@pytest.mark.parametrize("title", ["▶", "★ –", "…"])
def test_a_title_of_symbols_alone_names_no_action(title: str) -> None:
    """The key under a grid has its symbols where actions have their titles."""
    lines = [["Plan 2015/16"], ["Action", "Q1 Rating"], ["Joint visits", "▶"], [title, "▶"]]
    reading = read(lines)
    assert set(rules(reading, severity="error")) == {"row-without-name"}
    assert [each["code"] for each in facts(reading, "action")] == ["joint-visits", ""]


def test_an_action_list() -> None:
    heading = [
        "Code",
        "Title",
        "Description",
        "Outcome",
        "Service",
        "Owner",
        "Start",
        "Due",
        "Revised due",
        "Progress",
        "Status",
    ]
    row = ["A1", "Move", "To one system", "One record", "Licensing", "Head", "Jan-2019", "Feb-2020", date(2020, 5, 29)]
    reading = read([[*heading, "Comments"], [*row, Shown(0.66, "0%"), "In Progress", "Late"]])
    assert reading.layout == "action list"
    (action,) = facts(reading, "action")
    assert (action["service"], action["owner"], action["outcome"], action["comments"]) == (
        "licensing",
        "Head",
        "One record",
        "Late",
    )
    assert (action["start_on"], action["due"], action["due_text"]) == (date(2019, 1, 31), date(2020, 2, 29), "Feb-2020")
    assert (action["revised_due"], action["progress"], action["cancelled"]) == (date(2020, 5, 29), 66, False)


def test_a_postponed_action_is_cancelled() -> None:
    reading = read([["Title", "Due", "Status"], ["Move", "Feb-2020", "Postponed"]])
    assert [each["cancelled"] for each in facts(reading, "action")] == [True]


@pytest.mark.parametrize(
    ("progress", "found"),
    [(0.66, ["percent-scale"]), ("66%", ["number-as-text"]), (Shown(1.2, "0%"), ["percent-over-100"])],
)
def test_progress_is_held_to_its_scale(progress: object, found: list[str]) -> None:
    assert rules(read([["Title", "Progress"], ["Move", progress]])) == found


def test_milestones_commentary_and_achievements_have_sheets_of_their_own() -> None:
    milestones = read([["Action", "Milestone", "Due", "Completed"], ["A1", "Draft", "Jan-2020", date(2020, 1, 20)]])
    assert [
        (each["action"], each["title"], each["due"], each["completed_on"]) for each in facts(milestones, "milestone")
    ] == [("A1", "Draft", date(2020, 1, 31), date(2020, 1, 20))]
    texts = read(
        [
            ["Service", "Indicator", "Period", "Kind", "Text"],
            ["Licensing", None, "2019/20", "Operational risk", "Two posts vacant"],
            [None, "TS01", "2019/20 Q1", "decision", "Agreed"],
        ]
    )
    assert [
        (each["service"], each["indicator"], each["period"], each["kind"]) for each in facts(texts, "commentary")
    ] == [
        ("licensing", None, "2019/20", "operational risk"),
        (None, "TS01", "2019/20 Q1", "decision"),
    ]
    gains = read(
        [
            ["Title", "From", "To", "Unit", "Period", "Service"],
            ["Visits", 300, "10,500", "visits", "2019/20", "Licensing"],
        ]
    )
    assert [
        (each["from_value"], each["to_value"], each["unit"], each["service"]) for each in facts(gains, "achievement")
    ] == [(300, 10500, "visits", "licensing")]


def test_several_shapes_in_a_workbook_are_named_after_the_first_of_them() -> None:
    reading = read([["Title", "Progress"], ["Move", "50%"], ["Indicator", "Outturn", "Period"], ["TS01", 5, "2019/20"]])
    assert reading.layout == "tidy"
    assert [each.candidate.kind for each in reading.judged] == ["action", "outturn"]
