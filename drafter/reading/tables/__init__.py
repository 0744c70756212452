"""A division's tables → notes: every figure a cell's own, every bullet with the row it comes from."""
