"""Show the room: the figures slide by slide, as they stood when the meeting began."""

from pbi.ui import board, empty, filters, identity, questions, show, slides, underway
from pbi.ui.identity import Role

identity.guard(Role.MEMBER)
question = filters.question()
empty.stop_if_empty(question)
show.look(slides.LOOKS)
show.script(slides.SCRIPT)
deck = board.opened(question)
board.desk(deck, question)
questions.log(deck.question, deck.slides, deck.bank)
underway.elsewhere(deck.question)
