"""What measures our own checks; nothing else imports from here."""
