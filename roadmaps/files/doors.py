"""The way to the contents of files, for the doors of this room and of those above."""

from typing import cast

from flask import current_app

from roadmaps.files.stores import Store
from roadmaps.files.uses import EXTENSION, UsesFinder

STORE = "file_store"


def store() -> Store:
    """Where this application keeps contents."""
    return cast(Store, current_app.extensions[STORE])


def finders() -> list[UsesFinder]:
    """How the rooms above find files in what is theirs; they add their own when they register."""
    return cast(list[UsesFinder], current_app.extensions[EXTENSION])
