"""Numbers in addresses that no database can hold."""

import pytest

from tests.browsing import Browser


@pytest.mark.parametrize("number", [2**31, 10**30])
def test_there_is_nothing_at_them(client: Browser, number: int) -> None:
    rules = [rule.rule for rule in client.application.url_map.iter_rules() if "<int:" in rule.rule]
    assert rules

    for rule in rules:
        address = "/".join(str(number) if "<int:" in part else "ett" for part in rule.split("/")[1:])
        assert client.get(f"/{address}").status_code in {404, 405}, rule
