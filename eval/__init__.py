"""What measures drafter for those who develop it; not part of the wheel, and never imported by drafter."""
