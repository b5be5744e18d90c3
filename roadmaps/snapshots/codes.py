"""The short code of a version: what is printed at the foot of a page, and typed by somebody who holds only the paper.

It is the beginning of the hash in an alphabet that can be read aloud and copied by hand: no letter looks like a digit or
like another letter, and without vowels no word arises by chance. A code leads to a version; that nothing in a copy has
been changed is told by the whole hash only.
"""

import re

ALPHABET = "23456789CDFHJKMNPQRTVWX"
LENGTH = 10
# What the alphabet leaves out because it looks like something in it.
_LOOKS_LIKE = str.maketrans({"B": "8", "S": "5", "Z": "2", "G": "6", "U": "V", "Y": "V"})
# So many hexadecimal digits fit in a code of that length: 16**11 is less than 23**10.
_DIGITS_OF_HASH = 11
_IGNORED = re.compile(r"[\s·.–—-]")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def code_of(sha256: str) -> str:
    """The short code of a hash, in two groups."""
    rest, found = int(sha256[:_DIGITS_OF_HASH], 16), ""
    for _ in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        found = ALPHABET[place] + found
    return f"{found[:5]}-{found[5:]}"


def address_of(code: str, site: str) -> str:
    """Where a code leads, as a whole address."""
    return f"{site}/v/{code}"


def start_of_hash(typed: str) -> str | None:
    """With what the hashes begin that have this code; None for what is none, however it is spaced or written."""
    code = _IGNORED.sub("", typed).upper().translate(_LOOKS_LIKE)
    if not _CODE.fullmatch(code):
        return None
    number = 0
    for sign in code:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    start = f"{number:0{_DIGITS_OF_HASH}x}"
    return start if len(start) == _DIGITS_OF_HASH else None
