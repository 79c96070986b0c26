"""Whatever is done to a return, each figure recorded is the true one, or something is said of it; nothing is lost.

``OUTTURN_EDITS`` says how many edits go the whole way, ``OUTTURN_SEED`` where the drawing of them begins; a failure
prints the seed of its return.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from pbi import returns
from pbi.model import State
from pbi.store import Store
from tests.returns import drafts, edits
from tests.returns.drafts import Draft
from tests.returns.making import names

ON_CELLS = 10_000
THE_WHOLE_WAY = int(os.environ.get("OUTTURN_EDITS", "300"))
FIRST_SEED = int(os.environ.get("OUTTURN_SEED", "0"))
AT_A_TIME = 50
"""Edits in one test of those that go the whole way, so that several processes may share them."""


def drawn(seed: int, *, most: int = 4) -> Draft:
    """A return with a few edits."""
    chance = Random(seed)
    draft = chance.choice([drafts.tidy, drafts.committee])(chance)
    edits.apply(draft, chance, edits=chance.randint(1, most))
    return draft


@pytest.mark.parametrize("kind", [drafts.tidy, drafts.committee])
def test_a_return_as_it_was_meant_is_read_whole(kind: object) -> None:
    for seed in range(40):
        draft = kind(Random(seed))  # type: ignore[operator]
        reading = returns.read(drafts.as_cells(draft), names=names(), authority=draft.authority)
        facts = {drafts.key_of(judged.facts[0][1]): judged.facts[0][1] for judged in reading.judged}
        assert not [each for judged in reading.judged for each in judged.findings if each.severity != "note"]
        for (key, what), value in draft.truth.items():
            assert what == "target" or facts[key][drafts.FIGURES[what]] == value


def test_no_edit_of_the_cells_makes_a_figure_another() -> None:
    """Ten thousand edits of workbooks as read; at least half of the figures must come through, or nothing is tested."""
    known, made, recorded, figures, seed = names(), 0, 0, 0, FIRST_SEED
    while made < ON_CELLS:
        draft = drawn(seed)
        reading = returns.read(drafts.as_cells(draft), names=known, authority=draft.authority)
        wrong = list(drafts.misread(draft, reading))
        assert not wrong, f"seed {seed}, {draft.told}: {wrong}"
        accepted = [each for each in reading.judged if not returns.intake.comparison.faulty(each)]
        made, figures = made + max(1, len(draft.told)), figures + len(reading.judged)
        recorded, seed = recorded + len(accepted), seed + 1
    assert recorded > figures / 2


@pytest.mark.parametrize("start", range(0, THE_WHOLE_WAY, AT_A_TIME))
def test_no_edit_of_a_file_makes_a_figure_another(made: Path, tmp_path: Path, start: int) -> None:
    done, seed = 0, FIRST_SEED + 1_000_000 + start * 10
    while done < AT_A_TIME:
        draft = drawn(seed, most=6)
        _submit(draft, made=made, folder=tmp_path / "store", seed=seed)
        done, seed = done + max(1, len(draft.told)), seed + 1


def _submit(draft: Draft, *, made: Path, folder: Path, seed: int) -> None:
    """The whole way of one return: file, child process, findings, acceptance without its faulty rows, and the store."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, folder)
    with Store.open(folder) as store:
        outcome = returns.submit(
            store,
            data=drafts.as_file(draft),
            filename="return.xlsx",
            by="tests",
            terms=returns.Terms(authority=draft.authority, without_faulty_rows=True),
        )
        stored = store.rows("reported")
    rows, told = outcome.rows, f"seed {seed}, {draft.told}"
    assert rows.read == rows.new + rows.changed + rows.unchanged + rows.refused, told
    assert outcome.state in (State.ACCEPTED, State.REFUSED), told
    assert len(stored) == (rows.new if outcome.state is State.ACCEPTED else 0), told
    if outcome.state is State.REFUSED:
        assert any(each.severity != "note" for each in outcome.findings), told
    no_more = drafts.unknowable(draft)
    for row in stored:
        for what, column in drafts.FIGURES.items():
            assert drafts.is_true(draft, no_more, row, what, row[column]), (
                f"{told}: {what} {row[column]} in {row['cell']}"
            )
