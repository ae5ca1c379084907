"""Clocks (K3): the working calendar 工作日历, office hours 办公时间, limits 期限, lights 灯.

Owns: what a working day is, where and since when; how a limit is counted and explained day by
day; the table of statutory and promised limits. Knows no matter and no deadline row.
"""
