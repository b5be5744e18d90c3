"""How large the pictures in a page are, told to the browser before it has them, so that no line moves when they come."""

import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.files.models import StoredFile

# In clean HTML a bracket ends a tag and nothing else, and the address is what a picture says last.
_PICTURE = re.compile(r'src="/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})">')
_MOST = 20_000
# A picture that is higher than a screen is shown smaller.
_HIGHEST = 800
Size = tuple[int, int]


class Sizes:
    """Remembers how large pictures are: a file is never another than it was."""

    def __init__(self, session: Callable[[], Session]) -> None:
        self._session = session
        self._known: OrderedDict[UUID, Size] = OrderedDict()
        self._lock = Lock()

    def tell(self, html: str) -> str:
        """The HTML in which the pictures have their widths and heights. One query, for those that were never seen."""
        ids = {UUID(found) for found in _PICTURE.findall(html)}
        sizes = self._sizes_of(ids) if ids else {}

        def told(found: re.Match[str]) -> str:
            size = sizes.get(UUID(found[1]))
            return f'{found[0][:-1]} width="{size[0]}" height="{size[1]}">' if size else found[0]

        return _PICTURE.sub(told, html)

    def _sizes_of(self, ids: set[UUID]) -> dict[UUID, Size]:
        with self._lock:
            found = {one: self._known[one] for one in ids if one in self._known}
        if missing := ids - found.keys():
            asked = select(StoredFile.id, StoredFile.width, StoredFile.height).where(StoredFile.id.in_(missing))
            rows = self._session().execute(asked)
            fresh = {key: _shown(width, height) for key, width, height in rows if width and height}
            with self._lock:
                self._known.update(fresh)
                while len(self._known) > _MOST:
                    self._known.popitem(last=False)
            found |= fresh
        return found


def _shown(width: int, height: int) -> Size:
    scale = min(1.0, _HIGHEST / height)
    return max(round(width * scale), 1), round(height * scale)
