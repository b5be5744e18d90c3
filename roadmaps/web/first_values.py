"""What a form may begin with because another room knows it already, without either room knowing the other."""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app


class FirstValues:
    """Who knows what, by a name for it; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._known: dict[str, list[Callable[[], str]]] = {}

    def tell(self, name: str, find: Callable[[], str]) -> None:
        """Let forms that ask for `name` begin with what `find` finds; an empty text for nothing."""
        self._known.setdefault(name, []).append(find)

    def of(self, name: str) -> str:
        """What is known first; an empty text where nobody knows anything."""
        return next((found for find in self._known.get(name, ()) if (found := find())), "")


def first_values() -> FirstValues:
    """The application's."""
    return cast(FirstValues, current_app.extensions["first_values"])


def register(app: Flask) -> None:
    """Give the application its own."""
    app.extensions["first_values"] = FirstValues()
