"""The words of the command line. Stable: scripts and scheduled jobs rely on them."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pbi.model import DEFAULT_SCHEME
from pbi.settings import settings

MEASURES = (
    *("scorecard", "counts", "trend", "actions", "ratings", "returns", "passport", "demand", "forecast", "compare"),
    *("signals", "ratings-grid", "differences", "vanished", "control"),
    *("restatements", "laboratory", "publications", "changes"),
    *("masked", "flags", "questions", "deep-dives", "achievements", "board-questions", "expected", "chasers", "chased"),
)
PAPERS = ("committee", "board", "exceptions", "deep-dive")


def parser() -> argparse.ArgumentParser:
    """The parser of ``python -m pbi``; each command's ``run`` names the function that carries it out."""
    top = argparse.ArgumentParser(
        prog="python -m pbi",
        description="Outturn: performance by indicator. Exit 0 done, 1 refused (nothing changed), 2 wrong usage.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _store_commands(commands)
    _return_commands(commands)
    _record_commands(commands)
    _mapping_command(commands)
    _question_commands(commands)
    _meeting_commands(commands)
    _series_commands(commands)
    _paper_commands(commands)
    return top


def _store_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    init = _command(
        commands, "init", "make the store, with the authorities, services, objectives, schemes and tolerances"
    )
    init.add_argument(
        "--example", action="store_true", help="add the illustrative partnership's indicators, targets and figures"
    )
    run = _command(commands, "run", "start the dashboard")
    run.add_argument("--port", type=int, default=8501, help="the port on 127.0.0.1 (8501)")
    run.add_argument("--no-browser", action="store_true", help="say its address and open no browser")
    catalogue = _command(
        commands, "catalogue", "load or update catalogue sheets: a CSV, a workbook or a folder of CSVs"
    )
    catalogue.add_argument("path", type=Path, metavar="FILE|DIR")
    catalogue.add_argument("--by", default="", help="who is doing this")
    backup = _command(commands, "backup", "write the journal and every received file into one archive")
    backup.add_argument("file", type=Path)
    restore = _command(commands, "restore", "make a store from an archive")
    restore.add_argument("file", type=Path)
    _command(
        commands, "verify", "check the journal's chain, the kept files, the index and every figure against its cell"
    )
    _command(commands, "recover", "bring back what the journal or facts/ lost, from what the rest of the store knows")
    rebuild = _command(commands, "rebuild", "make the index again from the journal; drops nothing unless you ask")
    rebuild.add_argument(
        "--losing", type=_count, default=0, metavar="N", help="give up exactly so many things; they are set aside"
    )


def _return_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _command(commands, "check", "say what is in a return and what is wrong with it; nothing is changed")
    load = _command(commands, "load", "accept a return, all or nothing")
    for each in (check, load):
        each.add_argument("files", type=Path, nargs="+", metavar="FILE")
        each.add_argument("--authority", help="which authority sent the return, where the file does not say")
        each.add_argument("--period", help="the period it is for, where the file does not say")
        each.add_argument(
            "--add-indicators",
            action="store_true",
            help="indicators that are not in the catalogue enter it as proposed",
        )
        each.add_argument("--mapping", type=Path, metavar="FILE.csv", help="what the columns of its tables are for")
        each.add_argument(
            "--apply-fixes",
            action="append",
            default=[],
            metavar="CELL|RULE",
            help="read the value a finding proposes for this cell (Return!D2, or Return!D2=96) or rule "
            "(percent-scale); may be repeated, and each is recorded",
        )
        each.add_argument(
            "--without-row",
            action="append",
            default=[],
            metavar="ROW",
            help="leave out this row (Return!7; one figure of it, Return!D7); may be repeated, and each is recorded",
        )
        _form(each, ("text", "json"))
        each.add_argument("--by", default="", help="who is sending it")
    check.add_argument("--marked", type=Path, metavar="FILE.xlsx", help="write the file back with the faults marked")
    load.add_argument("--received", type=_day, metavar="DATE", help="the day it was received, if earlier than today")
    load.add_argument("--accept-warnings", action="store_true", help="accept although there are warnings")
    load.add_argument(
        "--without-faulty-rows", action="store_true", help="strike out the rows that have errors and accept the rest"
    )
    template = _command(commands, "template", "write the workbook an authority fills for a period")
    template.add_argument("--authority", required=True)
    template.add_argument("--period", required=True)
    template.add_argument("--service")
    template.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")


def _record_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    undo = _command(
        commands, "undo", "undo an accepted return, which brings back the earlier figures, or a recorded chaser"
    )
    undo.add_argument("submission", help="the submission's id, or a chaser's code, as CH3")
    undo.add_argument("--reason", required=True)
    undo.add_argument("--by", default="", help="who is doing this")
    chase = _command(commands, "chase", "record that the letter of query chasers was sent to an authority")
    chase.add_argument("authority")
    chase.add_argument("--period", required=True, help="of the return that has not come")
    chase.add_argument("--service", help="if it was about one service alone")
    chase.add_argument("--sent", type=_day, metavar="DATE", help="the day it was sent, if not today")
    chase.add_argument("--by", default="", help="who sent it")


def _mapping_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    mapping = _command(
        commands, "mapping", "write what a file's columns were taken for, to correct and give back with --mapping"
    )
    mapping.add_argument("file", type=Path, nargs="?", metavar="FILE", help="left out: all the mappings remembered")
    mapping.add_argument("--authority", help="which authority the mapping is for")
    mapping.add_argument("--period", help="the period the file is for, where it does not say")
    mapping.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.csv|.xlsx")


def _question_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    query = _command(commands, "query", "print a measure: " + ", ".join(MEASURES))
    query.add_argument("measure", choices=MEASURES, metavar="MEASURE")
    _form(query, ("table", "csv", "json"))
    query.add_argument(
        "--green-within", type=_amount, metavar="N", help="judge under a trial tolerance: green within N"
    )
    query.add_argument("--amber-within", type=_amount, metavar="N", help="and amber within N; nothing is stored")
    query.add_argument("--basis", choices=("relative", "points"), help="of the trial: percent of the target, or points")
    query.add_argument("--publication", metavar="NAME|ID", help="the scorecard or the counts as they were reported")
    publish = _command(commands, "publish", "freeze the scorecard and the counts as reported to a meeting")
    publish.add_argument("--name", required=True, help="to whom and when, as 'Joint Committee, 16 June 2020'")
    publish.add_argument("--by", default="", help="who is doing this")
    publish.set_defaults(service=[], indicator=[], at=None)
    for name, meaning in (("--year", "the financial year reported"), ("--period", "any other period, as 2019/20 Q4")):
        publish.add_argument(name, help=meaning)
    publish.add_argument("--authority", action="append", default=[], help="only this authority; may be repeated")
    publish.add_argument("--scheme", default=DEFAULT_SCHEME, help="the statuses it was reported in")
    publish.add_argument("--as-of", type=_day, metavar="DATE", help="the day reported: only what was received by then")
    query.add_argument(
        "--movement",
        choices=("tested", "arrows"),
        default="tested",
        help="of scorecard and trend: a tested word, or plain arrows that any difference moves",
    )
    query.add_argument(
        "--group", metavar="GROUP", help="of compare: the comparator group or partnership; all authorities unless given"
    )
    explain = _command(commands, "explain", "show the steps a measure is made of, with the rows each gives")
    explain.add_argument("step", metavar="STEP")
    for each in (query, explain):
        each.add_argument("--year", help="a financial year, as 2019/20: its year figures")
        each.add_argument("--period", help="any other period, as 2019/20 Q4")
        for name in ("authority", "service", "indicator"):
            each.add_argument(f"--{name}", action="append", default=[], help=f"only this {name}; may be repeated")
        each.add_argument("--scheme", default=DEFAULT_SCHEME, help="rag, pentana, met, none or one of your own")
        each.add_argument("--as-of", type=_day, metavar="DATE", help="only what had been received by that day")
        each.add_argument("--at", type=_day, metavar="DATE", help="the day on which overdue and late are judged")


def _meeting_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    log = _command(commands, "log-question", "record a question from a meeting; with an owner it is an action")
    log.add_argument("text", metavar="QUESTION")
    log.add_argument("--asked-by", required=True, metavar="WHO")
    log.add_argument("--meeting", type=_day, metavar="DATE", help="the day of the meeting, if not today")
    log.add_argument("--authority", help="whose action it is; the partnership's unless given")
    log.add_argument("--indicator", help="the indicator it is about")
    log.add_argument("--owner", default="", help="who is to answer it")
    assign = _command(commands, "assign", "make a logged question somebody's action")
    assign.add_argument("question", help="as BQ3")
    assign.add_argument("--owner", required=True, help="who is to answer it")
    for each in (log, assign):
        each.add_argument("--due", type=_day, metavar="DATE", help="the day by which it is to be answered")
    answer = _command(commands, "answer", "answer a logged question")
    answer.add_argument("question", help="as BQ3")
    answer.add_argument("text", metavar="ANSWER")
    answer.add_argument("--answered-by", default="", metavar="WHO")
    for each in (log, assign, answer):
        each.add_argument("--by", default="", help="who is writing it down")


def _paper_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = _command(commands, "report", "write a paper for a meeting, with the figures and sentences of the screen")
    report.add_argument("kind", choices=PAPERS, metavar="KIND", help="one of " + ", ".join(PAPERS))
    report.add_argument("--period", help="the period it is about, as 2019/20; the newest with a figure unless given")
    for name in ("authority", "service"):
        report.add_argument(f"--{name}", action="append", default=[], help=f"only this {name}; may be repeated")
    report.add_argument(
        "--scheme", default=DEFAULT_SCHEME, help="rag, pentana, met, one of your own, or none: no status anywhere"
    )
    report.add_argument("--as-of", type=_day, metavar="DATE", help="only what had been received by that day")
    report.add_argument("--at", type=_day, metavar="DATE", help="the day on which overdue and late are judged")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="its ending says the format")
    report.set_defaults(year=None, indicator=[])
    export = _command(
        commands, "export", "write open data: CSV and Parquet tables that join, with every column explained"
    )
    export.add_argument("folder", type=Path, metavar="DIR")
    export.add_argument("--authority", action="append", default=[], help="only this authority; may be repeated")
    export.add_argument(
        "--scheme", default=DEFAULT_SCHEME, help="rag, pentana, met, one of your own, or none: nothing is judged"
    )
    export.add_argument("--as-of", type=_day, metavar="DATE", help="only what had been received by that day")


def _series_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    spc = _command(commands, "spc", "control limits (XmR) for any series: a CSV of series, date, value and options")
    spc.add_argument("file", type=Path, metavar="SERIES.csv")
    intervals = _command(
        commands, "intervals", "intervals of proportions and rates: a CSV of kind, numerator, denominator and options"
    )
    intervals.add_argument("file", type=Path, metavar="COUNTS.csv")
    for each in (spc, intervals):
        _form(each, ("csv", "json"))


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
    command.add_argument(
        "--store",
        type=Path,
        default=settings().store,
        metavar="PATH",
        help="the store's folder (PBI_STORE, else data/store/own)",
    )
    return command


def _form(command: argparse.ArgumentParser, forms: tuple[str, ...]) -> None:
    command.add_argument("--format", choices=forms, default=forms[0], help="how to print it")


def _count(text: str) -> int:
    """A whole number, one or more."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of one or more")
    return int(text)


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise argparse.ArgumentTypeError(f"'{text}' is not a number")
    return amount


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date; write it as 2020-03-31") from error
