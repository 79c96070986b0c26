"""From a cell to a value: numbers, days, words for a figure that is not there, headings, rows."""
