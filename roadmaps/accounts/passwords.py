"""Passwords: which are good enough, how they are hashed, and how one is checked without telling who exists."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from roadmaps.foundation.sentences import Sentence, say

MIN_LENGTH = 12
MAX_LENGTH = 200
_FEWEST_DIFFERENT_CHARACTERS = 5
_SHORTEST_TELLING_PART = 4

# What people write when twelve characters are asked for, here in Sweden and elsewhere; matched without digits and signs.
_COMMON = frozenset(
    [
        "password",
        "passwordpassword",
        "passord",
        "passwort",
        "lösenord",
        "losenord",
        "lösenordet",
        "mittlösenord",
        "mittlosenord",
        "hemligt",
        "hemlighet",
        "välkommen",
        "valkommen",
        "sommar",
        "vinter",
        "höst",
        "host",
        "vår",
        "var",
        "qwerty",
        "qwertyuiop",
        "qwertyuiopå",
        "asdfghjkl",
        "asdfghjklöä",
        "zxcvbnm",
        "abcdef",
        "abcdefgh",
        "abcdefghijkl",
        "letmein",
        "welcome",
        "admin",
        "administrator",
        "administratör",
        "iloveyou",
        "monkey",
        "dragon",
        "östersund",
        "ostersund",
        "jämtland",
        "jamtland",
        "härjedalen",
        "harjedalen",
        "jämtlandhärjedalen",
        "färdplan",
        "fardplan",
        "sverige",
        "football",
        "fotboll",
        "ishockey",
        "leksand",
        "brynäs",
        "frölunda",
        "modo",
    ]
)

_hasher = PasswordHasher()


def fault_of(password: str, *, name: str, email: str) -> Sentence | None:
    """What makes a new password too easy to guess, or None."""
    if len(password) < MIN_LENGTH:
        return say(
            "Use at least %(least)s characters. Three or four words in a row are easy to remember.", least=MIN_LENGTH
        )
    if len(password) > MAX_LENGTH:
        return say("Use at most %(most)s characters.", most=MAX_LENGTH)
    plain = _normal(password).casefold()
    if _without_tells(plain, name, email) is None:
        return say("The password may not be your name or your e-mail address.")
    if len(set(plain)) < _FEWEST_DIFFERENT_CHARACTERS or _repeated(_letters(plain)) in _COMMON or plain in _sequences():
        return say("Many people use this password, so it is the first to be tried. Choose another one.")
    return None


def hash_password(password: str) -> str:
    """The argon2id hash to store, with its own salt and costs in it."""
    return _hasher.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed. Takes as long when there is nothing to compare with."""
    try:
        return _hasher.verify(stored or _hash_of_nobody(), _normal(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(stored)


@cache
def _hash_of_nobody() -> str:
    return _hasher.hash("nobody has this password")


def _normal(password: str) -> str:
    # The same letter can be typed as one character or as two; keyboards differ, people should not notice.
    return unicodedata.normalize("NFKC", password)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def _repeated(letters: str) -> str:
    """The word that the letters repeat, or the letters."""
    for length in range(1, len(letters) // 2 + 1):
        if letters == letters[:length] * (len(letters) // length):
            return letters[:length]
    return letters


def _without_tells(password: str, name: str, email: str) -> str | None:
    """The password without the parts of the name and the address; None where little else remains."""
    rest = password
    for part in sorted(
        {*name.casefold().split(), *email.replace("@", " ").replace(".", " ").split(), email}, key=len, reverse=True
    ):
        if len(part) >= _SHORTEST_TELLING_PART:
            rest = rest.replace(part, "")
    return rest if rest == password or len(_letters(rest)) >= _SHORTEST_TELLING_PART else None


@cache
def _sequences() -> frozenset[str]:
    rows = ("01234567890123456789", "12345678901234567890", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz")
    return frozenset(
        row[start:end] for row in rows for start in range(len(row)) for end in range(start + MIN_LENGTH, len(row) + 1)
    )
