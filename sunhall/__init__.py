"""Sunhall 阳光政务: every matter a person brings gets one owner, one clock and one answer."""
