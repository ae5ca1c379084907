"""Pages of the directory: organisations and posts, staff, leave and duty."""
