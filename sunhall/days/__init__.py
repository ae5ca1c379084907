"""When one can ask in person: leaders' phone days 领导接听日 and the programme 服务热线栏目.

A sitting 场次 has guests, takes questions, and each question becomes a request only with its
caller's consent. It stands above the hotline, through whose one intake every request comes.
"""
