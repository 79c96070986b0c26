"""Are we different from the others?"""

from pbi import measures
from pbi.narrative import compare as words
from pbi.ui import show
from pbi.ui.figures import compare
from pbi.ui.frame import empty, filters
from pbi.ui.session import ask, identity
from pbi.ui.session.identity import Role
from pbi.ui.tables import bodies, passport, tables

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
if not question.indicators:
    compare.offer(question)
rows = ask.answer(measures.compare, question)
if rows.empty or rows["outturn"].isna().all():
    empty.nothing(question, "figures of this indicator by authority", in_part=True)
first = rows.iloc[0]
show.heading(f"{first['indicator']} {first['indicator_name']} in {question.period}", level=1)
show.note(f"{bodies.of(rows[rows['outturn'].notna()], question)} · {compare.described(first)}")
asked = [words.of_asked(row) for row in tables.records(rows[rows["is_asked"]])]
show.lead(
    words.headline(rows, whose=compare.whose(rows, question)),
    *asked,
    compare.source(question),
    words.left_out(rows),
    words.by_chance(rows),
)

compare.pictures(rows, question)
compare.in_order(rows)
compare.over_years(rows)
passport.of_page(rows)
