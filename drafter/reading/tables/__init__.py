"""A division's tables → notes: each figure is a cell's own, each bullet names its row."""
