"""Asks the policy of the strategy."""

from roadmaps.strategy import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_read_strategy, lambda actor, _: policy.may_read_strategy(actor)),
    Case(policy.may_write_strategy, lambda actor, _: policy.may_write_strategy(actor)),
]
