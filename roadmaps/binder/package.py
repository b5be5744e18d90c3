"""An edition of the binder as one ZIP: the page to read, the data that it is made from, and the files that were put in.

The same edition gives the same bytes: every entry bears its moment.
"""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roadmaps.foundation.clock import LOCAL

MEDIA_TYPE = "application/zip"
_ORDINARY_FILE = 0o100644 << 16
_UNIX = 3


def packed(folder: str, files: Mapping[str, bytes], at: datetime) -> bytes:
    """The files by their names, in one folder."""
    stream, moment = BytesIO(), at.astimezone(LOCAL).timetuple()[:6]
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name in sorted(files):
            entry = ZipInfo(f"{folder}/{name}", date_time=moment)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _ORDINARY_FILE, ZIP_DEFLATED
            package.writestr(entry, files[name])
    return stream.getvalue()
