"""What a command does from files to files, told to whoever asks: the command line, the page."""
