"""Pages about people: sign-in and own data for residents, look-up for the desk."""
