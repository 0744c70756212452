"""How a text is written, measured on its sentences: what separates a report from notes."""
