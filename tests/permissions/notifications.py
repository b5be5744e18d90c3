"""Asks the policy of letters."""

from roadmaps.notifications import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_see_mail, lambda actor, _: policy.may_see_mail(actor)),
]
