"""Places (K5): one map of division codes 行政区划代码, from province down to household group.

Owns: the code, name, level and parent of every place, since when and until when; how a place is
found by name or pinyin; what "within" means for scopes. Knows nobody who lives there.
"""
