"""What is said of a year under way: returns to come, figures to date, the forecast, actions."""
