"""A comparison for programs, for a terminal, and as a page."""
