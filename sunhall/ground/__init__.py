"""Ground: what every domain stands on. It knows no domain and no business word."""
