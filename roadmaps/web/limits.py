"""How often somebody may do what invites guessing or costs others work: by network address, and by account where there is one.

The counts are kept in memory, each process its own, or in Valkey or Redis where a site has one, so that all processes
count together. Nobody is kept under a name: a key is a hash that nobody can turn back without the site's own secret. What
must hold across restarts, such as guesses at one account's password, is counted in the database besides (`accounts`).
"""

import hashlib
import hmac
import logging
from dataclasses import dataclass
from time import monotonic, time
from typing import cast

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter, RateLimiter

from roadmaps.config import Settings
from roadmaps.foundation.circumstances import household
from roadmaps.foundation.errors import TooMany
from roadmaps.web.identity import actor

log = logging.getLogger(__name__)

# A hall full of people may come by one address; no hall presses more often than that.
ANYBODY = "send without an account"
# A store that does not answer is asked again after so long; until then each process counts for itself.
STORE_RESTS_SECONDS = 30.0
STORE_PATIENCE_SECONDS = 2
# Whoever has an address of the new kind usually has all that begin like it.


@dataclass(frozen=True)
class Pace:
    """How often, in words such as ``20 per 10 minutes``; empty where it is not counted in this way."""

    by_address: RateLimitItem | None
    by_account: RateLimitItem | None


class Limits:
    """The paces of one application, by name; filled by the rooms when they register."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        # A test that means something else is not to stumble over what the one before it did; those marked so turn it on.
        self.is_on = not settings.is_testing
        self._secret = settings.secret_key.encode()
        self._paces: dict[str, Pace] = {}
        self._shared = Limiter(
            network_address,
            app=app,
            storage_uri=_store(settings.redis_url),
            storage_options=_patience(settings.redis_url),
            strategy="moving-window",
        )
        self._own: RateLimiter = MovingWindowRateLimiter(MemoryStorage())
        self._rests_until = 0.0

    def add(self, name: str, *, by_address: str = "", by_account: str = "") -> None:
        """Name a pace, such as ``20 per 10 minutes``."""
        self._paces[name] = Pace(parse(by_address) if by_address else None, parse(by_account) if by_account else None)

    def keep(self, name: str, *, address: str, account: str = "") -> None:
        """Count one more; raises TooMany, which tells when it can be tried again, where it is one too many."""
        if not self.is_on:
            return
        pace = self._paces[name]
        for item, key in ((pace.by_address, address), (pace.by_account, account)):
            if item is not None and key:
                self._hit(item, name, self._key(name, key))

    def forget(self) -> None:
        """Begin to count anew."""
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared.storage.reset()

    def _hit(self, item: RateLimitItem, name: str, key: str) -> None:
        counter = self._counter()
        try:
            may, frees_at = _counted(counter, item, name, key)
        except Exception:
            if counter is self._own:
                raise
            log.exception("The store of counts does not answer; until it does, each process counts for itself")
            self._rests_until = monotonic() + STORE_RESTS_SECONDS
            may, frees_at = _counted(self._own, item, name, key)
        if not may:
            raise TooMany(max(1, int(frees_at - time()) + 1))

    def _counter(self) -> RateLimiter:
        return self._own if monotonic() < self._rests_until else self._shared.limiter

    def _key(self, name: str, who: str) -> str:
        return hmac.new(self._secret, f"{name}\n{who}".encode(), hashlib.sha256).hexdigest()


def _counted(counter: RateLimiter, item: RateLimitItem, name: str, key: str) -> tuple[bool, float]:
    """Count one more: whether it may be, and when there is room again."""
    return counter.hit(item, name, key), counter.get_window_stats(item, name, key).reset_time


def limits() -> Limits:
    """The application's limits."""
    return cast(Limits, current_app.extensions["limits"])


def keep_pace(name: str, *, account: str = "") -> None:
    """Count one more of what is named so, from where the request comes and for the account that it is about.

    :raises TooMany: where it is one too many; the answer is 429, in words and with the time to wait
    """
    limits().keep(name, address=network_address(), account=account)


def network_address() -> str:
    """Where the request comes from, as far as the proxy in front of us is trusted to tell; of the new kind, the household."""
    return household(request.remote_addr or "")


def register(app: Flask) -> None:
    """Let rooms name their paces, and keep that of whoever sends forms without an account, whichever form it is."""
    limits = app.extensions["limits"] = Limits(app, app.extensions["settings"])
    limits.add(ANYBODY, by_address="1200 per 10 minutes")
    app.before_request(_keep_pace_of_anybody)


def _keep_pace_of_anybody() -> None:
    if request.method not in {"GET", "HEAD", "OPTIONS"} and actor() is None:
        keep_pace(ANYBODY)


def _store(redis_url: str) -> str:
    if not redis_url:
        return "memory://"
    return f"redis+{redis_url}" if redis_url.startswith("unix:") else redis_url


def _patience(redis_url: str) -> dict[str, str | int]:
    if not redis_url:
        return {}
    return {"socket_connect_timeout": STORE_PATIENCE_SECONDS, "socket_timeout": STORE_PATIENCE_SECONDS}
