"""Pictures from a measure's rows: frame in, Altair out. Nothing here asks the store."""

from pbi.charts import charted, control, demand, forecast, scorecard, spark, theme, trend

__all__ = ["charted", "control", "demand", "forecast", "scorecard", "spark", "theme", "trend"]
