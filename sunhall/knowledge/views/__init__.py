"""Doors of the knowledge base."""
