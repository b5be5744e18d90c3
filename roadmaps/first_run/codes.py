"""What a code looks like: sixteen signs that are hard to mistake for each other, four by four."""

import hashlib
import secrets

# Letters and digits without I, L, O and U (Crockford): what is read as one of them is taken for what it looks like.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_GROUP = 4
_MISREAD = str.maketrans("OIL", "011")


def new_code() -> str:
    """A code of 80 random bits, such as ``7H2K-90QZ-M4TR-X8WE``."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def hash_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    plain = "".join(code.split()).replace("-", "").upper().translate(_MISREAD)
    return hashlib.sha256(plain.encode()).hexdigest()
