"""What `drafter check` prints, a form a module: each a function from what was checked to text."""
