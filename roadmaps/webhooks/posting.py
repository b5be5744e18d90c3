"""Handing one message to its receiver: only over https, only on the open internet, for so long. No redirect is followed."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException, HTTPResponse
from urllib.parse import urlsplit

from roadmaps.foundation.open_internet import NotOpen, connected
from roadmaps.foundation.sentences import N_

SECONDS = 10.0
LONGEST_WAIT_ASKED = 24 * 3600
_NAME = "fardplan (webhooks)"


class Failure(StrEnum):
    """Why there was no answer."""

    UNREACHABLE = "unreachable"
    NOT_OPEN = "not open"
    SLOW = "slow"
    NO_CERTIFICATE = "no certificate"
    CUT_OFF = "cut off"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Failure.UNREACHABLE: N_("The receiver could not be reached."),
            Failure.NOT_OPEN: N_("The address does not lead to the open internet, so it was not followed."),
            Failure.SLOW: N_("The receiver did not answer in time."),
            Failure.NO_CERTIFICATE: N_("The receiver has no certificate that can be trusted."),
            Failure.CUT_OFF: N_("The answer broke off in the middle."),
            Failure.CLOSED: N_("The secret could not be opened: the secret key of the site is another."),
        }[self]


@dataclass(frozen=True)
class Answer:
    """What came of it: the status of the answer, or why there was none. `wait` is how many seconds the receiver asked for."""

    code: int | None
    failure: Failure | None = None
    milliseconds: int = 0
    wait: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has the message."""
        return self.code is not None and 200 <= self.code < 300

    @property
    def is_gone(self) -> bool:
        """Whether it says that there is nobody any more (410, as the specification has it)."""
        return self.code == 410


@dataclass(frozen=True)
class Post:
    """Sends messages. `is_local_allowed` lets tests have a receiver on this machine; nothing else sets it."""

    is_local_allowed: bool = False
    seconds: float = SECONDS

    def send(self, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Hand the message over. Of the answer only the status is read."""
        began = time.monotonic()
        try:
            response = self._response(address, body, headers, began + self.seconds)
        except NotOpen:
            return _failed(Failure.NOT_OPEN, began)
        except TimeoutError:
            return _failed(Failure.SLOW, began)
        except ssl.SSLError:
            return _failed(Failure.NO_CERTIFICATE, began)
        except (HTTPException, OSError, ValueError) as error:
            is_late = time.monotonic() >= began + self.seconds
            is_cut = isinstance(error, HTTPException | ConnectionResetError | BrokenPipeError)
            failure = Failure.SLOW if is_late else Failure.CUT_OFF if is_cut else Failure.UNREACHABLE
            return _failed(failure, began)
        return Answer(response.status, None, _since(began), _asked_wait(response))

    def _response(self, address: str, body: bytes, headers: Mapping[str, str], until: float) -> HTTPResponse:
        asked = urlsplit(address)
        path = f"{asked.path or '/'}{'?' if asked.query else ''}{asked.query}"
        told = {"Content-Type": "application/json", "User-Agent": _NAME, "Connection": "close", **headers}
        with connected(asked, until, is_local_allowed=self.is_local_allowed) as connection:
            connection.request("POST", path, body=body, headers=told)
            response = connection.getresponse()
            response.close()
            return response


def _asked_wait(response: HTTPResponse) -> int:
    """How long a receiver wants to be left alone, where it says so in seconds."""
    told = response.getheader("Retry-After", "").strip()
    is_number = told.isascii() and told.isdecimal() and len(told) < 9
    return min(int(told), LONGEST_WAIT_ASKED) if response.status in {429, 503} and is_number else 0


def _failed(failure: Failure, began: float) -> Answer:
    return Answer(None, failure, _since(began))


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
