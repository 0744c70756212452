"""Those who turn bullets into sentences, and what they share."""
