"""The page of `drafter start`: what the commands do, for people without a terminal."""
