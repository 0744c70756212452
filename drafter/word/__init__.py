"""A draft as an official document (公文): GB/T 9704-2012 as numbers, as OOXML, read back."""
