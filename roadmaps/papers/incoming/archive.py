"""The parts of a Word file: looked at before any of them is unpacked, and only those that hold text are.

Nothing is ever written to a disk by the names in the file.
"""

import io
import re
from collections.abc import Iterator
from posixpath import normpath
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


class Unfit(Exception):
    """The archive is none that is read; `why` names the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def text_parts(data: bytes) -> dict[str, bytes]:
    """The parts of the archive that may hold text or say how it is shown, by name.

    :raises Unfit: "broken", "large", "macros", "locked", "other"
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries)
            return dict(_read(archive, entries))
    except (BadZipFile, LargeZipFile, BadStream, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Unfit("broken") from error
    except RuntimeError as error:
        # That is how the library asks for a password.
        raise Unfit("locked") from error


def _check(entries: list[ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_PARTS or sum(entry.file_size for entry in _wanted(entries)) > MOST_BYTES_UNPACKED:
        raise Unfit("large")
    if len(set(names)) < len(names) or any(map(_leads_out, names)):
        raise Unfit("broken")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unfit("locked")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unfit("macros")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise Unfit("other")
    if any(entry.file_size > SMALL + entry.compress_size * MOST_SQUEEZED for entry in _wanted(entries)):
        raise Unfit("large")


def _leads_out(name: str) -> bool:
    return bool(_ODD_NAME.search(name)) or normpath(name).startswith("..")


def _wanted(entries: list[ZipInfo]) -> Iterator[ZipInfo]:
    return (entry for entry in entries if _TEXT_PARTS.fullmatch(entry.filename))


def _read(archive: ZipFile, entries: list[ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """No part can unpack to more than it says, so it was enough to ask."""
    for entry in _wanted(entries):
        yield entry.filename, archive.read(entry)


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as an archive again."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()
