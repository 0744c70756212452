"""Prints a comparison for a terminal, for programs and as a page."""
