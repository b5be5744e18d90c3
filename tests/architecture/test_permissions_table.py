import pytest

from tests import permissions_mutants
from tests.permissions.scene import Scene
from tests.permissions_table import ALWAYS, PAGE, cases_of, policies, questions_of, table


@pytest.mark.parametrize("room", policies())
def test_every_permission_of_a_room_is_in_the_table(room: str) -> None:
    asked = {case.function for case in cases_of(room)}

    missing = [name for name, function in questions_of(policies()[room]).items() if function not in asked]

    assert not missing, f"Add a Case for {', '.join(missing)} to CASES in tests/permissions/{room}.py."


def test_the_page_of_permissions_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "Run: python -m tests.permissions_table"


@pytest.mark.parametrize("room", policies())
def test_no_rule_could_be_turned_round_unseen(room: str) -> None:
    """A rule that always said yes, or always no, would change the page: each says both to somebody in some case."""
    scene = Scene()
    callers = scene.callers().values()
    said = {
        name: {
            bool(case.ask(caller, scene)) for case in cases_of(room) if case.function is function for caller in callers
        }
        for name, function in questions_of(policies()[room]).items()
    }

    one_sided = {f"{room}.{name}" for name, answers in said.items() if answers != {True, False}}
    always = {one for one in ALWAYS if one.startswith(f"{room}.")}
    assert one_sided == always, (
        f"{one_sided ^ always}: ask it in tests/permissions/{room}.py where it says the other thing."
    )
    assert all(said[one.partition(".")[2]] == {True} for one in always)


def test_every_condition_that_is_told_to_change_nothing_still_changes_nothing() -> None:
    """All other conditions: bin/mutate-permissions."""
    told = permissions_mutants.NEEDLESS

    living = {mutant.name for mutant, lives in permissions_mutants.living(told.__contains__) if lives}

    assert living == set(told), f"Take it out of NEEDLESS: {set(told) - living}."
