"""Send a return, see what it does, undo it."""

from pbi.ui import show
from pbi.ui.frame import filters
from pbi.ui.returns import expected, intake, submissions
from pbi.ui.session import address, identity, stores
from pbi.ui.session.identity import Role

identity.guard(Role.OFFICER)
show.heading("Returns", level=1)
if stores.is_open_for_writing(address.value("store")):
    show.lead("Send the workbook or the table you already have; nothing counts until you accept it.")
    intake.send()
elif address.value("store") == stores.EXAMPLE:
    show.lead(
        "The example is for reading only.", "Start with your own workbook to send a return; the example stays as it is."
    )
else:
    show.lead(
        "Another program is using this store, so it can only be read here.", "Close it, then load this page again."
    )
expected.draw(filters.question())
submissions.history()
