"""Sealed: personal facts encrypted at rest, found by blind index, shown behind masks (K6).

Words: sealed 加密, key ring 密钥环, blind index 盲索引, mask 脱敏. It has no rows of its own and
knows no domain; it may import only `kit`.
"""
