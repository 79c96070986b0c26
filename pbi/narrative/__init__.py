"""Sentences, spelt figures and text alternatives from a measure's rows. Nothing here asks the store or draws."""
