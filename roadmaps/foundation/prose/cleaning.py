"""What HTML may come out. Two cleaners of different make stand behind each other: bleach, then nh3.

An address is kept as it is or dropped; nothing is repaired after it has been checked.
"""

import re

import bleach
import nh3
from bleach.sanitizer import Cleaner

TAGS = frozenset(
    {"a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr"}
    | {
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "section",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
CLASSES = {
    "a": {"wiki-link", "wiki-link-unresolved", "external", "footnote-ref", "footnote-backref"},
    "div": {"table-scroll", "footnote"},
    "li": {"task-list-item"},
    "sup": {"footnote-ref"},
    "section": {"footnotes"},
    "span": {"task-done", "task-open"},
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id", "rel"},
    "div": {"tabindex", "role"},
    "img": {"src", "alt", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"colspan"},
    "th": {"scope", "colspan"},
    "abbr": {"title"},
}
SCHEMES = {"http", "https", "mailto"}
_ADDRESS = re.compile(r"(?:https?://[^\s\\]+|mailto:[^\s\\]+|/(?![/\\])[^\s\\]*|#[^\s\\]*|/)", re.IGNORECASE)
# A picture is a file of this site, so that no other site learns who reads.
_PICTURE = re.compile(r"/files/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_IDENTITY = re.compile(r"[a-z0-9-]{1,120}")


def clean(html: str) -> str:
    """Only what a text needs, from whatever came in."""
    return clean_again(clean_once(html))


def clean_once(html: str) -> str:
    """The first cleaner."""
    return _BLEACH.clean(html)


def clean_again(html: str) -> str:
    """The last gate."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        attribute_filter=_filter,
        url_schemes=SCHEMES,
        link_rel=None,
        set_tag_attribute_values={},
        strip_comments=True,
    )


def may_lead_there(address: str) -> bool:
    """Whether a link may have this address: the web, mail, a page of this site, or a place in the same text."""
    return _ADDRESS.fullmatch(address) is not None


def is_picture(address: str) -> bool:
    """Whether a picture may be fetched from this address: it is one of a file that was taken in here."""
    return _PICTURE.fullmatch(address) is not None


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return bool(value) and set(value.split()) <= CLASSES.get(tag, set())
    if name == "href":
        return may_lead_there(value)
    if name == "src":
        return tag == "img" and is_picture(value)
    if name == "loading":
        return tag == "img" and value == "lazy"
    if name == "rel":
        return value == "noopener noreferrer nofollow"
    if name == "id":
        return name in ATTRIBUTES.get(tag, set()) and _IDENTITY.fullmatch(value) is not None
    return name in ATTRIBUTES.get(tag, set())


def _filter(tag: str, name: str, value: str) -> str | None:
    return value if _allowed(tag, name, value) else None


_BLEACH = Cleaner(tags=TAGS, attributes=_allowed, protocols=SCHEMES, strip=True, strip_comments=True)
assert bleach.__version__ == "6.4.0", "read the notes of the new release before trusting it with the first gate"
