"""The rules a report is judged by, a file each: on its text, its notes, a draft, the Word file."""
