"""Sabotage: drafter broken on purpose, a fault at a time, and the gate that has to turn red."""
