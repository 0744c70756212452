"""A draft as an official document (公文): GB/T 9704-2012 in numbers, as OOXML, written and read back."""
