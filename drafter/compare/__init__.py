"""Two reports beside each other: sections, sentences, facts, gaps, findings and words, each matched with its like."""
