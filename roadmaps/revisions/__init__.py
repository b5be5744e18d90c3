"""The engine: histories, revisions and blocks. Everything that has a past here has it through this room.

`write` is the only way in; `states` reads what a history says now or said then; `plan_diff` compares two states;
`restore` takes an earlier one up again. What a block may hold is told by the `KindTable` of the room above.
"""
