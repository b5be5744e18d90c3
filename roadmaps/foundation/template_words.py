"""How templates say `_("…")`: what comes of it is text, whatever it was given.

The library takes what stands in the brackets for a sentence of ours, and so for markup. A template that puts a variable there,
because it may be a message of ours or somebody's own words, would put those words into the page as they are. No message of ours
holds markup (a test sees to that), so everything is escaped, and a sign of percent in somebody's words is no place to fill in.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape


def say_as_text(
    environment: Environment, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]
) -> None:
    """Let the templates of an environment, which has the extension for translations, speak by these two."""

    @pass_context
    def one(context: Context, message: str, /, **values: Any) -> str:
        return _filled(context, gettext(str(message)), values)

    @pass_context
    def several(context: Context, singular: str, plural: str, number: int, /, **values: Any) -> str:
        return _filled(context, ngettext(singular, plural, number), {"num": number, **values})

    # The library's own `_` looks for `gettext` anew with each word.
    environment.globals.update(_=one, gettext=one, ngettext=several)


def _filled(context: Context, told: str, values: dict[str, Any]) -> str:
    if not context.eval_ctx.autoescape:
        return told % values if values else told.replace("%%", "%")
    return _escaped(told) % values if values else _said_alone(told)


# The same words stand on most pages.
@lru_cache(maxsize=2000)
def _escaped(told: str) -> Markup:
    return escape(told)


@lru_cache(maxsize=2000)
def _said_alone(told: str) -> Markup:
    return escape(told).replace("%%", "%")
