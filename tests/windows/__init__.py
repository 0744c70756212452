"""A simulation of how Windows treats files, for the tests that write: `make windows`."""
