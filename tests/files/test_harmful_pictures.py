"""Pictures that are broken, or made to burst when they are unpacked, are refused."""

import struct
import zlib

import pytest

from roadmaps.files.pictures import Unfit, redrawn
from tests.factories.files import a_pdf, a_picture
from tests.files.taking import why_not


def a_png_that_says_it_is(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def test_a_small_file_with_very_many_dots_is_refused_before_they_are_unpacked() -> None:
    assert "dots" in why_not("bomb.png", a_png_that_says_it_is(60_000, 60_000))
    for size in ((12_000, 12_000), (100_000, 10)):
        with pytest.raises(Unfit, match="large"):
            redrawn(a_png_that_says_it_is(*size))


def test_a_png_whose_words_would_unpack_to_very_much_is_refused() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(300_000_000), 9))
    data = a_picture()

    assert "damaged" in why_not("a.png", data[:33] + bomb + data[33:])


@pytest.mark.parametrize(
    "data",
    [
        a_picture()[:60],
        a_picture("JPEG")[:200],
        a_picture("GIF")[:20],
        a_picture("WEBP")[:30],
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        b"\xff\xd8\xff" + b"\xe1\xff\xff" * 300,
        b"GIF89a" + b"\xff" * 500,
        b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\xff" * 500,
        # The magic of one, the body of another: only four readers are ever asked.
        b"\xff\xd8\xff" + a_pdf(),
    ],
)
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Unfit, match="broken"):
        redrawn(data)


def test_a_broken_picture_is_told_of_in_words() -> None:
    assert "damaged" in why_not("a.png", a_picture()[:60])
