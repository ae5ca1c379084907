"""Pages of the care hotline."""
