"""The documents of the trade: notes, outline, draft and its views, report, house style."""
