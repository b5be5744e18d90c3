"""The one door from stored HTML to a page. What comes through it was made and cleaned by `foundation.prose`.

A room above may know more of a picture than its address, such as how large it is. It adds that here, on the way to the page, so
that nothing moves when the picture comes; what is stored stays as it was cleaned.
"""

from collections.abc import Callable

from flask import Flask
from markupsafe import Markup

PICTURES = "sizes_of_pictures"
Sizing = Callable[[str], str]


def register(app: Flask) -> None:
    """Give templates the filter, and rooms a list to put their `Sizing` on; each gets HTML that has pictures."""
    sizings: list[Sizing] = []
    app.extensions[PICTURES] = sizings

    def stored_html(html: str | None) -> Markup:
        told = html or ""
        for tell_sizes in sizings if "<img " in told else ():
            told = tell_sizes(told)
        return Markup(told)  # noqa: S704 - cleaned twice before it was stored

    app.jinja_env.filters["stored_html"] = stored_html
