"""What measures the index: judged queries, the systems that are asked them, and how good their rankings are."""
