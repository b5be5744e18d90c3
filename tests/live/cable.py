"""A network cable between a page and the server, which a test can cut and mend."""

from contextlib import suppress
from socket import SHUT_RDWR, create_connection, create_server, socket
from threading import Event, Thread


class Cable:
    """Listens on a port of its own, and passes on all that comes to the server's, and back."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._is_whole = Event()
        self._is_whole.set()
        self._ends: list[socket] = []
        Thread(target=self._accept, daemon=True).start()

    def cut(self, *, is_silent: bool) -> None:
        """Break every line; silently: both sides go on believing that the other is there, and hear nothing."""
        self._is_whole.clear()
        if not is_silent:
            self._break()

    def mend(self) -> None:
        """Let new lines through. Nothing that was under way on the old ones comes any more."""
        self._break()
        self._is_whole.set()

    def close(self) -> None:
        """Take it away."""
        self._listener.close()
        self._break()

    def _break(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                if not self._is_whole.is_set():
                    here.close()
                    continue
                there = create_connection(("127.0.0.1", self._to))
                self._ends += [here, there]
                for one, other in ((here, there), (there, here)):
                    Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket, other: socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if not self._is_whole.is_set():
                    return
                other.sendall(data)
            other.shutdown(SHUT_RDWR)
