"""The parts of the pages that show figures, each under its page's name."""
