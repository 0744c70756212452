"""drafter: bullet-point notes in, a proved first draft of a Chinese government work report out."""

__version__ = "0.1.0"
