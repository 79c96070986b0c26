"""The Compare page: what it says of those that differ and of those that do not, and each state where it cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pbi import catalogue
from pbi.model import Draft
from pbi.period import canonical
from pbi.settings import settings
from pbi.store import Store
from pbi.ui import show
from tests import once
from tests.pages import made
from tests.pages.conftest import THREE, Open, point_at, said
from tests.pages.opening import open_page

Figures = Mapping[tuple[str, str], tuple[int | None, int | None, int]]
INDICATORS = """code,name,unit,polarity,across_authorities,across_periods
SHARE,Done in time,percent,higher,ratio,ratio
LESS,Complaints upheld,percent,lower,ratio,ratio
PLAIN,Calls by web,percent,none,ratio,ratio
DAYS,Days to answer,days,lower,none,none
"""
GROUP = "group,name,authority,source\nnear,Nearest two,eastmere,A list\nnear,Nearest two,northvale,A list\n"
POOLED = {"eastmere": (95, 100), "northvale": (190, 200), "westholt": (30, 60)}
"""315 of 360 are 87.5%. Northvale has more than half of the 360, so it is compared with the other 125 of 160, 78.1%."""


def figures(code: str, counts: Mapping[str, tuple[int, int]], year: str = "2019/20") -> dict[Any, Any]:
    return {(code, who, year): each for who, each in counts.items()}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("compare")
    alike = {who: (90 + place, 100) for place, (who, _) in enumerate(THREE)}
    wide = {f"a{place}": (40 + 40 * (place == 5) + place, 100) for place in range(6)}
    trend = figures("SHARE", {"eastmere": (40, 100)}, "2017/18") | figures("SHARE", {"eastmere": (60, 100)}, "2018/19")
    return {
        "three": _store(
            base / "three",
            figures("SHARE", POOLED) | trend | figures("LESS", POOLED) | figures("PLAIN", POOLED),
            days={"eastmere": 4, "northvale": 9},
        ),
        "alike": _store(base / "alike", figures("SHARE", alike)),
        "six": _store(base / "six", figures("SHARE", wide), people=[(code, code.upper()) for code in wide]),
        "alone": _store(base / "alone", figures("SHARE", {"eastmere": (98, 100)})),
        "crowd": _store(
            base / "crowd",
            figures("SHARE", {f"a{place}": (80 + place % 7, 100) for place in range(60)}),
            people=[(f"a{place}", f"Place {place}") for place in range(60)],
        ),
    }


def _store(path: Path, figures: dict[Any, Any], *, days: Mapping[str, int] | None = None, people: Any = THREE) -> Path:
    with Store.open(once.shipped(path)) as store:
        together = people is THREE
        kinds = "".join(f"{code},{name},district\n" for code, name in people)
        sheets = {"authorities": f"code,name,kind\n{kinds}", "indicators": INDICATORS}
        if together:
            sheets["authorities"] += "joint,Joint Service,partnership\n"
            sheets["memberships"] = "partnership,authority,valid_from\n" + "".join(
                f"joint,{code},2010-04-01\n" for code, _ in people
            )
            sheets["comparator_groups"] = GROUP
        folder = path.with_name(f"{path.name}-sheets")
        folder.mkdir()
        for kind, text in sheets.items():
            (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        catalogue.load(store, folder, by="a test", received_on=date(2015, 4, 1))
        outturns = [_outturn(*key, numerator=x, denominator=n) for key, (x, n) in figures.items()]
        outturns += [_outturn("DAYS", who, "2019/20", value=Decimal(each)) for who, each in (days or {}).items()]
        store.record(
            Draft(
                kind="accepted",
                by="a test",
                received_on=date(2020, 4, 21),
                submission="S-1",
                filename=made.FILE,
                layout="tidy",
                sha256="0" * 64,
                facts={"outturn": outturns},
            )
        )
    return path


def _outturn(code: str, who: str, year: str, **given: Any) -> dict[str, Any]:
    span = canonical(year)
    counts = {name: None if each is None else Decimal(each) for name, each in given.items()}
    whole = counts.get("denominator")
    return {
        "indicator": code,
        "authority": who,
        "value": 100 * counts["numerator"] / whole if whole else counts.get("value"),
        "period": year,
        "period_kind": span.kind.value,
        "period_start": span.start,
        "period_end": span.end,
        "submission": "S-1",
        "sheet": made.SHEET,
        "cell": "C7",
        **{name: each for name, each in counts.items() if name != "value"},
    }


@pytest.fixture
def compare(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    def opened(name: str, **filters: Any) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=stores[name], example=stores["alike"])
        return open_page("compare", **filters)

    yield opened
    settings.cache_clear()


Compare = Callable[..., AppTest]


def words(app: AppTest) -> str:
    return unescape(said(app))


def drawn(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def test_it_says_who_is_similar_and_who_is_not_and_what_each_is_compared_with(compare: Compare) -> None:
    app = compare("three", indicator="SHARE")
    assert (
        "1 of 3 authorities is similar to the partnership's 87.5%; "
        "Northvale is higher (better) and Westholt is lower (worse)."
    ) in words(app)
    assert (
        "Northvale has half of the cases or more, so it is compared with the rest: 78.1%. "
        "Each of the others is itself part of the figure it is compared with."
    ) in words(app)
    assert "If all 3 were alike, about one report in 167 would call any of them different by chance; at 95%" in words(
        app
    )
    assert "No funnel is drawn for fewer than five authorities: 3 give numerator and denominator." in words(app)
    assert drawn(app) == [
        "3 authorities ranked, from Northvale with 95.0% to Westholt with 50.0%. "
        "Together 87.5%; Northvale is higher (better) and Westholt is lower (worse)."
    ]
    assert ">30 of 60<" in said(app) and ">31.5% to 68.5%<" in said(app)  # Wilson's, 99.8%


def test_lower_is_better_turns_the_words_round(compare: Compare) -> None:
    shown = words(compare("three", indicator="LESS"))
    assert "Northvale is higher (worse) and Westholt is lower (better)." in shown
    assert shown.index('<th scope="row">Westholt') < shown.index('<th scope="row">Northvale')


def test_where_neither_way_is_better_nothing_is_called_better(compare: Compare) -> None:
    shown = words(compare("three", indicator="PLAIN"))
    assert "Northvale is higher and Westholt is lower." in shown
    assert not re.search(r"\((better|worse)\)", shown)


def test_all_alike_are_called_similar_plainly(compare: Compare) -> None:
    app = compare("alike", indicator="SHARE")
    assert (
        "All 3 authorities are similar to the partnership's 91.0%: no difference is larger than chance would give."
        in (words(app))
    )


def test_a_trend_and_a_change_stand_beside_each_authority(compare: Compare) -> None:
    """40, 60 and 95 of 100; 95 − 60 with Newcombe's interval wholly above nought."""
    shown = words(compare("three", indicator="SHARE"))
    assert ">Rises over three years (better)<" in shown and ">Better<" in shown and ">+35 points<" in shown


