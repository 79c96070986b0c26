"""What a person does about each kind of finding, where no value can be proposed: the finding's ``fix``.

A proposed value never ends in a full stop, a step always does; so the two are told apart.
"""

from __future__ import annotations

from dataclasses import replace

from pbi.model import Finding

STEPS = {
    "authority-differs": "Check that it is the right file and the right authority.",
    "column-not-read": "Give the column a heading that is known, or say on screen what it is for.",
    "column-unheaded": "Give the column a heading.",
    "columns-alike": "Name the period in one of the two headings.",
    "columns-unmapped": "Say what the columns are for; it is remembered.",
    "comment-contradicts": "Correct the figure, its numerator and denominator, or the comment.",
    "commentary-kind-unknown": "Write one of the kinds of commentary.",
    "date-unreadable": "Write a day as 31/03/2020 or a month as Mar-2020.",
    "decimals-dropped": "Nothing, if six decimals are enough.",
    "duplicate-cell": "Type what is meant into the cell and save the workbook as a new file.",
    "duplicate-row": "Keep one of the rows and delete the rest.",
    "error-cell": "Mend the formula, or type the figure itself.",
    "far-outside-history": "Check the figure; accept it if it is right.",
    "figure-and-none": "Clear the figure, or the reason for there being none.",
    "figure-changed": "Nothing, if the new figure is meant.",
    "fix-applied": "Nothing; correct the cell in your own copy.",
    "formula-without-value": "Open the workbook in Excel, let it calculate, and save it again.",
    "hidden-cells": "Unhide the row or column to see what was read.",
    "hidden-sheet": "Unhide the sheet if it belongs to the return, or delete it.",
    "indicator-contradicts": "Correct the code or the name.",
    "indicator-name-differs": "Check that the code is the right one.",
    "merged-over": "Undo the merge, and correct or clear the cell.",
    "negative-count": "Correct the figure.",
    "no-authority": "Choose the authority above, or write it in the line above the table.",
    "no-cases": "Nothing, if there were no cases; else correct the counts.",
    "not-a-figure": "Put the figure alone in the cell and the words in the commentary.",
    "nothing-found": "Use the template, or give the table a heading row.",
    "nothing-in-row": "Fill the row in, or delete it.",
    "number-as-text": "Type the number again without spaces or quotes.",
    "numerator-above-denominator": "Correct one of the two counts.",
    "other-areas": "Nothing, if the other areas are not yours.",
    "past-period-restated": "Accept it if the past figure is meant to change.",
    "percent-over-100": "Correct the figure.",
    "percent-scale": "Write the percentage with its % sign.",
    "period-outside": "Correct the period, or accept the row if it is meant.",
    "period-unreadable": "Write the period as 2019/20, 2019/20 Q4 or March 2020.",
    "polarity-settled": "Nothing, if that is the better way.",
    "polarity-unsettled": "Say in the catalogue which way is better.",
    "population-repeated": "Write population as its roll-up across periods in the catalogue; accept it if it is none.",
    "rating-unknown": "Write one of the ratings.",
    "ratio-disagrees": "Correct the percentage or one of the two counts.",
    "readings-differ": "Type what is meant into the cell and save the workbook as a new file.",
    "row-without-name": "Write the code or the name.",
    "rows-missing": "Add the rows, or send them in another file.",
    "sheet-without-table": "Nothing, if the sheet holds no figures.",
    "stated-status-differs": "Nothing; both are kept and shown.",
    "stated-status-unknown": "Use a word of the scheme.",
    "target-differs": "Correct the cell, or agree the new target in the catalogue.",
    "target-scale": "Write the figure and the target in one unit.",
    "target-taken": "Agree the target in the catalogue.",
    "template-headings": "Put the headings back, or fill a template downloaded anew.",
    "template-of-another": "Fill the template of that authority and period, or correct the line above the table.",
    "template-reused": "Check that the line above the table is right.",
    "template-version": "Use the newer program.",
    "too-large": "Give the figure in thousands or millions.",
    "totals-row": "Nothing; totals are worked out.",
    "unit-differs": "Check that the figure belongs to this indicator.",
    "unit-in-cell": "Put the figure alone in the cell, in the indicator's unit.",
    "unknown-action": "Correct the action's code, or add the action.",
    "unknown-authority": "Correct the name, or add the authority to the catalogue.",
    "unknown-indicator": "Correct the code, or add the indicator to the catalogue.",
    "unknown-service": "Correct the service's name.",
    "year-differs": "Correct the year or its parts; accept it if the year was adjusted.",
    "year-to-date": "Name the quarter it runs to.",
    "zero-among-high": "Write a dash where there is no figure; accept 0 if it is right.",
}
"""By rule. A rule that is not here has its step in its message alone."""


def with_step(finding: Finding) -> Finding:
    """The finding with what to do, where it proposes no value itself."""
    return finding if finding.fix else replace(finding, fix=STEPS.get(finding.rule, ""))


def is_value(fix: str) -> bool:
    """Whether a fix is a value to write into the cell, not a step to take.

    >>> is_value("96"), is_value("Correct the figure."), is_value("")
    (True, False, False)
    """
    return bool(fix) and not fix.endswith(".")
