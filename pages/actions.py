"""What was promised, and is it late?"""

import pandas as pd

from pbi import measures
from pbi.narrative import figures, promises, sentences
from pbi.ui import ask, bodies, empty, filters, identity, passport, show, work
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question, figures=False)
actions = ask.asked(measures.actions, question)
ratings = ask.asked(measures.ratings, question, period="")
if actions.empty and ratings.empty:
    empty.nothing(question, "actions")
held = pd.concat([actions[["authority"]], ratings[["authority"]]])
judged = f"judged as at {figures.day(measures.judged_on(question))}"
show.heading("Actions", level=1, note=f"{bodies.of(held, question)}, {judged}")
show.lead(sentences.actions(actions), work.ratings_said(ratings), promises.noted(actions), promises.money(actions))
work.as_known(actions, question)

work.counts(actions)
if len(ratings):
    show.heading("Quarterly ratings", note="count and percent of those rated")
    work.ratings(ask.asked(measures.ratings_grid, question, period=""))
if len(actions):
    show.heading("Every action", note="those to worry about first")
    work.actions(actions)
milestones = ask.asked(measures.milestones, question)
if len(milestones):
    show.heading("Milestones")
    work.milestones(milestones, actions)
passport.of_page(actions)
