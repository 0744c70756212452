"""Prints the results of a run as text, JSON, JUnit and a page."""
