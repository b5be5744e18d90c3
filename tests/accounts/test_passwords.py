import pytest
from sqlalchemy.orm import Session
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from roadmaps.accounts import passwords
from tests.browsing import Browser
from tests.factories.accounts import a_person


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("tre sälgar vid ån", id="a few words"),
        pytest.param("gLx7-93kQ-pp0Z", id="a random one"),
        pytest.param("karin och tre sälgar", id="the name among other words"),
        pytest.param("  mellanslag på båda sidor  ", id="spaces, which belong to it"),
        pytest.param("Correct-Horse-Battery-Staple", id="words with signs between"),
        pytest.param("パスワードは長いほど安全です", id="another writing"),
        pytest.param("x" + "".join(chr(97 + n * 7 % 26) for n in range(199)), id="as long as may be"),
        pytest.param("7391-4420-88a-5512", id="digits in groups"),
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
        pytest.param("P4ssw0rd2026!", id="signs for letters"),
        pytest.param("!!!dragon1987!!!", id="a word of the world with a year"),
        pytest.param("monkeymonkey", id="a word of the world twice"),
        pytest.param("Smartspecialisering1", id="a word of this site"),
        pytest.param("Färdplan2026!!", id="the site's name and a year"),
        pytest.param("Östersund2026", id="where people live"),
        pytest.param("qwertyuiop[]", id="a row of keys"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    assert passwords.fault_of(password, name="Karin Åslund", email="karin.aslund@example.org") is not None


def test_none_of_those_used_most_in_the_world_is_taken_where_it_is_long_enough() -> None:
    every = FREQUENCY_LISTS["passwords"]
    long_enough = [word for word in every if len(word) >= passwords.MIN_LENGTH]
    with_a_year = [f"{word}20262026" for word in every[:3000] if word.isalpha() and len(word) >= 4]

    taken = [word for word in long_enough + with_a_year if passwords.fault_of(word, name="", email="") is None]

    assert len(every) >= 3000
    assert len(long_enough) > 200
    assert len(with_a_year) > 1500
    assert taken == []


def test_people_may_paste_and_let_a_program_remember(client: Browser, session: Session) -> None:
    """Nothing stands in the way: the fields tell programs what they are for, and cut nothing off."""
    fields = {"/sign-in": {"password": "current-password", "email": "username"}}
    client.sign_in(a_person(session))
    own = client.page("/me/password")
    client.post("/sign-out")

    for name, meaning in fields["/sign-in"].items():
        assert client.page("/sign-in").css_first(f"[name={name}]").attributes["autocomplete"] == meaning
    assert own.css_first("[name=old_password]").attributes["autocomplete"] == "current-password"
    assert own.css_first("[name=password]").attributes["autocomplete"] == "new-password"
    for field in (*own.css("input[type=password]"), *client.page("/sign-in").css("input[type=password]")):
        assert not {"maxlength", "onpaste", "pattern", "minlength"} & set(field.attributes)


def test_a_password_matches_however_its_letters_were_put_together() -> None:
    stored = passwords.hash_password("tre sälgar vid ån")

    assert passwords.matches(stored, "tre sälgar vid ån")
    assert not passwords.matches(stored, "tre sälgar vid å")


def test_nothing_matches_where_no_password_is_stored() -> None:
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("not a hash", "tre sälgar vid ån")
