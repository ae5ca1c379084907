"""Journal: append-only chained entries, their deliveries, the worker and the verifier (K4)."""
