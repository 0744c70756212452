"""Faults of a disk under the real commands: any operation fails, or the process dies there."""
