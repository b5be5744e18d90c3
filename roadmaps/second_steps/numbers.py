"""The codes themselves: six digits that an app shows for half a minute, and sixteen signs that are kept on paper."""

import secrets
from datetime import datetime

import pyotp
from pyotp.exceptions import OTPVerificationError

DIGITS = 6
SECONDS = 30
# A clock that is half a minute wrong is common; more would give whoever guesses more to hit.
STEPS_ASIDE = 1
HOW_MANY_RECOVERY_CODES = 10
# Digits and letters without those that look alike: five bits each.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_secret() -> str:
    """160 random bits in the letters that apps read."""
    return pyotp.random_base32()


def address_for_apps(secret: str, *, person: str, site: str) -> str:
    """What the square picture says to an app: the secret, and by which name it is listed."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=site)


def in_groups(text: str) -> str:
    """Four signs at a time, for whoever types them."""
    return " ".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """In which half minute since 1970 an app shows this code; None unless it is now, just before or just after."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=at, valid_window=STEPS_ASIDE)
    except OTPVerificationError:
        return None


def as_app_code(typed: str) -> str | None:
    """The six digits, if that is what was typed, with or without spaces."""
    code = "".join(typed.split())
    return code if len(code) == DIGITS and code.isascii() and code.isdigit() else None


def new_recovery_code() -> str:
    """80 random bits: nobody guesses them, however fast they are compared."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def as_recovery_code(typed: str) -> str | None:
    """The code as it is kept, however it was typed; None for what cannot be one."""
    code = "".join(sign for sign in typed.upper().translate(_READ_AS) if sign not in " -–\t\r\n")
    return code if len(code) == _LENGTH and set(code) <= set(_SIGNS) else None


def on_paper(code: str) -> str:
    """The code as people see it."""
    return in_groups(code).replace(" ", "-")
