"""Sentences, spelt figures and text alternatives from a measure's rows. Nothing here asks the store or draws."""

from pbi.narrative import figures, forecasts, movement, pictures, sentences

__all__ = ["figures", "forecasts", "movement", "pictures", "sentences"]
