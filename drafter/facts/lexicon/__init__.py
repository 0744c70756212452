"""Lists of words: place names, ordinary words, regions."""
