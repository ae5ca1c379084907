"""Doors of the staff frame."""
