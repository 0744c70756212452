"""What measures drafter for those who develop it. The wheel lacks it; drafter never imports it."""
