"""Lines: telephone exchanges 电话交换机, whoever made them, behind one interface (H1).

Words: exchange 交换机, line (one telephone connection as the exchange names it), leg 通话分支,
order (what we ask the exchange to do). An exchange tells facts; the floors above were taught to
heed them. Orders are rows of the caller's transaction, sent at once when it commits.
"""
