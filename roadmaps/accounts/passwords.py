"""Passwords: which are good enough, how they are hashed, and how one is checked without telling who exists."""

import string
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from roadmaps.foundation.later import later
from roadmaps.foundation.sentences import Sentence, say

if TYPE_CHECKING:
    from zxcvbn import frequency_lists
else:
    frequency_lists = later("zxcvbn.frequency_lists")

MIN_LENGTH = 12
MAX_LENGTH = 200
_FEWEST_DIFFERENT_CHARACTERS = 5
_SHORTEST_TELLING_PART = 4

# What people here write when twelve characters are asked for, besides what the whole world writes (`_used_most`): matched
# without digits and signs, also when it stands there twice.
_SITE = frozenset(
    [
        "administratör",
        "administrator",
        "brynäs",
        "fotboll",
        "frölunda",
        "fardplan",
        "färdplan",
        "färdplanen",
        "harjedalen",
        "hemlighet",
        "hemligt",
        "host",
        "höst",
        "härjedalen",
        "innovation",
        "ishockey",
        "jamtland",
        "jämtland",
        "jämtlandhärjedalen",
        "kommunen",
        "leksand",
        "losenord",
        "losenordet",
        "lösenord",
        "lösenordet",
        "mittlosenord",
        "mittlösenord",
        "modo",
        "ostersund",
        "processledare",
        "processledaren",
        "regionen",
        "regional",
        "regionjämtland",
        "regionjämtlandhärjedalen",
        "roadmap",
        "roadmaps",
        "samordnare",
        "samordnaren",
        "smartspecialisation",
        "smartspecialisering",
        "smartspecialiseringsstrategi",
        "sommar",
        "strategi",
        "strategin",
        "styrkeområde",
        "styrkeområden",
        "styrkeomrade",
        "sverige",
        "utveckling",
        "vinter",
        "vår",
        "välkommen",
        "valkommen",
        "östersund",
    ]
)
# Signs that are put for letters, as if nobody had thought of it before.
_LETTERS_FOR_SIGNS = str.maketrans("01345789@$!", "oieastbgasi")
_SHORTEST_WORD = 3

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
    if len(set(plain)) < _FEWEST_DIFFERENT_CHARACTERS or plain in _sequences() or _is_used_by_many(plain):
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


def _is_used_by_many(plain: str) -> bool:
    """Whether it is a word from the lists: as it stands, with digits and signs around it, twice over, or with 4 for a."""
    inner = plain.strip(string.digits + string.punctuation + " ")
    letters = {_letters(one) for text in (plain, inner) for one in (text, text.translate(_LETTERS_FOR_SIGNS))}
    words = {plain, *letters}
    words |= {_repeated(word) for word in words}
    return any(len(word) >= _SHORTEST_WORD and (word in _SITE or word in _used_most()) for word in words)


@cache
def _used_most() -> frozenset[str]:
    """The thirty thousand that are used most in the world, as they have leaked."""
    return frozenset(_normal(word).casefold() for word in frequency_lists.FREQUENCY_LISTS["passwords"])


@cache
def _sequences() -> frozenset[str]:
    rows = ("01234567890123456789", "12345678901234567890", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz")
    return frozenset(
        row[start:end] for row in rows for start in range(len(row)) for end in range(start + MIN_LENGTH, len(row) + 1)
    )
