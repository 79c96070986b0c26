"""A panel member's words: one question from a row of a measure, with its figure and its period. Text in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pbi.narrative import availability, figures
from pbi.narrative.change import movement
from pbi.narrative.year import lateness

Row = Mapping[str, Any]
_SPANS = {"month": "month", "quarter": "quarter", "half": "half year", "year": "year"}
_WORSE = {
    "outside": "What happened, and when did you first know?",
    "two": "Is this the beginning of something, and who is watching it?",
    "trend": "What will stop it?",
    "shift": "What changed, and what will bring it back?",
    "year": "What changed, and what will bring it back?",
}
_BETTER = "Will it last, and who else could do the same?"
_NEUTRAL = "What is behind it, and what does it ask of the service?"


def changed(row: Row, *, others: Sequence[str] = (), told: str = "", answered: bool = False) -> str:
    """Of a change: what shows it, the latest figure, and what a member would want to know.

    ``others``: who else it changed for. ``told``: how the report explains it. ``answered``: it says what is being done.

    "Noise complaints answered in Westholt fell to 80.3% in 2019/20 Q4, below 82.1%, the lowest its record leads us to
    expect. The return says: “No evening rota.” What happened, and when did you first know?"
    """
    too = f" It changed in {figures.listed(list(others))} too." if others else ""
    account = f" The return says: “{told.rstrip('.')}.”" if told else ""
    return f"{_subject(row)} {_found(row)}.{too}{account} {_wanted(row, told=told, answered=answered)}"


def still(row: Row) -> str:
    """Of what went wrong earlier and still stands."""
    return (
        f"{_subject(row)} has been worse than its record since {row['since']} and was at {_latest(row)} in "
        f"{row['latest_period']}. What has been tried, and why has it not worked yet?"
    )


def hidden(rows: Sequence[Row]) -> str:
    """Of a total that hides its members; ``rows`` of one indicator and one reason."""
    row = rows[0]
    total, names = figures.outturn(row), figures.listed([each["member_name"] for each in rows])
    if row["reason"] == "reversed":
        went = "rose" if row["change"] > 0 else "fell"
        then, now = _apart(row, "previous", "outturn")
        return (
            f"{row['indicator_name']} {went} for {row['authority_name']}, from {then} to {now} "
            f"in {row['period']}{_over(row)}, and yet in no authority by itself. "
            "Who does more of the work now, and is anybody better off?"
        )
    members = figures.listed([f"{each['member_name']}'s {_spelt(each['member_outturn'], each)}" for each in rows])
    if row["reason"] == "worsening":
        return (
            f"{row['indicator_name']} got worse in {names} ({members} in {row['period']}) while "
            f"{row['authority_name']}'s {total} shows none of it. Who noticed, and what are people there being told?"
        )
    return (
        f"Behind {row['authority_name']}'s {total} for {row['indicator_name']} in {row['period']} is {members}. "
        "What are people there being told, and when will they get the same service?"
    )


def raised(flag: Row, figure: Row | None, *, period: str) -> str:
    """Of what a person flagged: who, why, and the figure of the period."""
    value = _spelt(figure["outturn"], figure) if figure else ""
    stood = f"; it was at {value} in {period}" if value else f"; there is no figure for {period}"
    said = f"{flag['indicator_name']} in {flag['authority_name']}: “{flag['reason']}”{stood}"
    who = flag["raised_by"][:1].upper() + flag["raised_by"][1:]
    if flag["kind"] == "media":
        return f"{who} tells us of {said}. What do we tell the people who read it?"
    if flag["kind"] == "excellence":
        return f"{who} is proud of {said}. What made the difference, and who else could do the same?"
    return f"{who} is worried about {said}. What is your answer?"


def promised(said: Row, figure: Row) -> str:
    """Of what was said to be done last time, and the figure then and now."""
    then, latest = _apart(figure, "previous", "outturn")
    now = f"{latest} in {figure['period']}{_over(figure)}"
    moved = f"It was at {then} in {figure['previous_period']} and at {now}" if then else f"It was at {now}"
    return (
        f"For {said['period']} the return said of {figure['indicator_name']} in {figure['authority_name']}: "
        f"“{said['text']}” {moved}. What came of it?"
    )


def overdue(row: Row) -> str:
    """Of an action that is late: when it was due, how often put off, and how far it was on the day of judging."""
    due = figures.day(row["revised_due"] or row["due"]) or row["due_text"]
    put_off = lateness.put_off(row)
    done = figures.figure(row["progress"], unit="percent") or "no progress is given"
    again = f", {put_off}," if put_off else ""
    return (
        f"“{row['title']}” ({row['authority_name']}) was due on {due}{again} and was {done} done on "
        f"{figures.day(row['judged_on'])}. What is delaying it, and which date can we rely on?"
    )


def missing(rows: Sequence[Row]) -> str:
    """Of a figure that did not come; ``rows`` of one indicator."""
    row, names = rows[0], figures.listed([each["authority_name"] for each in rows])
    why = availability.why(row)
    return (
        f"There is no figure of {row['indicator_name']} for {row['period']} from {names} ({why}). When will we see it?"
    )


def unsaid(row: Row, *, explained: bool, answered: bool) -> str:
    """Of a change for the worse that the report does not explain or answer; "" where it does both."""
    stood = f"{row['indicator_name']} ({_latest(row)} in {row['latest_period']})"
    if not explained and not answered:
        return f"The report neither explains {stood} nor says what is being done. Why, and who will answer for it?"
    if not explained:
        return f"The report does not say why {stood} got worse. What is the explanation?"
    if not answered:
        return f"Nothing in the report says what is being done about {stood}. What will be done, by whom and by when?"
    return ""


def unmeasured(objective: Row, period: str) -> str:
    """Of an objective that no indicator measures."""
    return (
        f"No indicator tells us about “{objective['title']}” ({objective['code']}) in {period}. "
        "How would we know whether it is being met?"
    )


def _wanted(row: Row, *, told: str, answered: bool) -> str:
    """What a member would want to know of a change; of one that did not last, that."""
    verdict, back = row["movement"], _has_turned(row)
    if verdict == "worse":
        if back:
            return "What happened, and is it over?"
        if not told:
            return _WORSE[_stem(row)]
        return (
            "Is that the whole of it, and will what is being done be enough?"
            if answered
            else "Is that the whole of it?"
        )
    if verdict == "better":
        return "Why has it not lasted?" if back else _BETTER
    return _NEUTRAL


def _has_turned(row: Row) -> bool:
    """Whether the latest figure lies on the other side of the mean from where the pattern was completed."""
    if _stem(row) == "year":
        return False
    return bool(row["latest"] < row["mean"]) if _is_high(row) else bool(row["latest"] > row["mean"])


def _found(row: Row) -> str:
    """What shows the change and where the figure stood, without a word of the trade."""
    if _stem(row) == "year":
        return f"{'rose' if row['change'] > 0 else 'fell'} {_from_to(row)}, more than chance would give"
    high, stem, last = _is_high(row), _stem(row), row["latest_period"]
    span, when, now = _SPANS.get(row["series_kind"], "period"), row["completed_in"], row["completed_in"] == last
    most = "highest" if high else "lowest"
    latest, limit, mean = _apart(row, "latest", "upper" if high else "lower", "mean")
    if stem == "outside":
        bound = f"{limit}, the {most} its record leads us to expect"
        side, went = ("above", "rose") if high else ("below", "fell")
        return (
            f"{went} to {latest} in {last}, {side} {bound}" if now else f"{went} {side} {bound}, in {when}{_stood(row)}"
        )
    if stem == "two":
        near = f"came close to the {most} its record allows, for the second time in three {span}s"
        return f"{near}: {latest} in {last}" if now else f"{near}, in {when}{_stood(row)}"
    if stem == "trend":
        moved = f"{'rose' if high else 'fell'} for the seventh {span} in a row"
        return f"{moved}, to {latest} in {last}" if now else f"{moved} in {when}{_stood(row)}"
    side = f"{'above' if high else 'below'} its average of {mean} for the seventh {span} in a row"
    return f"was at {latest} in {last}, {side}" if now else f"was {side} in {when}{_stood(row)}"


def _stood(row: Row) -> str:
    return f", and was at {_latest(row)} in {row['latest_period']}"


def _stem(row: Row) -> str:
    return "year" if row["moved_by"] == "year before" else str(row["completed_rule"]).split("_")[0]


def _from_to(row: Row) -> str:
    """From the figure of the year before to this: "from 83.4% (2018/19) to 80.6% in 2019/20"."""
    return f"from {movement.came_from(row)} to {movement.ends(row)[1]} in {row['period']}"


def _is_high(row: Row) -> bool:
    return str(row["completed_rule"]).endswith(("high", "up"))


def _latest(row: Row) -> str:
    return _spelt(row["latest"], row)


def _subject(row: Row) -> str:
    return f"{row['indicator_name']} in {row['authority_name']}"


def _apart(row: Row, *names: str) -> list[str]:
    """Figures that differ look different; where a partnership's members changed, over those of both years."""
    compared = row.get("compared_outturn")
    held = {**row, "outturn": compared} if figures.is_known(compared) else row
    return figures.apart(*(held[name] for name in names), **figures.shape(row))


def _over(row: Row) -> str:
    among = movement.over(row) if figures.text(row.get("compared_over")) else ""
    return f" ({among})" if among else ""


def _spelt(value: Any, row: Row) -> str:
    return figures.figure(value, **figures.shape(row))
