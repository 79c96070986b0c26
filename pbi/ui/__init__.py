"""What pages draw with: filters, measures and pictures kept by question, tables, text that stays text."""
