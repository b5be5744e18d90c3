"""Having a document looked through by a virus scanner, ClamAV's `clamd`, where the operator has named one.

Pictures are drawn anew and need none of it; documents are passed on to others as they came.
"""

import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

_SECONDS = 20
_PIECE = 64_000
_LONGEST_ANSWER = 4_096
DEFAULT_PORT = 3310


class ScannerFailed(Exception):
    """The scanner did not answer, or answered that it could not look."""


class Scanner:
    """A `clamd` at ``clamd://host:3310`` or, by a socket on this machine, ``clamd:///run/clamav/clamd.ctl``."""

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address)

    def harm_in(self, content: bytes) -> str:
        """What the scanner calls the harm that it found; empty for a content without any.

        :raises ScannerFailed: a content that nobody has looked through is not to be kept
        """
        try:
            with closing(self._line()) as line:
                line.sendall(b"zINSTREAM\0")
                for begin in range(0, len(content), _PIECE):
                    piece = content[begin : begin + _PIECE]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                answer = _whole_answer(line)
        except OSError as error:
            raise ScannerFailed(str(error)) from error
        told = answer.removeprefix("stream: ")
        if told == "OK":
            return ""
        if told.endswith(" FOUND"):
            return told.removesuffix(" FOUND")
        raise ScannerFailed(answer)

    def _line(self) -> socket.socket:
        if self._address.hostname:
            place = (self._address.hostname, self._address.port or DEFAULT_PORT)
            return socket.create_connection(place, timeout=_SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        try:
            line.connect(self._address.path)
        except OSError:
            line.close()
            raise
        return line


def _whole_answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
