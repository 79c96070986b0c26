"""A workbook read in one pass, from its tables to candidates and findings."""
