"""Asks the policy of the glossary."""

from roadmaps.glossary import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_read_glossary, lambda actor, _: policy.may_read_glossary(actor)),
    Case(policy.may_write_glossary, lambda actor, _: policy.may_write_glossary(actor)),
]
