"""The providers of this application, found by the key that stands in addresses."""

from collections.abc import Iterable, Iterator
from typing import cast

from flask import current_app

from roadmaps.foundation.errors import NotFound
from roadmaps.single_sign_on.known import Known
from roadmaps.single_sign_on.providers import Provider

EXTENSION = "sign_in_providers"


class Trusted:
    """Every provider in the settings, with what is known about it."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._known = {one.key: Known(one) for one in providers}

    def __iter__(self) -> Iterator[Provider]:
        return (known.provider for known in self._known.values())

    def __bool__(self) -> bool:
        return bool(self._known)

    def known(self, key: str) -> Known:
        """What is known about the provider; raises NotFound for one that is not trusted."""
        if key not in self._known:
            raise NotFound
        return self._known[key]

    def name_of(self, key: str) -> str:
        """What people call the provider; its key, where it is trusted no more."""
        return self._known[key].provider.name if key in self._known else key


def trusted() -> Trusted:
    """The application's providers."""
    return cast(Trusted, current_app.extensions[EXTENSION])
