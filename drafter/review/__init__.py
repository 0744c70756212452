"""The page on which reviewers work: served to this machine alone, rendered here, driven by keyboard."""
