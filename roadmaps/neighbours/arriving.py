"""A version of a neighbour's roadmap on its way in: fetched or sent as a file, understood, and its hash checked.

The network is asked while no unit of work is open, so that a slow neighbour holds nobody up.
"""

import re
from dataclasses import dataclass

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.neighbours.addresses import data_address, newest_address, site_of
from roadmaps.neighbours.client import Answer, Fetcher
from roadmaps.neighbours.failures import Failure, FetchFailed
from roadmaps.neighbours.reading import Sent, understand
from roadmaps.revisions.kinds import canonical
from roadmaps.snapshots.format import as_json, digest_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Arrival:
    """What has come. `address` is where newer ones are to be had, `source` what this one came by."""

    sent: Sent
    source: str
    address: str = ""
    is_confirmed: bool = False


def fetched(fetcher: Fetcher, typed: str, *, expected: str = "") -> Arrival:
    """What is at an address that somebody pasted.

    :param expected: the hash as it stands at the neighbour's, where somebody has it; empty otherwise
    :raises Invalid: when it cannot be had, is no roadmap, or has another hash
    """
    address = data_address(typed, is_local_allowed=fetcher.is_local_allowed)
    try:
        answer = fetcher.fetch(address)
    except FetchFailed as failure:
        raise _refused("address", failure.sentence) from failure
    assert answer is not None  # nothing was known
    sent = understand(answer.body, site=site_of(address))
    if answer.sha256 and answer.sha256 != sent.sha256:
        raise _refused("address", FetchFailed(Failure.ALTERED).sentence)
    return Arrival(sent, address, address, _is_confirmed(sent, expected) or bool(answer.sha256))


def fetched_newest(fetcher: Fetcher, address: str) -> Arrival:
    """The newest version of what was once fetched at an address."""
    return fetched(fetcher, newest_address(address))


def uploaded(name: str, data: bytes, *, expected: str = "") -> Arrival:
    """What somebody sent as a file.

    :raises Invalid: when it is no roadmap, or has another hash than is expected
    """
    if not data:
        raise _refused("file", say("Choose a file first."))
    try:
        sent = understand(data)
    except Invalid as refusal:
        raise _refused("file", refusal.sentence) from refusal
    plain = re.sub(r"[^\w .()-]+", "-", name.replace("\\", "/").rsplit("/", 1)[-1]).strip()
    return Arrival(sent, plain[:_LONGEST_NAME] or "roadmap.json", "", _is_confirmed(sent, expected))


def digest_in(answer: Answer) -> str:
    """The hash of what came, without reading more of it than that.

    :raises Invalid: when it is not even JSON
    """
    return digest_of(canonical(as_json(answer.body)))


def _is_confirmed(sent: Sent, expected: str) -> bool:
    plain = re.sub(r"[\s:]", "", expected).lower()
    if not plain:
        return False
    if not _DIGEST.fullmatch(plain):
        raise _refused("sha256", say("A hash has 64 signs, each a digit or a letter from a to f."))
    if plain != sent.sha256:
        raise _refused(
            "sha256", say("The roadmap that came has another hash: %(hash)s. It was not kept.", hash=sent.sha256)
        )
    return True


def _refused(field: str, why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: why})
