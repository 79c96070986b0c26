"""Sentences, spelt figures and text alternatives from a measure's rows. Nothing here asks the store or draws."""

from pbi.narrative import figures, movement, pictures, sentences

__all__ = ["figures", "movement", "pictures", "sentences"]
