"""Earlier documents, whatever files they are kept in → their text, block by block."""
