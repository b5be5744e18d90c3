"""The mark of a page that is kept until something changes. It stands beneath the mark of who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast

from flask import current_app
from flask.typing import ResponseReturnValue

from roadmaps.freshness.keeper import About, Keeper

P = ParamSpec("P")
Door = Callable[P, ResponseReturnValue]


def kept(view: Door[P]) -> Door[P]:
    """The page shows nothing but what the database holds, for one reader in one language at one address.

    It is made anew when anything has changed that could be seen on it: anywhere on the site.
    """
    return _kept(view, None)


def kept_for_area(about: About) -> Callable[[Door[P]], Door[P]]:
    """The same for a page of one area, which what is discussed in other areas does not change.

    :param about: finds the identity of the area by the `slug` of the address
    """

    def mark(view: Door[P]) -> Door[P]:
        return _kept(view, about)

    return mark


def keeper() -> Keeper:
    """The application's."""
    return cast(Keeper, current_app.extensions["kept_pages"])


def _kept(view: Door[P], about: About | None) -> Door[P]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        own = keeper()
        return own.answer(lambda: view(*args, **kwargs), about) if own.is_on else view(*args, **kwargs)

    guarded.is_kept = True  # type: ignore[attr-defined]
    return guarded
