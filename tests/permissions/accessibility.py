"""Asks the policy of accessibility."""

from roadmaps.accessibility import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_write_statement, lambda actor, _scene: policy.may_write_statement(actor)),
    Case(policy.may_report, lambda actor, _scene: policy.may_report(actor)),
]
