"""What a provider says about somebody, as plain values: read from its claims without believing more than is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmaps.accounts.email_addresses import normalised
from roadmaps.accounts.names import MAX_NAME, one_line
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import Fault
from roadmaps.single_sign_on.providers import Provider

MOST_GROUPS = 500
LONGEST_WORD = 255


@dataclass(frozen=True)
class Told:
    """Somebody, as the provider knows them. `email` is there only if the provider has verified it.

    `groups` is None where the provider says nothing of groups: then nothing is concluded from it.
    """

    subject: str
    name: str = ""
    email: str = ""
    groups: frozenset[str] | None = None
    organisation: str | None = None
    is_strong: bool = False
    sid: str = ""
    proved_at: float | None = None


# No moment that a clock could show: what lies beyond is no time.
_FAR_AHEAD = 2**33


def told_by(provider: Provider, id_token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> Told:
    """Both sources as one; what is signed comes first, and nothing of one verifies what the other says."""
    names = provider.claims
    claims = {**userinfo, **id_token}
    organisation = claims.get(names.organisation)
    proved_at = id_token.get("auth_time")
    is_number = isinstance(proved_at, (int, float)) and not isinstance(proved_at, bool) and 0 < proved_at < _FAR_AHEAD
    return Told(
        subject=id_token["sub"],
        name=_name(claims.get(names.name)),
        email=_email(provider, id_token if names.email in id_token else userinfo),
        groups=_words(claims.get(names.groups)),
        organisation=_word(organisation),
        is_strong=provider.is_strong(id_token.get("acr"), id_token.get("amr")),
        sid=_word(id_token.get("sid")) or "",
        proved_at=float(proved_at) if is_number and proved_at is not None else None,
    )


def _email(provider: Provider, source: Mapping[str, Any]) -> str:
    address = source.get(provider.claims.email)
    is_verified = source.get(provider.claims.email_verified)
    # Some providers write the truth in letters.
    if not isinstance(address, str) or not (
        provider.vouches_for_addresses or is_verified is True or is_verified == "true"
    ):
        return ""
    try:
        return normalised(address)
    except Fault:
        return ""


def _name(value: object) -> str:
    if not isinstance(value, str):
        return ""
    try:
        return one_line(value[: MAX_NAME * 4], field="name")
    except Invalid:
        return ""


def _words(value: object) -> frozenset[str] | None:
    """A list of words; a provider may write a single one without a list."""
    if isinstance(value, str):
        return frozenset({value})
    if not isinstance(value, list):
        return None
    return frozenset(word for one in value[:MOST_GROUPS] if (word := _word(one)))


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_WORD else None
