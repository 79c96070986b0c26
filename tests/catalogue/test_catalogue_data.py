"""The standing catalogue: every authority once, every spelling with one meaning, statuses with known roles."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from pbi.model import StatusRole

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "data" / "catalogue"
EXAMPLE = CATALOGUE / "example"
FIGURES = ROOT / "data" / "samples" / "figures"

Entry = dict[str, str]


def entries(path: Path) -> list[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    return re.sub(r"[^\w]", "", text.casefold().replace("&", "and")) or text


AUTHORITIES = {row["code"]: row for row in entries(CATALOGUE / "authorities.csv")}


def test_authorities_are_every_principal_authority_of_the_united_kingdom_once() -> None:
    assert len(AUTHORITIES) == len(entries(CATALOGUE / "authorities.csv"))
    coded = [row for row in AUTHORITIES.values() if row["kind"] != "partnership"]
    assert all(re.fullmatch(r"(E0[6-9]|E10|E31|W06|S12|N09)\d{6}", row["code"]) for row in coded)
    kinds = Counter(row["kind"] for row in coded)
    # since 2023: 317 in England (the Isles of Scilly and the City of London among them) and 22 in Wales
    assert kinds["county"] == 21
    assert kinds["non-metropolitan district"] == 164
    assert kinds["unitary"] == 63
    assert kinds["metropolitan district"] == 36
    assert kinds["london borough"] == 33
    assert kinds["welsh unitary"] == 22
    assert (kinds["scottish unitary"], kinds["northern irish district"]) == (32, 11)
    assert {row["code"] for row in coded if row["kind"] == "welsh unitary"} == {
        f"W06{number:06d}" for number in range(1, 25) if number not in (7, 17)
    }


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E07000172", "Broxtowe"),
        ("E06000036", "Bracknell Forest"),
        ("E06000037", "West Berkshire"),
        ("E06000041", "Wokingham"),
        ("E07000062", "Hastings"),
        ("E07000192", "Cannock Chase"),
        ("E10000019", "Lincolnshire"),
        ("E06000054", "Wiltshire"),
        ("E10000031", "Warwickshire"),
        ("E10000034", "Worcestershire"),
        ("E31000036", "Warwickshire Fire and Rescue"),
        ("W06000015", "Cardiff"),
        ("S12000036", "City of Edinburgh"),
        ("N09000003", "Belfast"),
        ("W06000023", "Powys"),
        ("W06000024", "Merthyr Tydfil"),
        ("E06000023", "Bristol, City of"),
    ],
)
def test_authorities_named_by_the_reports(code: str, name: str) -> None:
    assert AUTHORITIES[code]["name"] == name


@pytest.mark.parametrize(
    ("former", "successor"),
    [
        ("E07000048", "Bournemouth, Christchurch and Poole"),
        ("E07000052", "Dorset"),
        ("E07000004", "Buckinghamshire"),
        ("E07000150", "North Northamptonshire"),
        ("E07000154", "West Northamptonshire"),
        ("E07000027", "Westmorland and Furness"),
        ("E07000028", "Cumberland"),
        ("E07000165", "North Yorkshire"),
        ("E07000187", "Somerset"),
        ("E07000190", "Somerset West and Taunton"),
    ],
)
def test_abolished_authorities_lead_to_their_successor(former: str, successor: str) -> None:
    assert AUTHORITIES[former]["kind"].startswith("former")
    assert AUTHORITIES[AUTHORITIES[former]["successor"]]["name"] == successor


def test_every_successor_exists_and_only_former_authorities_have_one() -> None:
    for row in AUTHORITIES.values():
        assert not row["successor"] or (row["successor"] in AUTHORITIES and row["kind"].startswith("former"))


@pytest.mark.parametrize("folder", [CATALOGUE, EXAMPLE], ids=["standing", "example"])
def test_no_spelling_means_two_authorities(folder: Path) -> None:
    meant: dict[str, set[str]] = {}
    places = entries(folder / "authorities.csv")
    for spelling, code in [(row["name"], row["code"]) for row in places] + [
        (row["alias"], row["authority"]) for row in entries(folder / "authority_aliases.csv")
    ]:
        assert code in {row["code"] for row in places}
        meant.setdefault(plain(spelling), set()).add(code)
    assert [spelling for spelling, codes in meant.items() if len(codes) > 1] == []


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("Broxtowe Borough Council", "E07000172"),
        ("City of Bristol", "E06000023"),
        ("Lincolnshire County Council", "E10000019"),
        ("Hull City Council", "E06000010"),
        ("London Borough of Camden", "E09000007"),
        ("E08000019", "E08000039"),
    ],
)
def test_aliases(alias: str, code: str) -> None:
    assert {row["alias"]: row["authority"] for row in entries(CATALOGUE / "authority_aliases.csv")}[alias] == code


def test_schemes_and_their_aliases_use_the_five_roles() -> None:
    schemes, aliases = entries(CATALOGUE / "schemes.csv"), entries(CATALOGUE / "status_aliases.csv")
    assert {row["role"] for row in schemes + aliases} <= {*StatusRole}
    assert {(row["scheme"], row["status"]) for row in schemes} == {
        *(("rag", status) for status in ("green", "amber", "red", "unknown", "data_only")),
        *(("pentana", status) for status in ("satisfactory", "warning", "alert", "unknown", "data_only")),
        *(("met", status) for status in ("met", "not_met", "for_information")),
    }
    assert len({row["alias"].casefold() for row in aliases}) == len(aliases)


def test_every_printed_status_of_the_published_samples_is_known() -> None:
    known = {row["alias"].casefold() for row in entries(CATALOGUE / "status_aliases.csv")}
    for path in sorted(FIGURES.glob("*.csv")):
        if "key_tasks" not in path.name and "actions" not in path.name:
            for row in entries(path):
                printed = row.get("Status") or row.get("Status / Icon") or row.get("status")
                assert not printed or printed.casefold() in known, (path.name, printed)
