"""Which pages search engines find here, and which they leave alone. No session."""

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

# What is everybody's, and has no address of its own in a list.
STEADY = ("/", "/about", "/open-data", "/strategy", "/glossary", "/accessibility", "/privacy")
# What is a person's own, changes something, or has no end.
CLOSED = (
    "/me",
    "/administration",
    "/sign-in",
    "/webhooks",
    "/answer/",
    "/shared/",
    "/search",
    "/*/compare",
    "/*/history",
)
MOST = 50_000


def as_xml(base_url: str, places: Iterable[tuple[str, date | None]]) -> bytes:
    """The sitemap: each address, with the day on which it was changed where one is known."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for path, changed in list(places)[:MOST]:
        when = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines.append(f"  <url><loc>{escape(base_url + path)}</loc>{when}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def robots(base_url: str) -> str:
    """What robots may do."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {base_url}/sitemap.xml", ""]
    return "\n".join(lines)
