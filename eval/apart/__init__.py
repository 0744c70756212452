"""Scoring that stands apart from drafting: what a person marked, read out of the Word file.

Nothing here knows how drafter reads figures, notes or Word files: expected is what the marks of a
case say, and what a draft says is read from its .docx by `wordfile` and `residue`.
"""
