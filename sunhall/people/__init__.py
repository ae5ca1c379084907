"""People (K6): residents 群众 and enterprises 企业, each known once, each reading logged.

Owns: names, phones and id numbers (sealed), merging of doubles, what is held about a person,
correction and deletion (PIPL 44-47), sign-in by phone code. Knows no matter of theirs.
"""
