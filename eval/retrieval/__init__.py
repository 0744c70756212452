"""What measures the index: judged queries, the systems asked them, how good their rankings are."""
