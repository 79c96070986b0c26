"""From a sheet to its tables: where they begin and end, what each column is for, and what is beside them."""
