"""E-mail addresses as this product knows them: checked, in ASCII, in lower case, so that one person is one row."""

from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, StringConstraints

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say

MAX_LENGTH = 254


def normalised(address: str) -> str:
    """The address as it is stored; raises Fault where it is none. A line break, as in header injection, is a fault."""
    try:
        parts = validate_email(address.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise Fault(say("Write an e-mail address, such as name@example.org.")) from None
    if "=?" in address:
        # Mail programs would read it as a word in another encoding, which may hold anything.
        raise Fault(say("Write an e-mail address, such as name@example.org."))
    assert parts.ascii_email is not None  # given, as addresses outside ASCII were refused
    return parts.ascii_email.lower()


def as_typed(address: str) -> str:
    """The stored form of what someone typed at the door, or the typed words themselves if they are no address."""
    try:
        return normalised(address)
    except Fault:
        return address.strip().lower()[:MAX_LENGTH]


EmailAddress = Annotated[str, StringConstraints(max_length=MAX_LENGTH), AfterValidator(normalised)]
