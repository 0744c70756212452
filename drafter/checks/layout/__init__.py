"""Rules on the Word file: DOC1xx."""
