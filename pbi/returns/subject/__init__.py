"""What a row is about: authority, period, indicator, action; and what the store has of it."""
