"""Pages of the place map."""
