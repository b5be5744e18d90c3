"""Asks the policy of open data."""

from roadmaps.open_data import policy
from tests.permissions.scene import Case

CASES = [Case(policy.may_describe, lambda actor, _: policy.may_describe(actor))]
