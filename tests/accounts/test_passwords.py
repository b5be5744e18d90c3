import pytest

from roadmaps.accounts import passwords


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("tre sälgar vid ån", id="a few words"),
        pytest.param("gLx7-93kQ-pp0Z", id="a random one"),
        pytest.param("karin och tre sälgar", id="the name among other words"),
    ],
)
def test_a_password_that_is_hard_to_guess_is_taken(password: str) -> None:
    assert passwords.fault_of(password, name="Karin Åslund", email="karin.aslund@example.org") is None


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("kort", id="too short"),
        pytest.param("x" * 201, id="too long"),
        pytest.param("karin åslund", id="the name"),
        pytest.param("karin.aslund@example.org", id="the address"),
        pytest.param("KarinÅslund2026", id="the name and a year"),
        pytest.param("lösenord12345", id="a common word and digits"),
        pytest.param("Passwordpassword", id="a common word twice"),
        pytest.param("123456789012", id="digits in a row"),
        pytest.param("aaaaaaaaaaaa", id="one letter"),
        pytest.param("abababababab", id="two letters"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    assert passwords.fault_of(password, name="Karin Åslund", email="karin.aslund@example.org") is not None


def test_a_password_matches_however_its_letters_were_put_together() -> None:
    stored = passwords.hash_password("tre sälgar vid ån")

    assert passwords.matches(stored, "tre sälgar vid ån")
    assert not passwords.matches(stored, "tre sälgar vid å")


def test_nothing_matches_where_no_password_is_stored() -> None:
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("not a hash", "tre sälgar vid ån")
