"""Earlier documents (范文, 依据): read, cut into passages, indexed, found again."""
