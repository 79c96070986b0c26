"""Sentences, spelt figures and text alternatives from a measure's rows. Nothing here asks the store or draws."""

from pbi.narrative import availability, control, demand, figures, forecasts, movement, pictures, promises, sentences

__all__ = ["availability", "control", "demand", "figures", "forecasts", "movement", "pictures", "promises", "sentences"]
