"""The `sunhall` command: everything an operator needs, one module a verb."""
