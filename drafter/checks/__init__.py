"""The rules a report is judged by, a file each: on its text, beside its notes, on a draft, on the Word file."""
