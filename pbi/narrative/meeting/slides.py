"""The slides of the board's deck, in their order. Each function makes the slides of one message, or none."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pbi.model import JUDGED
from pbi.narrative import figures, masked, sentences
from pbi.narrative.change import flags, movement
from pbi.narrative.meeting import earlier_questions, missed_targets
from pbi.narrative.meeting.deck import Bar, Bars, Part, Row, Slide, Subject, cut, grid, mark
from pbi.narrative.meeting.questions import varied
from pbi.narrative.rows import records
from pbi.narrative.year import lateness

MOST_ROWS = 5
MOST_ASKED = 3


def deck(subject: Subject, *, stamp: str) -> list[Slide]:
    """Every slide; those in reserve last. ``stamp``: the state of the store that is shown."""
    made = [slide for compose in _COMPOSERS for slide in compose(subject)] + [_end(subject, stamp)]
    return [slide for slide in made if not slide.in_reserve] + [slide for slide in made if slide.in_reserve]


def _counts(subject: Subject) -> list[Slide]:
    """The headline with its base, both ways where circumstances apply, beside the years before."""
    held = subject.held.scorecard
    if held.empty:
        return []
    apart = sentences.without_circumstances(
        subject.counts, sentences.of_the_headline(subject.circumstances, held)
    ).partition(": ")[0]
    outside = " ".join(part for part in (sentences.outside(subject.counts), sentences.left_out(held)) if part)
    return [
        Slide(
            title="How we did",
            about=f"{subject.whose} in {subject.period}",
            sentence=sentences.headline(subject.counts) or sentences.without_status(held),
            picture=_years(subject, exceptional=bool(apart)),
            words=tuple(
                (heading, said)
                for heading, said in (
                    ("Without circumstances", f"{apart}." if apart else ""),
                    ("Not in the count", outside),
                )
                if said
            ),
        )
    ]


def _years(subject: Subject, *, exceptional: bool) -> Bars | None:
    official = subject.by_year[subject.by_year["basis"] == "official"] if len(subject.by_year) else subject.by_year
    bars = (
        [_counted(str(period), rows) for period, rows in official.groupby("period", sort=True)] if len(official) else []
    )
    if exceptional:
        other = sentences.total(subject.counts, basis="without circumstances")
        bars.append(_counted("Without circumstances", other))
    bars = [bar for bar in bars if bar.parts]
    said = [f"{bar.label}: {', '.join(part.shown for part in bar.parts)}" for bar in bars]
    return Bars("Indicators of each status", tuple(bars), f"{'; '.join(said)}.") if bars else None


def _counted(label: str, rows: pd.DataFrame) -> Bar:
    judged = rows[rows["role"].isin(JUDGED) & (rows["count"] > 0)].sort_values("position")
    return Bar(
        label,
        tuple(
            Part(float(row["count"]), f"{row['symbol']} {int(row['count'])}", row["role"]) for row in records(judged)
        ),
    )


def _changed(subject: Subject) -> list[Slide]:
    """The results that changed, with their base and how many chance alone would give, worst first."""
    rows = subject.held.signals
    said = movement.base(rows)
    if not said:
        return []
    return [
        Slide(
            title="What changed",
            about=f"What changed in {subject.period}",
            sentence=said,
            picture=_by_chance(rows),
            grid=grid(
                ("", "Indicator", "From → to"),
                [(movement.word(row), _whose(row), movement.from_to(row)) for row in records(movement.changed(rows))],
                most=MOST_ROWS,
                right=(2,),
            ),
        )
    ]


def _by_chance(rows: pd.DataFrame) -> Bars | None:
    tested = movement.tested(rows)
    if tested.empty:
        return None
    counts = movement.counts(tested)
    expected = float(tested["chance"].sum())
    bars = [
        Bar(code.capitalize(), (Part(float(number), f"{number:,}"),))
        for code, number in counts.items()
        if code in movement.CHANGED
    ]
    bars.append(Bar("By chance", (Part(expected, f"about {figures.plain(expected, decimals=0)}"),)))
    said = ", ".join(f"{bar.label.lower()} {bar.parts[0].shown}" for bar in bars)
    return Bars(f"Of {len(tested):,} results that can be tested", tuple(bars), f"{said}.")


def _hidden(subject: Subject) -> list[Slide]:
    """What totals hide of their members."""
    rows = subject.held.masked
    if rows.empty:
        return []
    return [
        Slide(
            title="Hidden by totals",
            about=f"What totals hide in {subject.period}",
            sentence=masked.counted(rows),
            grid=grid(
                ("Indicator", "Total", "Member", "Its figure", "Why"),
                [
                    (
                        row["indicator_name"],
                        figures.outturn(row),
                        row["member_name"],
                        figures.outturn(masked.of_member(row)),
                        masked.why(row),
                    )
                    for row in records(masked.ranked(rows))
                ],
                most=MOST_ROWS,
                right=(1, 3),
            ),
        )
    ]


def _deep_dive(subject: Subject) -> list[Slide]:
    """The next subject the panel has set down; the last one done where none is to come."""
    planned = records(subject.deep_dives)
    row = next((each for each in planned if not each["done_on"]), planned[-1] if planned else None)
    if row is None:
        return []
    bank, held = subject.bank, subject.held.scorecard
    code = row["indicator"]
    mine = bank[bank["indicator"] == code] if code else bank[bank["objective"] == row["objective"]]
    picture = None
    if code:
        whole = sentences.headline_rows(held[held["indicator"] == code])
        own = held[(held["indicator"] == code) & (held["authority"] == row["authority"])]
        picture = next((missed_targets.years(subject, each) for each in records(own if len(own) else whole)), None)
    measured = sentences.headline_rows(held[held["objective"] == row["objective"]]) if not code else held.iloc[:0]
    return [
        Slide(
            title="Deep dive",
            about=f"Deep dive of {figures.day(row['meeting_on'])}, led by {row['led_by']}",
            sentence=f"{row['subject']}.",
            picture=picture,
            grid=grid(
                ("Indicator", "Outturn", "Target", "Status"),
                [
                    (each["indicator_name"], figures.outturn(each), figures.target(each), mark(each))
                    for each in records(measured)
                ],
                most=MOST_ROWS,
                right=(1, 2),
            ),
            words=(("What it is about", flags.looked_into(row).partition(": ")[2].rstrip(".") + "."), *_first(mine)),
            indicator=code,
            authority=row["authority"],
        )
    ]


def _first(bank: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    return (("A question to ask", cut(str(bank["question"].iloc[0]), 420)),) if len(bank) else ()


def _late(subject: Subject) -> list[Slide]:
    """Actions by what has become of them, and those overdue."""
    rows = subject.held.actions
    if rows.empty:
        return []
    counts = rows["status"].value_counts()
    late = rows[rows["status"] == "overdue"].assign(day=lambda held: held["revised_due"].fillna(held["due"]))
    bars = tuple(
        Bar(word, (Part(float(counts[code]), str(int(counts[code]))),))
        for code, word in lateness.STATES.items()
        if counts.get(code, 0)
    )
    said = ", ".join(f"{bar.label.lower()} {bar.parts[0].shown}" for bar in bars)
    # Words that stay on one line.
    return [
        Slide(
            title="Actions late",
            about=f"What was promised, judged as at {figures.day(subject.judged_on)}",
            sentence=sentences.actions(rows),
            picture=Bars(f"Of {figures.count(len(rows), 'action')}", bars, f"{said}."),
            grid=grid(
                ("Overdue", "Owner", "Due"),
                [
                    (
                        f"{row['title']}, {row['authority_name']}",
                        row["owner"] or "no owner",
                        figures.day(row["day"]).replace(" ", "\N{NO-BREAK SPACE}"),
                    )
                    for row in records(late.sort_values("day", kind="stable"))
                ],
                most=MOST_ROWS,
            ),
        )
    ]


def _to_ask(subject: Subject) -> list[Slide]:
    """The first of the question bank, of different kinds."""
    if subject.bank.empty:
        return []
    first = records(varied(subject.bank).head(MOST_ASKED))
    number = len(subject.bank)
    return [
        Slide(
            title="Questions to ask",
            about="Questions to ask, composed from the figures",
            sentence=f"{figures.count(number, 'question')} {'follows' if number == 1 else 'follow'} from the figures"
            f"{'; these first' if number > len(first) else ''}.",
            grid=grid(
                ("Question", "Why"),
                [(cut(row["question"], 330), str(row["kind"]).capitalize()) for row in first],
                most=MOST_ASKED,
            ),
        )
    ]


def _end(subject: Subject, stamp: str) -> Slide:
    return Slide(
        title="End",
        about=f"{subject.whose} in {subject.period}",
        sentence="Questions logged today become actions, and come back with their answers at the next meeting.",
        words=(("What was shown", f"These slides are frozen {stamp}."),),
    )


def _whose(row: Row) -> str:
    return f"{row['indicator_name']}, {row['authority_name']}"


_COMPOSERS: tuple[Callable[[Subject], list[Slide]], ...] = (
    _counts,
    _changed,
    missed_targets.slides,
    _hidden,
    _deep_dive,
    _late,
    earlier_questions.slides,
    _to_ask,
)
