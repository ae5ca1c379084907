"""Speed, memory and quality in figures: `make bench`."""
