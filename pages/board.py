"""Show the room: the figures slide by slide, as they stood when the meeting began."""

from pbi.ui import show
from pbi.ui.figures import year_to_date
from pbi.ui.frame import empty, filters
from pbi.ui.meetings import board, questions, slides
from pbi.ui.session import identity
from pbi.ui.session.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
show.look(slides.LOOKS)
show.script(slides.SCRIPT)
deck = board.opened(question)
board.desk(deck, question)
questions.log(deck.question, deck.slides, deck.bank)
year_to_date.elsewhere(deck.question)
