"""Matters 事项: the spine. One owner, one clock, one journal, one answer for every matter.

Owns the matter, its assignments, deadlines, pauses, answers, contact attempts, ratings, links.
It knows no kind by name: `wiring.py` teaches it requests, applications, wishes.
Rows K1–K4 and the rating of S9.
"""
