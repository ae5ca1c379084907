"""Hotline 阳光热线: requests from every channel, and the compulsory dialogue 群众约谈.

Owns the request, its class tree, the dispatch catalogue, dialogues, rooms, legal volunteers,
revisits, imports. Teaches the spine the kind `request`. Rows H2–H6, H8 (H1–H14 as they grow).
"""
