"""Pages of phone days and programmes."""
