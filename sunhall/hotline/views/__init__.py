"""Doors of the hotline: portal, workbench, screens."""
