"""A file's way into the store: compared, accepted, marked, undone."""
