"""API: the same actions and queries for other systems, under /api/v1/, by key and with problems."""
