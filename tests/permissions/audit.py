"""Asks the policy of the audit log."""

from roadmaps.audit import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_read_audit, lambda actor, _: policy.may_read_audit(actor)),
    Case(policy.may_read_audit_of, lambda actor, scene: policy.may_read_audit_of(actor, scene.area)),
]
