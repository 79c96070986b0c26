"""The pages of docs/ that are written from the code: the command line, the SQL steps, the findings of returns, and the
rules beside what councils printed. ``--check`` only compares.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import ModuleType

from pbi.returns.rules import ROOMS, rules
from pbi.returns.rules.reasons import REASONS
from pbi.returns.rules.tables import COLUMNS_UNMAPPED
from pbi.store import describe
from pbi.store.compose import STEPS

ROOT = Path(__file__).resolve().parents[1]

STEPS_HEAD = """\
# The steps from a return to a figure

Every figure on a page, in a report or on the command line is the last of these steps. Each is one SELECT, reads the
steps and tables named, and can be looked at by itself: `python -m pbi explain STEP`. A chapter is a folder of
`pbi/sql/steps`: its steps read those of the same chapter and of the chapters before it. A name that is not a link is
one of the store's tables (`pbi/sql/schema`). The steps that only pick the version known on a day have no file: they
are made from `pbi/sql/schema/as_of.sql`.

Written by `make docs` from the files.
"""
CHAPTERS = {
    "facts": "What was received and set, as known on the day asked about.",
    "membership": "Who belongs to which partnership, from when and until when.",
    "periods": "Months make quarters, quarters make halves and years, by the indicator's roll-up.",
    "members": "The members' figures make the partnership's, and are compared over the members that both periods have.",
    "disclosure": "Counts so small that they could point to a person are not shown, nor what would give them away.",
    "expected": "What is still to come, from whom, and whether it is late.",
    "targets": "The target each figure is judged against: its own, the year's, or its part of a year's to date.",
    "status": "Tolerance, the distance from the target, the part played in the scheme, and the counts of statuses.",
    "change": "From one period to the one before: better, worse, or within chance.",
    "control": "The control chart: its limits, its patterns, and what they signal.",
    "comparison": "One authority beside others like it.",
    "forecast": "Where a year is heading, and how far such forecasts were out before.",
    "demand": "The shares of demand beside those agreed.",
    "actions": "Actions, milestones, ratings, achievements and what is written beside figures.",
    "record": "Where a figure came from, what was revised, and what was reported to whom.",
}
"""What each stage of the steps is for, in their order."""

COMMANDS_HEAD = """\
# The command line

`python -m pbi COMMAND`, from the project's folder. Exit code 0: done; 1: refused, with the reason on stderr and
nothing changed; 2: wrong usage.

Written by `make docs` from the program's own parser.
"""

FINDINGS_HEAD = """\
# Every fault of a return, what it means and what to do

Outturn reads a return cell by cell and lists what it finds. A finding is of one of three weights:

- an **error** stops its row: correct it in the workbook and send the file again, or leave the row out;
- a **warning** asks you to look: correct the cell, or accept the warning if the figure is right;
- a **note** is for information.

Each entry below gives an example of what you read, and what to do. Scripts (`check --format json`) know a fault
by its name, which stays the same. Where Outturn proposes a value, it says so before the step
(“Write 96, or …”).

