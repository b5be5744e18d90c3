"""Addresses of other installations, as people paste them, and where the data behind them is. Nothing is fetched here."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say

LONGEST = 500
_SLUG = r"[a-z0-9-]{1,200}"
_VERSION = re.compile(rf"(/areas/{_SLUG}/snapshots/[0-9]{{1,9}})(?:/.*)?")
_AREA = re.compile(rf"(/areas/{_SLUG})(?:/.*)?")
_SHARED = re.compile(r"(/shared/[A-Za-z0-9_-]{20,100})(?:/.*)?")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def data_address(typed: str, *, is_local_allowed: bool = False) -> str:
    """Where the data of what somebody pasted is: the page of an area, a version, a shared link, or the data itself.

    :raises Invalid: when it is no address that can be fetched
    """
    parts = _checked(typed.strip(), is_local_allowed=is_local_allowed)
    path = parts.path or "/"
    if found := _VERSION.fullmatch(path):
        return _at(parts, f"{found[1]}/files/json")
    if found := _AREA.fullmatch(path):
        return _at(parts, f"{found[1]}/published.json")
    if found := _SHARED.fullmatch(path):
        return _at(parts, f"{found[1]}/roadmap.json")
    return _at(parts, path, parts.query)


def newest_address(address: str) -> str:
    """Where the newest version is, of what was once fetched at the address of a certain one."""
    parts = urlsplit(address)
    found = _VERSION.fullmatch(parts.path)
    return _at(parts, f"{found[1].partition('/snapshots/')[0]}/published.json") if found else address


def site_of(address: str) -> str:
    """The other installation, without a slash at the end; empty for what came as a file."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def is_secret(address: str) -> bool:
    """Whether the address holds a secret that somebody was trusted with."""
    return _SHARED.fullmatch(urlsplit(address).path) is not None


def _checked(typed: str, *, is_local_allowed: bool) -> SplitResult:
    if len(typed) > LONGEST or not typed.isascii() or re.search(r"[\s\\\x00-\x1f\x7f]", typed):
        raise _refused(say("This is no address that can be fetched. Paste it as it stands in the browser."))
    try:
        parts = urlsplit(typed)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise _refused(say("This is no address that can be fetched. Paste it as it stands in the browser.")) from None
    if parts.username is not None or parts.password is not None or not _HOST.fullmatch(host):
        raise _refused(say("This is no address that can be fetched. Paste it as it stands in the browser."))
    if is_local_allowed and parts.scheme in {"http", "https"}:
        return parts
    if parts.scheme != "https" or port not in {None, 443}:
        raise _refused(say("Only addresses that begin with https:// are fetched."))
    return parts


def _at(parts: SplitResult, path: str, query: str = "") -> str:
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, ""))


def _refused(why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {"address": why})
