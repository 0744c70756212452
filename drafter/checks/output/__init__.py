"""Prints findings as text, JSON, JUnit, SARIF and HTML."""
