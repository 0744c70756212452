"""Proves that an answer states what its bullet states, and nothing else."""
