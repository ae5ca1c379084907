"""Open311 GeoReport v2 under /open311/v2/: an interface of other cities that does not move.

It reads what is published and files through the same action as every other channel.
"""
