"""A web socket that one thread both reads and writes: that of its request.

The library would read ahead in a second thread. Here nothing is read before what came earlier has been dealt with, so
that whoever sends too fast is slowed down by the network itself, and two threads never write into one stream.
"""

import json
import selectors
import socket
import struct
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

from simple_websocket import Server
from wsproto.connection import ConnectionState
from wsproto.events import Ping, TextMessage
from wsproto.utilities import ProtocolError

# Between frames that ask whether the other side is there still; proxies close what is silent for a minute.
PING_SECONDS = 20.0
# A reader that takes nothing in for so long is gone, and must not keep its thread.
SENDING_SECONDS = 5
FAREWELL_SECONDS = 1.0
_RECEIVED_AT_ONCE = 16_384


class LineLost(Exception):
    """The other side is gone, or said something that is no web socket."""


class Line(Server):  # type: ignore[misc] # the library has no types
    """The server's end of one web socket."""

    connected: bool
    pong_received: bool
    input_buffer: list[str | bytes]

    def __init__(self, environ: Mapping[str, Any], *, most_bytes: int) -> None:
        # Frames are small and many: packing them would cost memory for each reader and hide how large they really are.
        plain = {name: value for name, value in environ.items() if name != "HTTP_SEC_WEBSOCKET_EXTENSIONS"}
        try:
            super().__init__(plain, max_message_size=most_bytes, thread_class=_NoThread)
        except ProtocolError as error:
            raise LineLost from error
        self._waker, self._woken = socket.socketpair()
        self._waker.setblocking(False)
        self._woken.setblocking(False)
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._woken, selectors.EVENT_READ)
        self._reads = False
        self._ping_at = monotonic() + PING_SECONDS
        patience = struct.pack("ll", SENDING_SECONDS, 0)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def wake(self) -> None:
        """Let `wait` return now; from any thread."""
        try:
            self._waker.send(b"\0")
        except OSError:
            # Woken so often already that the pipe is full, or hung up.
            return

    def wait(self, seconds: float, *, is_reading: bool = True) -> str | None:
        """The next message, after so long at most; sooner without one when somebody wakes the line.

        :param is_reading: whether to take anything in; what comes meanwhile waits in the network
        :raises LineLost: when there is nobody to talk to any more
        """
        self._keep_alive()
        if self.input_buffer and is_reading:
            return self._taken()
        self._listen(is_reading)
        for key, _ in self._ready.select(min(seconds, max(0.0, self._ping_at - monotonic()))):
            if key.fileobj is self._woken:
                self._calm()
            else:
                self._receive()
        return self._taken() if is_reading else None

    def tell(self, message: Mapping[str, Any]) -> None:
        """Send one message."""
        self._send(TextMessage(data=json.dumps(message, ensure_ascii=False, separators=(",", ":"))))

    def hang_up(self, code: int, reason: str = "") -> None:
        """Say why, and give the other side a moment to hear it before the network connection goes."""
        try:
            if self.connected:
                self.close(code, reason)
            self._hear_the_farewell()
        except (OSError, ProtocolError):
            pass
        finally:
            # The server would otherwise wait for those who have gone without a word, one after another, and serve nobody.
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
            self._ready.close()
            self._waker.close()
            self._woken.close()

    def _taken(self) -> str | None:
        if self.input_buffer:
            message = self.input_buffer.pop(0)
            return message if isinstance(message, str) else ""
        if not self.connected:
            raise LineLost
        return None

    def _listen(self, is_reading: bool) -> None:
        if is_reading != self._reads:
            if is_reading:
                self._ready.register(self.sock, selectors.EVENT_READ)
            else:
                self._ready.unregister(self.sock)
            self._reads = is_reading

    def _receive(self) -> None:
        try:
            data = self.sock.recv(_RECEIVED_AT_ONCE)
            if not data:
                raise LineLost
            self.ws.receive_data(data)
            self.connected = self._handle_events()
        except (OSError, ProtocolError) as error:
            self.connected = False
            raise LineLost from error

    def _calm(self) -> None:
        try:
            while self._woken.recv(1024):
                pass
        except BlockingIOError:
            return

    def _keep_alive(self) -> None:
        if not self.connected and not self.input_buffer:
            raise LineLost
        if monotonic() < self._ping_at or not self.connected:
            return
        if not self.pong_received:
            raise LineLost
        self.pong_received = False
        self._ping_at = monotonic() + PING_SECONDS
        self._send(Ping())

    def _send(self, event: Ping | TextMessage) -> None:
        try:
            self.sock.sendall(self.ws.send(event))
        except (OSError, ProtocolError) as error:
            self.connected = False
            raise LineLost from error

    def _hear_the_farewell(self) -> None:
        """Read on until the other side has said good-bye too: unread bytes would make the network cut the last words off."""
        ends_at = monotonic() + FAREWELL_SECONDS
        self._listen(is_reading=True)
        while self.ws.state is not ConnectionState.CLOSED and (left := ends_at - monotonic()) > 0:
            if any(key.fileobj is self.sock for key, _ in self._ready.select(left)):
                data = self.sock.recv(_RECEIVED_AT_ONCE)
                if not data:
                    return
                self.ws.receive_data(data)
                for _ in self.ws.events():
                    pass
            else:
                self._calm()


class _NoThread:
    """In place of the library's reader."""

    name = ""

    def __init__(self, target: object) -> None:
        pass

    def start(self) -> None:
        pass
