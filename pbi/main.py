"""The main script: identity, filters and menu; the page follows. ``app.py`` starts it."""

from pbi.ui.frame import shell

shell.run()
