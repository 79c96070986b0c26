"""What was promised, and is it late?"""

import pandas as pd

from pbi import measures
from pbi.narrative import figures, sentences
from pbi.narrative.year import lateness
from pbi.ui import show
from pbi.ui.frame import empty, filters
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import action_tables, bodies, passport

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question, figures=False)
actions = ask.answer(measures.actions, question)
ratings = ask.answer(measures.ratings, question, period="")
if actions.empty and ratings.empty:
    empty.nothing(question, "actions")
held = pd.concat([actions[["authority"]], ratings[["authority"]]])
judged = f"judged as at {figures.day(measures.judged_on(question))}"
show.heading("Actions", level=1, note=f"{bodies.of(held, question)}, {judged}")
show.lead(
    sentences.actions(actions), lateness.newest_ratings(ratings), lateness.noted(actions), lateness.money(actions)
)
action_tables.as_known(actions, question)

action_tables.counts(actions)
if len(ratings):
    show.heading("Quarterly ratings", note="count and percent of those rated")
    action_tables.ratings(ask.answer(measures.ratings_grid, question, period=""))
if len(actions):
    show.heading("Every action", note="those to worry about first")
    action_tables.actions(actions)
milestones = ask.answer(measures.milestones, question)
if len(milestones):
    show.heading("Milestones")
    action_tables.milestones(milestones, actions)
passport.of_page(actions)
