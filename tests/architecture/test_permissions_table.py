import pytest

from tests.permissions_table import PAGE, cases_of, policies, questions_of, table


@pytest.mark.parametrize("room", policies())
def test_every_permission_of_a_room_is_in_the_table(room: str) -> None:
    asked = {case.function for case in cases_of(room)}

    missing = [name for name, function in questions_of(policies()[room]).items() if function not in asked]

    assert not missing, f"Add a Case for {', '.join(missing)} to CASES in tests/permissions/{room}.py."


def test_the_page_of_permissions_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "Run: python -m tests.permissions_table"