def test_a_group_is_chosen_in_the_address_and_judges_whoever_is_asked_about(compare: Compare) -> None:
    app = compare("three", indicator="SHARE", group="near", authority="westholt")
    shown = words(app)
    assert "similar to the group's 95.0%; Westholt is lower (worse)." in shown  # 285 of 300
    assert "Westholt: 50.0%, lower (worse), between 31.5% and 68.5% (99.8%); 3 of 3 in order." in shown
    assert "Compared within Nearest two (A list)." in shown
    assert "Westholt is not in the group, and so not in its figure." in shown
    assert app.query_params["group"] in ("near", ["near"])
    app.selectbox(key="filter_group").select("joint").run()
    assert app.query_params["group"] in ("joint", ["joint"]) and "the partnership's 87.5%" in words(app)


def test_five_or_more_have_a_funnel_and_quarters(compare: Compare) -> None:
    """40, 41, 42, 43, 44 and 85 of 100, p = 295/600: Σ(x − 100p)² is 1,550.83; over 100p(1 − p) and 5, 12.4."""
    app = compare("six", indicator="SHARE")
    assert "5 of 6 authorities are similar to the 49.2% of all together; A5 is higher (better)." in words(app)
    assert drawn(app)[1] == "Funnel of 6 authorities about 49.2%: A5 outside its 99.8% limits."
    assert "The authorities vary 12.4 times as much as chance alone would have it." in words(app)
    assert re.findall(r">(first|second|third|fourth)<", said(app)) == [
        "first",
        "first",
        "second",
        "third",
        "third",
        "fourth",
    ]


