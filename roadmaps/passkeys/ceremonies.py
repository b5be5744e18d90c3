"""What a browser is asked, and whether what it answers is right. All the mathematics is left to py_webauthn.

A key is only taken when whoever holds it has shown themselves to it, by finger, face or number: then it counts for two steps.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.later import later
from roadmaps.foundation.sentences import say
from roadmaps.passkeys.models import Passkey
from roadmaps.passkeys.site import Site

if TYPE_CHECKING:
    import webauthn
else:
    webauthn = later("webauthn")

LONGEST_ANSWER = 20_000
LONGEST_CREDENTIAL_ID = 1400
# Everything that can come of bytes which somebody has made up, in the reading of them.
_MADE_UP = (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError)


@dataclass(frozen=True)
class NewKey:
    """What a browser has told of a key that it has just made."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: list[str]
    is_synced: bool


@dataclass(frozen=True)
class Claim:
    """What an answer claims before it has been checked: which key it is of, and whose."""

    credential_id: str
    person_id: UUID | None
    answer: str


def options_for_new(
    site: Site, *, challenge: bytes, person_id: UUID, email: str, name: str, has: Iterable[Passkey]
) -> dict[str, Any]:
    """What to ask of a browser that is to make a key. A device that holds one already makes no second."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=person_id.bytes,
        user_name=email,
        user_display_name=name,
        challenge=challenge,
        exclude_credentials=_named(has),
        authenticator_selection=webauthn.helpers.structs.AuthenticatorSelectionCriteria(
            resident_key=webauthn.helpers.structs.ResidentKeyRequirement.REQUIRED,
            user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return cast(dict[str, Any], json.loads(webauthn.options_to_json(options)))


def options_for_showing(site: Site, *, challenge: bytes, keys: Iterable[Passkey] = ()) -> dict[str, Any]:
    """What to ask of a browser that is to show a key: one of these, or any that it holds for this site."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        allow_credentials=_named(keys),
        user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
    )
    return cast(dict[str, Any], json.loads(webauthn.options_to_json(options)))


def read_new(answer: str, *, site: Site, challenge: bytes) -> NewKey:
    """The key that a browser has made in answer to the challenge.

    :raises Invalid: when it is for another site, another challenge, or was made without asking for its holder
    """
    try:
        credential = webauthn.helpers.parse_registration_credential_json(_short(answer))
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (*_MADE_UP, webauthn.helpers.exceptions.WebAuthnException):
        raise _refused() from None
    credential_id = webauthn.helpers.bytes_to_base64url(found.credential_id)
    if len(credential_id) > LONGEST_CREDENTIAL_ID:
        raise _refused()
    return NewKey(
        credential_id=credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        transports=[one.value for one in credential.response.transports or []],
        is_synced=found.credential_backed_up,
    )


def read_claim(answer: str) -> Claim:
    """Which key an answer claims to be of; nothing of it is checked yet."""
    try:
        credential = webauthn.helpers.parse_authentication_credential_json(_short(answer))
        handle = credential.response.user_handle
        person_id = UUID(bytes=handle) if handle else None
    except (*_MADE_UP, webauthn.helpers.exceptions.WebAuthnException):
        raise _refused() from None
    return Claim(webauthn.helpers.bytes_to_base64url(credential.raw_id), person_id, answer)


def is_right(claim: Claim, passkey: Passkey, *, site: Site, challenge: bytes) -> int | None:
    """The key's new count when it has truly answered the challenge for this site; None otherwise.

    A count that has not grown tells that somebody has a copy of the key.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=claim.answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (*_MADE_UP, webauthn.helpers.exceptions.WebAuthnException):
        return None
    return found.new_sign_count


def _named(keys: Iterable[Passkey]) -> "list[webauthn.helpers.structs.PublicKeyCredentialDescriptor]":
    known = {one.value for one in webauthn.helpers.structs.AuthenticatorTransport}
    return [
        webauthn.helpers.structs.PublicKeyCredentialDescriptor(
            id=webauthn.base64url_to_bytes(one.credential_id),
            transports=[webauthn.helpers.structs.AuthenticatorTransport(way) for way in one.transports if way in known],
        )
        for one in keys
    ]


def _short(answer: str) -> str:
    if len(answer) > LONGEST_ANSWER:
        raise _refused()
    return answer


def _refused() -> Invalid:
    return Invalid(say("The passkey did not answer as it should. Try once more, or take another way."))
