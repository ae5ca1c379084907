"""The citizen frame: home, search, my matters, published cases, help, cookies (D1, S9).

A door of the whole house: it asks the queries of the floors below and writes nothing.
"""
