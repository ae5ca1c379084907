"""Reports 日报、周报、月度分析: the ten elements of a period, its words, and where they went (H9).

Owns the released versions of each period's report; counts from the journal and changes nothing.
"""
