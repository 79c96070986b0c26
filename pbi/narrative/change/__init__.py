"""What is said of change: whether a result moved, how sure that is, and what was said before."""
