"""The parts of the Returns page: sending, checking, correcting, expecting."""
