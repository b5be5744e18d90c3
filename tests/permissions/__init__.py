"""What the table of permissions is made of: one file for each room, which asks every `may_…` of its policy.

A room's file has `CASES`, a list of `Case`. Each names the function, tells the circumstances in a few words, and asks
it on behalf of a caller. `tests.permissions_table` puts the answers into docs/permissions.md.
"""
