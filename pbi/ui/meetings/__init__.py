"""The parts of the pages for a meeting: the board's slides, the log of questions, the papers."""
