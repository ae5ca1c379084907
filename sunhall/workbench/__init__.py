"""The staff frame: inbox, search, commands, deliveries (K1, K4; ux B4).

A door of the whole house: it asks the queries of the floors below and writes nothing itself.
"""
