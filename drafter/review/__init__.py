"""The page on which reviewers work: served to this machine alone, driven by keyboard."""
