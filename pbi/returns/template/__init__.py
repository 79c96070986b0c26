"""The workbook that an authority fills."""
