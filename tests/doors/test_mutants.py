"""A few rules turned into their opposites: the table must notice. All of them: bin/mutate-permissions."""

import pytest

from tests.doors import mutating
from tests.doors.asking import Asking

RULES = {
    ("roadmap.may_read", True): "GET /areas/<slug>/activities",
    ("roadmap.may_write", True): "POST /blocks/<uuid:block_id>/edit",
    ("roadmap.may_comment", True): "POST /areas/<slug>/threads",
    ("roadmap.may_moderate", True): "POST /areas/<slug>/roadmap/lock",
    ("roadmap.may_moderate", False): "POST /areas/<slug>/roadmap/lock",
    ("consultation.may_read_answers", True): "GET /consultees/<uuid:consultee_id>/letters/<uuid:letter_id>",
}
MARKED = {
    "GET /administration": "accounts.administration",
    "GET /me": "accounts.me",
    "POST /people/<uuid:person_id>/deactivation": "accounts.deactivate",
}


@pytest.mark.parametrize(("rule", "says"), RULES, ids=lambda value: str(value))
def test_a_rule_that_always_says_the_same_is_noticed(rule: str, says: bool, asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == RULES[rule, says])

    with mutating.watched(), mutating.turned(rule, says=says):
        noticed = mutating.differs(asking, door)

    assert noticed


@pytest.mark.parametrize("name", MARKED)
def test_a_view_without_its_mark_is_noticed(name: str, asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == name)

    with mutating.without_mark(asking, MARKED[name]):
        noticed = mutating.differs(asking, door)

    assert noticed


def test_rules_are_what_they_were_after_a_mutant(asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == "GET /administration")

    with mutating.watched(), mutating.turned("accounts.may_administer", says=True):
        pass

    assert not mutating.differs(asking, door)
