"""What measures the rules of `drafter check`: defects to plant, and clean text to plant them in."""
