"""A slide for each indicator judged bad, furthest from target first; without statuses, for each that got worse.

Each has its years as bars, its members in a small table, what was said of it and what is being done about it.
"""

from __future__ import annotations

import pandas as pd

from pbi.model import JUDGED, StatusRole
from pbi.narrative import figures, sentences
from pbi.narrative.change import movement
from pbi.narrative.meeting.deck import Bar, Bars, Grid, Part, Row, Slide, Subject, cut, grid, mark
from pbi.narrative.meeting.questions import ANSWERS, EXPLAINS, Held
from pbi.narrative.rows import records

IN_TURN = 8
"""As many as a meeting bears one after another; the others stand in reserve, a key away."""
MOST = 30
MOST_MEMBERS = 4
MOST_YEARS = 5
LONGEST_NAME = 80
NOTHING = "No action recorded, and no commentary on what is being done."


def slides(subject: Subject) -> list[Slide]:
    """One slide an indicator."""
    return [_slide(subject, row, place) for place, row in enumerate(records(worst(subject.held)))]


def worst(held: Held) -> pd.DataFrame:
    """The rows in question with their movement, most serious first, as many as a deck can hold."""
    rows = movement.beside(held.scorecard, held.signals)
    if rows["role"].notna().any():
        return furthest(rows, roles=(StatusRole.BAD,)).head(MOST)
    changed = movement.changed(held.signals)
    worse = changed.loc[changed["movement"] == "worse", ["indicator", "authority"]]
    return worse.merge(rows, how="inner", on=["indicator", "authority"]).head(MOST)


def furthest(scorecard: pd.DataFrame, *, roles: tuple[str, ...] = (StatusRole.BAD, StatusRole.NEAR)) -> pd.DataFrame:
    """The headline's rows of these roles, by distance from target as a share of it; the unmeasurable last."""
    rows = sentences.headline_rows(scorecard)
    rows = rows[rows["role"].isin(roles)]
    distance = (rows["variance"].abs() / rows["target"].abs().where(rows["target"] != 0)).astype(float)
    held = rows.assign(distance=distance, place=rows["role"].map({role: place for place, role in enumerate(roles)}))
    return held.sort_values(["place", "distance"], ascending=[True, False], na_position="last", kind="stable")


def years(subject: Subject, row: Row) -> Bars | None:
    """The last years of one figure as bars, each with its target."""
    held = subject.trend
    mine = held[(held["indicator"] == row["indicator"]) & (held["authority"] == row["authority"])]
    mine = mine[(mine["period_kind"] == row["period_kind"]) & mine["outturn"].notna()]
    mine = mine[mine["period_end"] <= row["period_end"]].sort_values("period_end").tail(MOST_YEARS)
    if mine.empty or (mine["outturn"] < 0).any():
        return None
    bars = tuple(_bar(each) for each in records(mine))
    said = "; ".join(f"{bar.label} {bar.parts[0].shown}{f', {bar.marked}' if bar.marked else ''}" for bar in bars)
    return Bars(str(row["authority_name"]), bars, f"{said}.")


def _bar(row: Row) -> Bar:
    aim = row["target"] if row["label"] and figures.is_known(row["target"]) and row["target"] >= 0 else None
    said = f"target {figures.target({**row, 'target_kind': None})}" if aim is not None else ""
    return Bar(str(row["period"]), (Part(float(row["outturn"]), figures.outturn(row)),), aim, said)


def _slide(subject: Subject, row: Row, place: int) -> Slide:
    return Slide(
        title=f"{row['label'] or 'Worse'}: {row['indicator_name']}",
        about=_about(row),
        sentence=f"{cut(row['indicator_name'], LONGEST_NAME)}: {sentences.in_short(row).replace(': ', ', ')}",
        picture=years(subject, row),
        grid=_members(subject, row),
        words=(("Commentary", _explained(subject, row)), ("What is being done", _done(subject, row))),
        indicator=str(row["indicator"]),
        authority=str(row["authority"]),
        in_reserve=place >= IN_TURN,
    )


def _about(row: Row) -> str:
    """Service, code and authority; and the name where the sentence has only a part of it."""
    name = str(row["indicator_name"]) if len(row["indicator_name"]) > LONGEST_NAME else None
    return " · ".join(part for part in (row["service_name"], row["indicator"], name, row["authority_name"]) if part)


def _members(subject: Subject, row: Row) -> Grid | None:
    """The same figure of each authority beneath a partnership's, those judged bad first."""
    held = subject.held.scorecard
    mine = held[(held["indicator"] == row["indicator"]) & (held["authority_kind"] != "partnership")]
    if row["authority_kind"] != "partnership":
        return None
    order = {role: place for place, role in enumerate(reversed(JUDGED))}
    rows = mine.assign(place=mine["role"].map(order).fillna(len(order))).sort_values("place", kind="stable")
    return grid(
        ("By authority", str(row["period"]), "On last year", "Status"),
        [
            (
                each["authority_name"],
                figures.outturn(each) or "no figure",
                figures.change(each["change"], unit=each["unit"], decimals=each["decimals"], per=each["per"]),
                mark(each),
            )
            for each in records(rows)
        ],
        most=MOST_MEMBERS,
        right=(1, 2),
    )


def _explained(subject: Subject, row: Row) -> str:
    return _words(subject, row, EXPLAINS) or "No commentary given."


def _done(subject: Subject, row: Row) -> str:
    """What the report says is being done, and the action that answers it with its owner, date and state."""
    held = subject.held.actions
    answering = records(held[held["indicator"] == row["indicator"]])
    parts = [_words(subject, row, ANSWERS)]
    for each in answering[:1]:
        due = figures.day(each["revised_due"] or each["due"])
        state = str(each["status"]).replace("_", " ")
        parts.append(
            f"Action: {cut(each['title'], 90)} ({each['owner'] or 'no owner'}{f', due {due}' if due else ''}, {state})."
        )
    return " ".join(part for part in parts if part) or NOTHING


def _words(subject: Subject, row: Row, kinds: tuple[str, ...]) -> str:
    """The words of these kinds that speak for the whole: of the row's own authority and of the longest period first."""
    said = subject.held.spoken
    mine = records(said[(said["indicator"] == row["indicator"]) & said["kind"].isin(kinds)])
    mine.sort(key=lambda each: (each["authority"] != row["authority"], each["period_start"] - each["period_end"]))
    if not mine:
        return ""
    first = mine[0]
    whose = "" if first["authority"] == row["authority"] else f"{first['authority_name']}, {first['period']}: "
    return whose + cut(first["text"])
