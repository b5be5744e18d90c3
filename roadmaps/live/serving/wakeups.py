"""Telling the other processes at once, through Redis or Valkey, that something has come to a session.

Nothing depends on it: a message only lets them look sooner than they would have. When the server is away, they look as
often as they do without it.
"""

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from roadmaps.foundation.later import later

if TYPE_CHECKING:
    import redis
else:
    redis = later("redis")


log = logging.getLogger(__name__)

CHANNEL = "fardplan:live"
RETRY_SECONDS = 5.0
# A server that does not answer must not keep either thread for long.
PATIENCE_SECONDS = 5.0


class Wakeups:
    """This process's ear and mouth on one channel. Neither is used by the thread that has something to tell."""

    def __init__(self, url: str, hear: Callable[[UUID], None]) -> None:
        self._redis = redis.Redis.from_url(url, socket_connect_timeout=PATIENCE_SECONDS, health_check_interval=30)
        self._hear = hear
        self._self = ""
        self._lock = Lock()
        self._to_tell: set[UUID] = set()
        self._has_something = Event()
        self._is_started = False

    def start(self) -> None:
        """Begin to listen and to tell, once; after the process has been forked."""
        with self._lock:
            if self._is_started:
                return
            self._is_started = True
            # Not earlier: processes that were forked from one would take each other for themselves.
            self._self = uuid4().hex
        Thread(target=self._again_and_again, args=(self._listen,), name="live wakeups in", daemon=True).start()
        Thread(target=self._again_and_again, args=(self._tell,), name="live wakeups out", daemon=True).start()

    def tell(self, session_id: UUID) -> None:
        """Let the others know; comes back at once, whatever becomes of it."""
        self.start()
        with self._lock:
            self._to_tell.add(session_id)
        self._has_something.set()

    def _listen(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
            channel.subscribe(CHANNEL)
            while True:
                message = channel.get_message(timeout=PATIENCE_SECONDS)
                if message and (session_id := self._said_by_another(message["data"])):
                    self._hear(session_id)

    def _tell(self) -> None:
        while True:
            self._has_something.wait()
            self._has_something.clear()
            with self._lock:
                told, self._to_tell = self._to_tell, set()
            for session_id in told:
                self._redis.publish(CHANNEL, f"{self._self} {session_id}")

    def _said_by_another(self, data: object) -> UUID | None:
        speaker, _, about = data.decode("ascii", "replace").partition(" ") if isinstance(data, bytes) else ("", "", "")
        try:
            return UUID(about) if speaker != self._self else None
        except ValueError:
            return None

    @staticmethod
    def _again_and_again(act: Callable[[], None]) -> None:
        is_told = False
        while True:
            try:
                act()
            except redis.RedisError as error:
                # Once is enough: the site does without it meanwhile.
                if not is_told:
                    log.warning("Redis does not answer, so the processes find news a little later: %s", error)
                is_told = True
                Event().wait(RETRY_SECONDS)
