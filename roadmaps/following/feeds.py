"""What has happened as an Atom feed (RFC 4287). No Flask: what is told is handed in as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# XML knows no way to write these.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One thing that has happened; `key` never changes, and `html` is what it says, as markup."""

    key: str
    title: str
    html: str
    address: str
    at: datetime
    author: str


@dataclass(frozen=True)
class Feed:
    """A feed: its own address (which is its identity too), the page that it tells of, and what it tells."""

    title: str
    language: str
    address: str
    page: str
    author: str
    begun_at: datetime
    entries: Sequence[Entry]

    @property
    def updated_at(self) -> datetime:
        """When something last happened; the beginning where nothing has."""
        return max((one.at for one in self.entries), default=self.begun_at)


def atom(feed: Feed, *, host: str) -> bytes:
    """The feed as it goes over the wire."""
    root = Element("feed", {"xmlns": ATOM, XML_LANG: feed.language})
    _say(root, "id", feed.address)
    _say(root, "title", feed.title)
    _say(root, "updated", _time(feed.updated_at))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _say(SubElement(root, "author"), "name", feed.author)
    for one in feed.entries:
        entry = SubElement(root, "entry")
        # A tag URI (RFC 4151): it stays the same also when the site moves its pages about.
        _say(entry, "id", f"tag:{host},2026:{one.key}")
        _say(entry, "title", one.title)
        _say(entry, "updated", _time(one.at))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.address})
        if one.author:
            _say(SubElement(entry, "author"), "name", one.author)
        _say(entry, "content", one.html).set("type", "html")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(root, encoding="utf-8", xml_declaration=False))


def _say(under: Element, name: str, text: str) -> Element:
    element = SubElement(under, name)
    element.text = _UNWRITABLE.sub(" ", text)
    return element


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
