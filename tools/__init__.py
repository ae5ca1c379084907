"""Tools for building and checking Sunhall; no part of the product."""
