"""Outturn: performance by indicator. Excel returns in; outturn, status and trend out, each figure with its cell."""

__version__ = "0.2.0"
