"""Adapters: how each channel comes into the house. `channels.py` lists them."""
