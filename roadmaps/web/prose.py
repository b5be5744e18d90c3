"""The one door from stored HTML to a page. What comes through it was made and cleaned by `foundation.prose`."""

from flask import Flask
from markupsafe import Markup


def stored_html(html: str | None) -> Markup:
    """HTML that was rendered and cleaned when its text was written."""
    return Markup(html or "")  # noqa: S704 - cleaned twice before it was stored


def register(app: Flask) -> None:
    """Give templates the filter."""
    app.jinja_env.filters["stored_html"] = stored_html