def test_without_denominators_there_is_an_order_and_no_verdict(compare: Compare) -> None:
    app = compare("three", indicator="DAYS")
    assert (
        "Not enough data to say who differs: the returns give no denominators. Of 2 authorities "
        "Northvale has the most, 9 days, "
        "and Eastmere the least, 4 days; whether that is more than chance cannot be said."
    ) in words(app)
    assert drawn(app) == [
        "2 authorities ranked, from Northvale with 9 days to Eastmere with 4 days. "
        "No intervals: there are no denominators."
    ]
    assert "similar" not in words(app)


def test_one_authority_has_none_to_compare_with(compare: Compare) -> None:
    app = compare("alone", indicator="SHARE")
    assert "Only Eastmere has a figure for 2019/20: 98.0%. It has none to compare with." in words(app)


def test_very_many_are_listed_by_quarter_and_only_those_asked_are_named(compare: Compare) -> None:
    app = compare("crowd", indicator="SHARE", authority="a3")
    assert "All 60 authorities are similar" in words(app)
    assert [each.label for each in app.expander][:2] == [
        show.plain("First quarter: 16, from 86.0% to 85.0%"),  # eight each
        show.plain("Second quarter: 17, from 84.0% to 83.0%"),  # eight and nine
    ]
    specification = app.get("vega_lite_chart")[0].proto.spec
    assert "Place in order" in specification


def test_without_an_indicator_those_that_differ_most_come_first(compare: Compare) -> None:
    shown = words(compare("three"))
    assert "In 3 of 3 indicators at least one authority differs from what they come to together." in shown
    assert "Of 9 comparisons about 0.0 would seem different by chance alone." in shown
    assert shown.index("Done in time") < shown.index("Days to answer")
    assert "compare?store=own&indicator=SHARE" in shown


@pytest.mark.parametrize("scheme", ["none", "met", "pentana"])
def test_no_scheme_changes_a_comparison(compare: Compare, scheme: str) -> None:
    shown = words(compare("three", indicator="SHARE", scheme=scheme))
    assert "Westholt is lower (worse)." in shown
    assert not re.search(r"Green|Amber|Red\b|class=\"mark", shown[shown.index("<h1") :])


def test_every_figure_leads_to_its_cell(compare: Compare) -> None:
    shown = said(compare("three", indicator="SHARE"))
    assert shown.count(">C7<") == 3 and f">{made.FILE}<" in shown


def test_an_unknown_group_is_let_go_of(compare: Compare) -> None:
    app = compare("three", indicator="SHARE", group="nobody")
    assert "group" not in app.query_params and "87.5%" in words(app)


def test_an_empty_store_says_what_to_do_next(page: Open) -> None:
    assert "No figures yet" in said(page("compare", "empty"))


def test_plain_arrows_stand_in_the_place_of_tests_where_they_were_asked_for(compare: Compare) -> None:
    shown = words(compare("three", indicator="SHARE", movement="arrows"))
    part = shown[shown.index("Over the years") :]
    assert "Short trend" in part and "any difference moves them, and nothing is tested" in part
    assert "Newcombe" not in part and "χ²" not in part
