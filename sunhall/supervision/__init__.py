"""Supervision 督查: sees every clock by reading the journal and the spine; nobody below can tell
it anything else.

Owns the cockpit of supervisors and leaders (V1 begun; V2–V7 to come).
"""
