"""Two reports beside each other: what became of sections, sentences, facts, gaps and findings."""