Written by `make docs` from the register of rules.
"""


def findings_page() -> str:
    """docs/findings.md."""
    return "\n".join([FINDINGS_HEAD, *(line for room in ROOMS for line in findings_chapter(room))]).rstrip("\n") + "\n"


def findings_chapter(room: ModuleType) -> Iterator[str]:
    """The rules of one room, each with all its sentences."""
    title, _, rest = (room.__doc__ or "").partition(": ")
    yield f"## {sentence(title.removeprefix('Rules of ')).rstrip('.')}\n\n{sentence(rest)}\n"
    for code, same in groupby(rules(room), key=lambda rule: rule.code):
        its = list(same)
        yield f"### {its[0].title}\n"
        for rule in its:
            found = rule.shown()
            weight = " or ".join(map(str, (rule.severity, *rule.also)))
            yield f"- {weight.capitalize()}: “{found.message}” {found.fix}"
        if code == COLUMNS_UNMAPPED.code:
            yield "\nThe reasons are:\n"
            yield from (f"- {re.sub('{.*?}', '…', reason)}" for reason in REASONS)
        yield f"\nFor scripts: `{code}`.\n"


def steps_page(folder: Path = STEPS) -> str:
    """docs/steps.md."""
    steps = describe.steps(folder)
    parts = [STEPS_HEAD]
    for number, (stage, its) in enumerate(groupby(steps.values(), key=lambda step: step.stage), 1):
        name = stage.partition("_")[2]
        parts.append(f"## {number}. {name.capitalize()}\n\n{CHAPTERS[name]}\n")
        parts += [step_section(step, set(steps)) for step in its]
    return "\n".join(parts)


def step_section(step: describe.Described, steps: set[str]) -> str:
    inputs = ", ".join(f"[{name}](#{name})" if name in steps else name for name in step.inputs)
    select = step.text[step.text.index("\nSELECT") + 1 :].strip()
    return "\n".join(
        [
            f"### {step.name}\n",
            step.meaning,
            "",
            f"One row: {step.grain}. Reads: {inputs}.",
            "",
            "```sql",
            select,
            "```",
            "",
        ]
    )


def commands_page(parser: argparse.ArgumentParser) -> str:
    """docs/command-line.md. What every command takes is said once."""
    listed = list(commands(parser))
    common = set.intersection(*({row(action) for action in arguments(command)} for _, _, command in listed))
    sections = [command_section(name, said, command, common) for name, said, command in listed]
    return "\n".join([COMMANDS_HEAD, "Every command takes:\n", *table(sorted(common)), *sections])


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Each command with its one line of help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield name, said.get(name, ""), command


def arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in command._actions if action.dest != "help"]


def command_section(name: str, said: str, command: argparse.ArgumentParser, common: set[str]) -> str:
    own = [action for action in arguments(command) if row(action) not in common]
    usage = " ".join(["python -m pbi", name, *(usage_of(action) for action in own)])
    rows = [row(action) for action in own if action.help]
    return "\n".join([f"## {name}\n", sentence(command.description or said), "", "```", usage, "```", "", *table(rows)])


def row(action: argparse.Action) -> str:
    return f"| `{in_cell(spelling(action))}` | {in_cell(action.help or '')} |"


def table(rows: list[str]) -> list[str]:
    return ["| | |", "|---|---|", *rows, ""] if rows else []


def in_cell(text: str) -> str:
    return text.replace("|", r"\|")


def usage_of(action: argparse.Action) -> str:
    plain = spelling(action)
    if not action.option_strings:
        return f"[{plain}]" if action.nargs in ("?", "*") else plain
    repeats = "..." if isinstance(action, argparse._AppendAction) else ""
    return (plain if action.required else f"[{plain}]") + repeats


def spelling(action: argparse.Action) -> str:
    value = str(action.metavar or action.dest.upper())
    if action.choices is not None and action.metavar is None and action.option_strings:
        value = "|".join(map(str, action.choices))
    if not action.option_strings:
        return f"{value}..." if action.nargs in ("*", "+") else value
    flag = action.option_strings[-1]
    return flag if action.nargs == 0 else f"{flag} {value}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop.

    >>> sentence("start the dashboard")
    'Start the dashboard.'
    """
    plain = text.strip().rstrip(".")
    return f"{plain[0].upper()}{plain[1:]}." if plain else ""


def pages() -> dict[Path, str]:
    """Every generated page with the text it should hold."""
    from pbi.commands.parser import parser
    from tools import evidence

    docs = ROOT / "docs"
    return {
        docs / "command-line.md": commands_page(parser()),
        docs / "findings.md": findings_page(),
        docs / "steps.md": steps_page(),
        docs / "methods-evidence.md": evidence.page(),
    }


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name those that are out of date and return 1."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(
                f"{path.relative_to(ROOT)} is out of date: run 'make docs' and send it with the change.",
                file=sys.stderr,
            )
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages()[path], "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
