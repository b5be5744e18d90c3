"""What is set, told to whoever runs the site: each setting, what it is, and where it stands. No secret is shown."""

import os
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from roadmaps.config.settings import Reading
from roadmaps.config.sources import CONFIG
from roadmaps.config.table import SETTINGS, Setting

HIDDEN = "***"


def lines(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """A line for each setting, as ``NAME = value  (where it stands)``."""
    given = Reading.of(environment).gathered.given
    if path := environment.get(CONFIG):
        yield f"{CONFIG} = {path}  (the environment)"
    for setting in SETTINGS:
        if setting.name in given:
            there = given[setting.name]
            yield f"{setting.name} = {_shown(setting, there.text)}  ({there.source})"
        else:
            yield f"{setting.name} is not set: {setting.otherwise}"


def faults(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Everything that is wrong; nothing is made or changed to find out."""
    return Reading.of(environment).faults


def table() -> str:
    """The table of the operations guide, in Markdown."""
    rows = [f"| `{one.name}` | {one.means} | {one.otherwise} |" for one in SETTINGS]
    return "\n".join(["| setting | means | if it is not set |", "|---|---|---|", *rows])


def _shown(setting: Setting, text: str) -> str:
    return hidden(text) if setting.is_secret else text


def hidden(text: str) -> str:
    """A secret without what is secret in it: of an address, who goes where is of use; of all else nothing is shown."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return HIDDEN
    if not parts.scheme or not (host or parts.path.startswith("/")):
        return HIDDEN
    # The name in an address of a bucket is half of a key, and the other half is never far.
    user = quote(parts.username) if parts.username and parts.scheme != "s3" else HIDDEN if parts.username else ""
    login = (f"{user}:{HIDDEN}@" if parts.password else f"{user}@") if user or parts.password else ""
    place = f"[{host}]" if host and ":" in host else host or ""
    asked = [(name, HIDDEN if "pass" in name.casefold() else value) for name, value in parse_qsl(parts.query)]
    netloc = f"{login}{place}:{port}" if port else f"{login}{place}"
    query = f"?{urlencode(asked, safe='*/:')}" if asked else ""
    # Not put together by the library, which takes slashes away where there is no host.
    return f"{parts.scheme}://{netloc}{parts.path}{query}"
