"""Kit: one-noun pure modules without Django: verdict, refusal, now, digest, numbering, table."""
