"""Addresses: where they lead, and which may not survive."""

from __future__ import annotations

import html as _html
import re
import unicodedata
from typing import Iterator
from urllib.parse import unquote

from tests.cases.check_html.findings import EXEC, INJECT, POLICY, WARN, Level
from tests.cases.check_html.policy import Policy

URL_ATTRS = {
    "href", "src", "action", "formaction", "poster", "background", "cite", "data", "longdesc",
    "usemap", "manifest", "ping", "icon", "codebase", "classid", "archive", "profile", "dynsrc",
    "lowsrc", "xlink:href", "xml:base", "attributionsrc", "from", "to", "values", "by", "folder",
    "handler", "implementation", "definitionurl", "actiontype",
}
NAVIGABLE = {"href", "src", "action", "formaction", "data", "xlink:href", "from", "to", "values", "by"}
EXEC_SCHEMES = {"javascript"}
# ran once in browsers that are gone; must still not survive
DEAD_SCRIPT_SCHEMES = {"vbscript", "livescript", "mocha", "jscript", "vbs"}
DATA_LIKE = {"data", "blob", "filesystem", "file", "view-source", "jar", "mhtml", "feed", "ms-its",
             "mk", "x-javascript", "about", "ws", "wss", "intent"}
DATA_EXEC_TYPES = re.compile(r"^\s*(text/html|application/xhtml|image/svg|text/xml|application/xml|"
                             r"text/javascript|application/(x-)?javascript|text/ecmascript|application/x-shockwave)", re.I)
_C0_SPACE = "".join(chr(c) for c in range(0x21))
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.\-]*):", re.ASCII)


def url_scheme(url: str) -> tuple[str | None, str]:
    """WHATWG: strip C0 and space at both ends, remove TAB/LF/CR, then read the scheme."""
    u = url.strip(_C0_SPACE)
    u = re.sub(r"[\t\n\r]", "", u)
    m = _SCHEME.match(u)
    return (m.group(1).lower() if m else None), u


def paranoid_scheme(url: str) -> str | None:
    u = _html.unescape(unquote(_html.unescape(url)))
    u = unicodedata.normalize("NFKC", u)
    u = "".join(c for c in u if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"))
    m = _SCHEME.match(u)
    return m.group(1).lower() if m else None


def check_url(tag: str, attr: str, value: str, pol: Policy) -> Iterator[tuple[Level, str, str]]:
    if attr in ("from", "to", "values", "by"):
        parts = value.split(";")
    elif attr in ("srcset", "imagesrcset"):
        parts = [p.strip().split(" ")[0] for p in value.split(",")]
    elif attr in ("ping", "archive"):
        parts = value.split()
    else:
        parts = [value]
    for part in parts:
        scheme, norm = url_scheme(part)
        shown = "%s[%s]=%.80r" % (tag, attr, part)
        if scheme in EXEC_SCHEMES:
            # <img src=javascript:>, cite=, poster= ... do not run in any current browser, but must not survive
            inert = attr not in NAVIGABLE or (tag in ("img", "video", "audio", "source", "track", "input") and attr in ("src", "srcset"))
            yield (INJECT if inert else EXEC), "script-url", shown
        elif scheme in DEAD_SCRIPT_SCHEMES:
            yield INJECT, "script-url", shown
        elif scheme == "data":
            body = norm[5:]
            mime = body.split(",")[0].split(";")[0].strip().lower()
            if tag == "img" and attr == "src" and mime in pol.data_image_types:
                continue
            execu = bool(DATA_EXEC_TYPES.match(body)) and attr in NAVIGABLE and tag not in ("img",)
            yield (EXEC if execu else INJECT), "data-url", shown
        elif scheme in DATA_LIKE:
            yield INJECT, "scheme", shown
        elif scheme is not None and scheme not in pol.schemes:
            yield POLICY, "scheme", shown
        else:
            p = paranoid_scheme(part)
            if p in EXEC_SCHEMES or p in DEAD_SCRIPT_SCHEMES or p == "data":
                yield WARN, "obfuscated-scheme", shown
        if scheme is None and re.match(r"^[\\/]{2}", norm):
            yield (WARN if tag == "a" else POLICY), "protocol-relative-url", shown
        external = bool(re.match(r"^(https?:)?[\\/]{2}", norm, re.I))
        if external and not pol.external_images and (tag in ("img", "source", "video", "audio", "input", "image", "td", "table", "body")
                                                     and attr in ("src", "srcset", "poster", "background", "href", "xlink:href")):
            host = re.sub(r"^(https?:)?[\\/]{2}", "", norm, flags=re.I).split("/")[0].split("\\")[0].lower()
            if host not in pol.own_hosts:
                yield POLICY, "external-resource", shown
        if "<" in norm and re.search(r"[\n\r]", part):
            yield INJECT, "dangling-markup-url", shown
