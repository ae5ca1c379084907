"""Sunshine 阳光公示: what everybody may see: figures with definition, n and the rows beneath.

Owns the public pages of figures (D2 first pages; D1, D3, D4 to grow).
"""
