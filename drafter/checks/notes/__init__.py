"""Rules on a report beside its notes: FIG1xx BUL1xx GAP1xx LEK1xx NOT1xx."""
