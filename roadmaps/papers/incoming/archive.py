"""Files of office programs are archives of parts: looked at before any of them is unpacked, and only what is read is.

Nothing is ever written to a disk by the names in the file.
"""

import io
import re
from collections.abc import Callable, Sequence
from posixpath import normpath
from typing import TypeVar
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as BadStream  # noqa: N812 - the library's name says nothing

MOST_BYTES = 25_000_000
MOST_PARTS = 5_000
MOST_BYTES_UNPACKED = 60_000_000
# A text squeezes to a tenth or so; what squeezes to a thousandth was made to burst.
MOST_SQUEEZED, SMALL = 300, 1_000_000
_ENCRYPTED = 0x1
_ODD_NAME = re.compile(r"(^[/\\])|(^[a-zA-Z]:)|\\|\x00")
_TEXT_PARTS = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|word/(_rels/|diagrams/data)?[^/]+\.(xml|rels))", re.IGNORECASE
)
T = TypeVar("T")


class Unfit(Exception):
    """The archive is none that is read; `why` names the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def text_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file that may hold text or say how it is shown, by name.

    :raises Unfit: "broken", "large", "macros", "locked", "other"
    """

    def look(archive: ZipFile) -> dict[str, bytes]:
        entries = archive.infolist()
        wanted = [entry for entry in entries if _TEXT_PARTS.fullmatch(entry.filename)]
        check_parts(entries, unpacked=wanted)
        names = [entry.filename for entry in entries]
        if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
            raise Unfit("other")
        # No part can unpack to more than it says, so it was enough to ask.
        return {entry.filename: archive.read(entry) for entry in wanted}

    return look_into(data, look)


def look_into(data: bytes, look: Callable[[ZipFile], T]) -> T:
    """What is found in the archive by whoever looks.

    :raises Unfit: "broken", "locked"
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return look(archive)
    except (BadZipFile, LargeZipFile, BadStream, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Unfit("broken") from error
    except RuntimeError as error:
        # That is how the library asks for a password.
        raise Unfit("locked") from error


def check_parts(
    entries: Sequence[ZipInfo], *, unpacked: Sequence[ZipInfo], most_bytes: int = MOST_BYTES_UNPACKED
) -> None:
    """See to it that the archive is an honest one.

    :param unpacked: the parts that somebody is going to unpack
    :raises Unfit: "broken", "large", "macros", "locked"
    """
    names = [entry.filename for entry in entries]
    if len(names) > MOST_PARTS or sum(entry.file_size for entry in unpacked) > most_bytes:
        raise Unfit("large")
    if len(set(names)) < len(names) or any(map(_leads_out, names)):
        raise Unfit("broken")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unfit("locked")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unfit("macros")
    if any(entry.file_size > SMALL + entry.compress_size * MOST_SQUEEZED for entry in unpacked):
        raise Unfit("large")


def _leads_out(name: str) -> bool:
    return bool(_ODD_NAME.search(name)) or normpath(name).startswith("..")


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as an archive again."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()
