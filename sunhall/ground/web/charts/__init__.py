"""Charts: numbers to inline SVG, plain Python, no script and no inline style (ux.md C3)."""
