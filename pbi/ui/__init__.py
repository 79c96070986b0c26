"""What pages draw with: the filters' question, measures and pictures kept by it, tables, text that stays text, passports."""
