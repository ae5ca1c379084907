"""Calls: the 24-hour phone desk 电话受理 (H1, H3; GB/T 33358-2016).

Words: call 来电, seat 坐席, queue 排队, wrap-up 话后处理, third party 第三方, missed
call 漏接, call-back 回拨. A call is on one seat at most: it is claimed by a conditional update.
Nothing here adds up how long somebody was online, and nobody is ranked (国办函〔2026〕12号).
"""
