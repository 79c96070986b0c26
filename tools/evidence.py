"""docs/methods-evidence.md: every status the published samples print, beside the one worked out from the same row.

The workbooks of data/samples/published go through the real reader into a store that is thrown away afterwards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pbi import catalogue, measures, returns
from pbi.catalogue import Names
from pbi.commands import init_store
from pbi.model import DEFAULT_SCHEME, JUDGED, Polarity, Question
from pbi.narrative import figures
from pbi.returns.findings import tolerances as implied
from pbi.returns.subject.indicators import slug
from pbi.store import Store

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "data" / "samples" / "published"

HEAD = """\
# The rules held against what councils printed

Every status printed in `data/samples/published`, beside the status this program works out from the same row's figure
and target, under the scheme whose words the council uses and the tolerance in `data/catalogue`. A polarity that the
council does not print is inferred from what it states; where that does not settle it the row is not judged.

Written by `make docs` from the workbooks, through the same reader that takes a return.
"""


class Body(NamedTuple):
    """Whose workbooks they are: the files' beginning, the name they are sent under, the scheme of the printed words."""

    files: str
    name: str
    scheme: str = DEFAULT_SCHEME


BODIES = (
    Body("broxtowe", "Broxtowe", "pentana"),
    Body("bracknell-forest", "Bracknell Forest"),
    Body("hastings", "Hastings", "met"),
    Body("cannock-chase", "Cannock Chase"),
    Body("public-protection-partnership", "Public Protection Partnership"),
    Body("warwickshire-fire", "Warwickshire Fire and Rescue Service"),
    Body("worcestershire", "Worcestershire Regulatory Services"),
)
REMARKS = {
    ("Hastings", "neglected-and-derelict-buildings-improved"): "the row prints Worse beside a fall from 52, so "
    "higher is better and the printed status itself is the outlier",
    ("Bracknell Forest", "1.1.4.KR"): "the rule the council prints makes it Red; the three later editions, and Better "
    "printed beside a rise, all say that higher is better",
    ("Bracknell Forest", "1.1.6.KR"): "the rule the council prints makes it Red",
}
"""What a person who looks at the row sees, for rows that disagree."""


class Row(NamedTuple):
    """One printed status beside the one worked out."""

    indicator: str
    name: str
    period: str
    outturn: Any
    target: Any
    unit: str
    polarity: str
    printed: str
    printed_role: str
    label: str
    role: str

    @property
    def title(self) -> str:
        return titled(self.indicator, self.name)

    @property
    def agrees(self) -> bool:
        return self.printed_role == self.role

    @property
    def short(self) -> Fraction | None:
        """Percent of the target by which the figure falls short; None where it cannot be said."""
        if self.polarity not in (Polarity.HIGHER, Polarity.LOWER) or not self.target or self.outturn is None:
            return None
        worse = -1 if self.polarity == Polarity.HIGHER else 1
        return 100 * worse * (Fraction(self.outturn) - Fraction(self.target)) / abs(Fraction(self.target))


class Found(NamedTuple):
    """One body's rows: those that print good, near or bad beside a figure and a target, and those that print more."""

    body: Body
    judged: list[Row]
    beside: list[Row]
    figures: int
    polarities: dict[str, tuple[str, str]]
    rule: str

    @property
    def agreeing(self) -> int:
        return sum(row.agrees for row in self.judged)


