"""Addresses within the site that have been told before: a page names dozens of them, and each is laid out anew otherwise."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask.globals import request_ctx

MOST = 2000
# Others that are equal, such as True and 1, may be written differently.
_PLAIN = frozenset({str, int, UUID})
Values = tuple[tuple[str, Any], ...]
Lay = Callable[..., str]


class KnownAddresses:
    """Those of one application. `lay_out` is how it finds an address by itself."""

    def __init__(self, lay_out: Lay) -> None:
        self._lay_out = lay_out
        self._told = lru_cache(maxsize=MOST)(self._found)

    def of(self, endpoint: str, anchor: str | None, method: str | None, values: dict[str, Any]) -> str:
        """The path of a door of the site, as the request at hand sees it."""
        try:
            # Seen through what stands for it, it takes as long as the rest of this.
            adapter = request_ctx._get_current_object().url_adapter  # type: ignore[attr-defined] # noqa: SLF001
        except RuntimeError:
            adapter = None
        # A door of the room at hand is told by a dot alone.
        if adapter is None or endpoint.startswith(".") or not _PLAIN.issuperset(map(type, values.values())):
            return self._lay_out(endpoint, _anchor=anchor, _method=method, _external=False, **values)
        return self._told(adapter.script_name, adapter.default_method, endpoint, anchor, method, tuple(values.items()))

    def _found(
        self, _root: str, _asked_by: str, endpoint: str, anchor: str | None, method: str | None, values: Values
    ) -> str:
        return self._lay_out(endpoint, _anchor=anchor, _method=method, _external=False, **dict(values))
