"""Directory (K2, S11): organisations 机构, posts 岗位 with A and B holders, staff, roles, duty.

Owns: who is accountable at any instant, leave, duty rosters, role grants with their scopes, the
three administrators who exclude each other, staff sign-in. Knows no matter that waits at a post.
"""
