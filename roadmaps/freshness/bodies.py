"""A page with places left open: for what is drawn anew for each answer, and for what belongs to one browser.

Such a page can be kept and answered again. It is kept compressed as well: what is filled in goes between the compressed parts
as it is, which both formats allow, so that an answer costs hardly more than copying it.
"""

import os
import struct
import zlib
from functools import cached_property
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]

from roadmaps.web.open_places import NONCE, PLACES

BROTLI, GZIP = "br", "gzip"
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_LEVEL, _BROTLI_LEVEL = 6, 5
# The words that Brotli looks back at to guess the next must be the same, whatever was filled in before them.
_LOOKED_BACK_AT = 2


class Part(NamedTuple):
    """Some of a page, and what is filled in after it; nothing after the last."""

    text: bytes
    place: str | None


class Body:
    """The parts of a page."""

    def __init__(self, text: str) -> None:
        self.parts = _parts(text)
        self.places = {part.place for part in self.parts if part.place}
        self.size = sum(len(part.text) for part in self.parts)
        # Between two places there is always some text on a page; where there is none, only the other format will do.
        self.is_for_brotli = all(len(part.text) >= _LOOKED_BACK_AT for part in self.parts)

    def filled(self, values: dict[str, str]) -> bytes:
        """The page, as it is sent."""
        return b"".join(part.text + (values[part.place].encode() if part.place else b"") for part in self.parts)

    def gzipped(self, nonce: str) -> bytes:
        """The same, compressed; only for a page that has no other places than those of the nonce."""
        filled = self.filled({NONCE: nonce})
        literal = _stored(nonce.encode())
        tail = struct.pack("<II", zlib.crc32(filled), len(filled))
        return _GZIP_HEAD + literal.join(self._deflated) + tail

    def brotlied(self, nonce: str) -> bytes:
        """The same in the other format."""
        packed = self._brotlied(len(nonce))
        return packed[0] + b"".join(
            _uncompressed(nonce.encode() + part[:_LOOKED_BACK_AT]) + part[_LOOKED_BACK_AT:] for part in packed[1:]
        )

    @cached_property
    def _deflated(self) -> list[bytes]:
        packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        found: list[bytes] = []
        for number, part in enumerate(self.parts, 1):
            is_last = number == len(self.parts)
            found.append(packer.compress(part.text) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH))
        return found

    def _brotlied(self, length: int) -> list[bytes]:
        if self._packed is None or self._packed[0] != length:
            self._packed = (length, self._pack(length))
        return self._packed[1]

    _packed: tuple[int, list[bytes]] | None = None

    def _pack(self, length: int) -> list[bytes]:
        """Each part after the first begins with what belongs to the filling: the page's next two signs.

        The packer is given noise of the same length where something will be filled in, which nothing later is like.
        """
        packer = brotli.Compressor(quality=_BROTLI_LEVEL, mode=brotli.MODE_TEXT)
        found: list[bytes] = [packer.process(self.parts[0].text) + packer.flush()]
        for part in self.parts[1:]:
            begins, rest = part.text[:_LOOKED_BACK_AT], part.text[_LOOKED_BACK_AT:]
            packer.process(bytes(sign | 0x80 for sign in os.urandom(length)) + begins)
            packer.flush()
            found.append(begins + packer.process(rest) + packer.flush())
        found[-1] += packer.finish()
        return found


def _parts(text: str) -> list[Part]:
    found: list[Part] = []
    rest = text
    while True:
        at, name = min(((rest.find(mark), name) for name, mark in PLACES.items() if mark in rest), default=(-1, None))
        if name is None:
            return [*found, Part(rest.encode(), None)]
        found.append(Part(rest[:at].encode(), name))
        rest = rest[at + len(PLACES[name]) :]


def _stored(text: bytes) -> bytes:
    """Some signs as they are, between parts of a Deflate stream."""
    return b"\x00" + struct.pack("<HH", len(text), len(text) ^ 0xFFFF) + text


def _uncompressed(text: bytes) -> bytes:
    """Some signs as they are, between parts of a Brotli stream: not the last, a length of four half bytes, as they are."""
    return struct.pack("<I", (len(text) - 1) << 3 | 1 << 19)[:3] + text
