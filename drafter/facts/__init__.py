"""Reads what Chinese official text states: figures, dates, titles, names, placeholders."""