@cache
def evidence() -> tuple[Found, ...]:
    """Every published workbook read and judged, one entry a body."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        init_store(path)
        with Store.open(path) as store, store.in_the_making():
            for body in BODIES:
                for file in sorted(PUBLISHED.glob(f"{body.files}*.xlsx")):
                    send(store, file, body)
            return tuple(found(store, body) for body in BODIES)


def send(store: Store, file: Path, body: Body) -> None:
    """One workbook as a council that starts from its own table sends it; rows that are no plain figure are left out."""
    returns.submit(
        store,
        data=file.read_bytes(),
        filename=file.name,
        by="evidence",
        terms=returns.Terms(authority=body.name, accept_warnings=True, add_indicators=True, without_faulty_rows=True),
    )


def found(store: Store, body: Body) -> Found:
    """What one body prints and what comes of it."""
    names = catalogue.names(store)
    question = Question(authorities=(names.authority(body.name),), scheme=body.scheme)
    held = measures.table(store, question, "trend").to_pylist()
    rows = [row_of(each, names) for each in held if each["stated_status"]]
    judged = [row for row in rows if row.printed_role in JUDGED and None not in (row.outturn, row.target)]
    codes = {row.indicator for row in rows}
    return Found(
        body=body,
        judged=judged,
        beside=[row for row in rows if row not in judged],
        figures=sum(each["outturn"] is not None and each["submission"] is not None for each in held),
        polarities={
            titled(code, str(row["name"])): (str(row["polarity"]), str(row["polarity_source"]))
            for code, row in names.indicators.items()
            if code in codes
        },
        rule=rule_of(store, body, names),
    )


def rule_of(store: Store, body: Body, names: Names) -> str:
    """The tolerance that serves a body, in words; whose it is."""
    code = names.authority(body.name)
    rows = [row for row in store.rows("known_tolerances") if row["scheme"] == body.scheme and row["indicator"] is None]
    own = next((row for row in rows if row["authority"] == code), None)
    rule = own or next(row for row in rows if row["authority"] is None)
    green, amber = (figures.plain(rule[name]) for name in ("green_within", "amber_within"))
    held = f"good within {green}% of the target" + (f", near within {amber}%" if amber != green else "")
    return f"{held}: {'the rule the council prints' if own else 'the shipped tolerance'}"


def titled(code: str, name: str) -> str:
    """Code and name; the name alone where the code was made from it."""
    return name if code == slug(name) else f"{code} {name}"


def row_of(held: dict[str, Any], names: Names) -> Row:
    """A row of the trend that states a status."""
    return Row(
        indicator=held["indicator"],
        name=held["indicator_name"],
        period=held["period"],
        outturn=held["outturn"],
        target=held["target"],
        unit=held["unit"],
        polarity=held["polarity"],
        printed=held["stated_status"],
        printed_role=names.role(held["stated_status"]) or "",
        label=held["label"] or "not judged",
        role=held["role"],
    )


def page() -> str:
    """docs/methods-evidence.md."""
    bodies = evidence()
    return "\n".join([HEAD, *summary(bodies), *(line for each in bodies if each.judged for line in section(each))])


def summary(bodies: Sequence[Found]) -> list[str]:
    rows = [f"| {each.body.name} | {each.figures} | {len(each.judged)} | {agreement(each)} |" for each in bodies]
    return [
        "| body | figures | printed statuses beside a figure and a target | worked out the same |",
        "|---|---|---|---|",
        *rows,
        "",
    ]


def agreement(found: Found) -> str:
    """ "35 of 37", or that nothing was printed to agree with."""
    return f"{found.agreeing} of {len(found.judged)}" if found.judged else "no status printed"


def section(found: Found) -> list[str]:
    """One body: its rule, what is inferred, where the two differ and why, and every row."""
    return [
        f"## {found.body.name}: {agreement(found)}\n",
        f"{tolerances(found)}\n",
        *inferred(found),
        *differing(found),
        *everything(found),
    ]


def tolerances(found: Found) -> str:
    """The cuts the printed statuses fit."""
    said = [(row.printed_role, row.short) for row in found.judged if row.short is not None]
    cuts = implied.implied(said)
    scheme = f"Judged under `{found.body.scheme}`, {found.rule}."
    if not cuts.is_possible:
        return f"{scheme} No one tolerance fits every printed status."
    amber = f" and near {cuts.amber}" if found.body.scheme != "met" else ""
    return f"{scheme} The printed statuses fit any rule in which good ends {cuts.green}{amber} of the target."


def inferred(found: Found) -> list[str]:
    """Which way is better, and who says so."""
    rows = [f"| {title} | {polarity} | {source} |" for title, (polarity, source) in sorted(found.polarities.items())]
    return ["| indicator | better | by |", "|---|---|---|", *rows, ""]


def differing(found: Found) -> list[str]:
    lines = [f"- {why(row, found.body)}" for row in found.judged if not row.agrees]
    return ["Where they differ:\n", *lines, ""] if lines else ["They agree on every row.\n"]


def why(row: Row, body: Body) -> str:
    """One disagreement, explained by its row."""
    told = (
        f"{row.title}, {row.period}: {spelt(row, row.outturn)} against {spelt(row, row.target)} is printed "
        f"{row.printed}, worked out {row.label}"
    )
    remark = REMARKS.get((body.name, row.indicator))
    reason = (
        "what is printed does not settle which way is better, so it is not judged"
        if row.short is None
        else f"{figures.plain(float(row.short))}% short of the target"
    )
    return f"{told}: {'; '.join(part for part in (reason, remark) if part)}."


def everything(found: Found) -> list[str]:
    """Every row, those that are no judgement last."""
    lines = [
        f"| {row.title} | {row.period} | {spelt(row, row.outturn)} | {spelt(row, row.target)} | {row.printed} | "
        f"{row.label} | {'yes' if row.agrees else '**no**'} |"
        for row in [*found.judged, *found.beside]
    ]
    heading = "| indicator | period | outturn | target | printed | worked out | same |"
    return [heading, "|---|---|---|---|---|---|---|", *lines, ""]


def spelt(row: Row, value: Any) -> str:
    """A figure with its unit."""
    return figures.figure(value, unit=row.unit) or "–"


def agreements(bodies: Iterable[Found]) -> dict[str, tuple[int, int]]:
    """How many of how many agree, by body."""
    return {each.body.name: (each.agreeing, len(each.judged)) for each in bodies}
