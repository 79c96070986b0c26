"""What a board reads: its slides, and the questions it would ask."""
