"""Is this one getting better, and is it real?"""

from pbi import measures
from pbi.narrative import sentences
from pbi.ui import show
from pbi.ui.figures import changes, control, forecasts, history, notices, series, year_to_date
from pbi.ui.frame import empty, filters
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import action_tables, bodies, commentary, lists, passport

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
scorecard = changes.beside(ask.answer(measures.scorecard, question), question)
if not question.indicators:
    show.heading("Indicators", level=1, note=bodies.shown(question))
    show.lead(sentences.without_status(scorecard) or f"No figures for {question.period}.", "Choose one above or below.")
    if not changes.chosen(scorecard, question):
        lists.indicators(sentences.headline_rows(scorecard))
    empty.end()

trend = ask.answer(measures.trend, question)
if trend.empty:
    empty.nothing(question, "figures of this indicator")
rows = series.subjects(scorecard, trend)
show.heading(f"{rows[0]['indicator']} {rows[0]['indicator_name']}", level=1)
show.note(series.described(rows), *series.compared())
ahead = forecasts.rows(question)
show.lead(*(year_to_date.lead(question, ahead) or series.lead(rows)))
notices.of_indicator(question, rows)
changes.how_sure_of(rows)

control.or_trend(trend, question, rows[0], ahead=ahead)
forecasts.part(ahead, told=year_to_date.is_under_way(question))
changes.three_years(question, trend)
left, right = lists.columns(1, 1)
with left:
    show.heading("Commentary", note="beside the figure it speaks of")
    commentary.commentary(ask.answer(measures.commentary, question), trend)
with right:
    show.heading("Actions that answer it")
    action_tables.actions(ask.answer(measures.actions, question, services=()), brief=True)
commentary.circumstances(ask.answer(measures.circumstances, question))
history.of_indicator(question)
passport.of_figures(question, rows, scorecard)
