"""The cleaners with one thing taken away: a step left out, or something more let through, one at a time.

Each is a mistake that somebody could make in `roadmaps.foundation.prose.cleaning`. `bin/mutate-cleaning` makes them all and
tells which of them the tests would not have seen.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import nh3
from bleach.sanitizer import Cleaner

from roadmaps.foundation.prose import cleaning, parsing, shaping

HARMFUL_TAGS = (
    "script",
    "style",
    "iframe",
    "svg",
    "form",
    "input",
    "button",
    "base",
    "meta",
    "link",
    "object",
    "math",
    "title",
)
HARMFUL_ATTRIBUTES = ("onclick", "onerror", "style", "target", "name", "data-controller", "srcdoc", "formaction")
SCHEMES = ("javascript", "data", "vbscript", "ftp", "file")


@dataclass(frozen=True)
class Weakening:
    """One mistake: what it is called, and how it is made."""

    name: str
    make: Callable[[], dict[tuple[Any, str], Any]]

    @contextmanager
    def made(self) -> Iterator[None]:
        """The cleaners as they are with the mistake in them."""
        changes = self.make()
        before = {(where, name): getattr(where, name) for where, name in changes}
        for (where, name), value in changes.items():
            setattr(where, name, value)
        try:
            yield
        finally:
            for (where, name), value in before.items():
                setattr(where, name, value)


UNCHANGED = Weakening("nothing is changed", lambda: _cleaners())


def all_weakenings() -> list[Weakening]:
    """Every one of them."""
    return [*_steps(), *_let_in(), *_taken_away(), *_addresses()]


def _steps() -> Iterator[Weakening]:
    """A step that is not taken."""
    yield Weakening("the first cleaner is left out", lambda: {(cleaning, "clean_once"): lambda html: html})
    yield Weakening("the last cleaner is left out", lambda: {(cleaning, "clean_again"): lambda html: html})
    yield Weakening("nothing is cleaned", lambda: {(parsing, "clean"): lambda html: html})
    yield Weakening("numbers of letters are not looked at", lambda: {(parsing, "is_unwanted"): lambda one: False})
    yield Weakening(
        "links are not looked at when they are shaped", lambda: {(shaping, "may_lead_there"): lambda one: True}
    )
    yield Weakening(
        "pictures are not looked at when they are shaped", lambda: {(shaping, "is_picture"): lambda one: True}
    )
    for name in ("class", "href", "src", "loading", "rel", "id"):
        yield Weakening(f"values of {name} are not looked at", lambda name=name: _cleaners(ignored=name))  # type: ignore[misc]
    yield Weakening("comments stay, first", lambda: _cleaners(comments_first=True))
    yield Weakening("comments stay, last", lambda: _cleaners(comments_last=True))


def _let_in() -> Iterator[Weakening]:
    """Something more that both cleaners let through."""
    for tag in HARMFUL_TAGS:
        yield Weakening(f"<{tag}> is let in", lambda tag=tag: _cleaners(tags={tag}))  # type: ignore[misc]
    for name in HARMFUL_ATTRIBUTES:
        yield Weakening(f"{name} is let in", lambda name=name: _cleaners(attributes={name}))  # type: ignore[misc]
    for scheme in SCHEMES:
        yield Weakening(f"{scheme}: is let in", lambda scheme=scheme: _cleaners(scheme=scheme))  # type: ignore[misc]


def _taken_away() -> Iterator[Weakening]:
    """Something less: what the list allows is there because a text needs it."""
    for tag in sorted(cleaning.TAGS):
        yield Weakening(f"<{tag}> is taken away", lambda tag=tag: _cleaners(without_tag=tag))  # type: ignore[misc]
    for tag, names in sorted(cleaning.ATTRIBUTES.items()):
        for name in sorted(names):
            one = (tag, name)
            yield Weakening(f"{name} of <{tag}> is taken away", lambda one=one: _cleaners(without_attribute=one))  # type: ignore[misc]
    for tag, names in sorted(cleaning.CLASSES.items()):
        for name in sorted(names):
            one = (tag, name)
            yield Weakening(f"class {name} of <{tag}> is taken away", lambda one=one: _cleaners(without_class=one))  # type: ignore[misc]
    for scheme in sorted(cleaning.SCHEMES):
        yield Weakening(f"{scheme}: is taken away", lambda scheme=scheme: _cleaners(without_scheme=scheme))  # type: ignore[misc]


def _addresses() -> Iterator[Weakening]:
    """The patterns of addresses and names, a little wider each."""
    wider = {
        "an address may hold a backslash": ("_ADDRESS", r"(?:https?://\S+|mailto:\S+|/(?![/\\])\S*|#\S*|/)"),
        "an address may begin with two slashes": (
            "_ADDRESS",
            r"(?:https?://[^\s\\]+|mailto:[^\s\\]+|/[^\s\\]*|#[^\s\\]*|/)",
        ),
        "an address may hold spaces": ("_ADDRESS", r"(?:https?://[^\\]+|mailto:[^\\]+|/(?![/\\])[^\\]*|#[^\\]*|/)"),
        "an address may be of any scheme": ("_ADDRESS", r"(?:[a-z]+:[^\s\\]+|/(?![/\\])[^\s\\]*|#[^\s\\]*|/)"),
        "an address may lack its slashes": (
            "_ADDRESS",
            r"(?:https?:[^\s\\]+|mailto:[^\s\\]+|/(?![/\\])[^\s\\]*|#[^\s\\]*|/)",
        ),
        "a picture may be fetched elsewhere": ("_PICTURE", r".*/files/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        "a picture may have more behind it": ("_PICTURE", r"/files/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}.*"),
        "a name may be anything": ("_IDENTITY", r".*"),
    }
    for name, (pattern, expression) in wider.items():
        compiled = re.compile(expression, re.IGNORECASE if pattern == "_ADDRESS" else 0)
        yield Weakening(name, lambda pattern=pattern, compiled=compiled: {(cleaning, pattern): compiled})  # type: ignore[misc]


def _cleaners(
    *,
    tags: set[str] = frozenset(),  # type: ignore[assignment]
    attributes: set[str] = frozenset(),  # type: ignore[assignment]
    scheme: str = "",
    ignored: str = "",
    without_tag: str = "",
    without_attribute: tuple[str, str] = ("", ""),
    without_class: tuple[str, str] = ("", ""),
    without_scheme: str = "",
    comments_first: bool = False,
    comments_last: bool = False,
) -> dict[tuple[Any, str], Any]:
    """Both cleaners built anew, from lists that differ."""
    allowed_tags = (set(cleaning.TAGS) | set(tags)) - {without_tag}
    schemes = (set(cleaning.SCHEMES) | ({scheme} if scheme else set())) - {without_scheme}
    by_tag = {
        tag: (set(cleaning.ATTRIBUTES.get(tag, set())) | set(attributes)) - _of(without_attribute, tag)
        for tag in allowed_tags
    }
    classes = {tag: set(names) - _of(without_class, tag) for tag, names in cleaning.CLASSES.items()}
    address = re.compile(f"(?:{scheme}:.*|{cleaning._ADDRESS.pattern})", re.IGNORECASE) if scheme else cleaning._ADDRESS

    def allowed(tag: str, name: str, value: str) -> bool:
        if name in attributes or (ignored == name and (name == "class" or name in by_tag.get(tag, ()))):
            return True
        if (tag, name) == without_attribute:
            return False
        if name == "class":
            return bool(value) and set(value.split()) <= classes.get(tag, set())
        if name == "href":
            return address.fullmatch(value) is not None and not value.startswith(f"{without_scheme or '-'}:")
        return kept(tag, name, value)

    kept = cleaning._allowed
    bleach = Cleaner(
        tags=allowed_tags, attributes=allowed, protocols=schemes, strip=True, strip_comments=not comments_first
    )

    def again(html: str) -> str:
        wide = {tag: names | ({"class"} if ignored == "class" else set()) for tag, names in by_tag.items()}
        return nh3.clean(
            html,
            tags=allowed_tags - {"script", "style"} | ({"script", "style"} & set(tags)),
            clean_content_tags={"script", "style"} - set(tags),
            attributes=wide,
            allowed_classes=None if ignored == "class" else classes,
            attribute_filter=lambda tag, name, value: value if allowed(tag, name, value) else None,
            url_schemes=schemes,
            link_rel=None,
            set_tag_attribute_values={},
            strip_comments=not comments_last,
        )

    changes: dict[tuple[Any, str], Any] = {
        (cleaning, "clean_once"): bleach.clean,
        (cleaning, "clean_again"): again,
        (cleaning, "_allowed"): allowed,
    }
    if scheme:
        changes[shaping, "may_lead_there"] = lambda one: address.fullmatch(one) is not None
    return changes


def _of(taken: tuple[str, str], tag: str) -> set[str]:
    return {taken[1]} if taken[0] == tag else set()
