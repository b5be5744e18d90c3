"""Addresses of receivers, as people paste them. Nothing is asked here."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.open_internet import is_on_the_open_internet
from roadmaps.foundation.sentences import Sentence, say

LONGEST = 500
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def checked_address(typed: str, *, is_local_allowed: bool = False) -> str:
    """The address as it is kept. Where its name leads is looked at each time that something is sent.

    :raises Invalid: when it is no address that anything can be sent to
    """
    if len(typed) > LONGEST or not typed.isascii() or re.search(r"[\s\\\x00-\x1f\x7f]", typed):
        raise _refused(say("This is no address that messages can be sent to."))
    try:
        parts = urlsplit(typed)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise _refused(say("This is no address that messages can be sent to.")) from None
    if parts.username is not None or parts.password is not None or not _HOST.fullmatch(host):
        raise _refused(say("This is no address that messages can be sent to."))
    if not (is_local_allowed and parts.scheme in {"http", "https"}):
        if parts.scheme != "https" or port not in {None, 443}:
            raise _refused(say("Messages are sent only to addresses that begin with https://, on the usual port."))
        if _is_plainly_within(host):
            raise _refused(say("The address has to lead to the open internet."))
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def _is_plainly_within(host: str) -> bool:
    """What can be seen without asking anybody: an address in numbers, or a name that is of no public domain."""
    try:
        return not is_on_the_open_internet(str(ip_address(host)))
    except ValueError:
        last = host.rpartition(".")[2]
        return "." not in host or last in {"localhost", "local", "internal", "test", "invalid"} or last.isdecimal()


def _refused(why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {"address": why})
