"""drafter batch: a folder of units drafted in processes, here or on a cluster of machines."""
