"""Signing out there as well: the way from here to the provider, and the word that it sends when somebody signed out there."""

from uuid import UUID

from authlib.common.urls import add_params_to_uri
from flask import current_app, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import object_session

from roadmaps.accounts.models import SignIn
from roadmaps.foundation.clock import now
from roadmaps.single_sign_on import rules
from roadmaps.single_sign_on.believing import signed_out
from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.going import signed_out_address
from roadmaps.single_sign_on.models import ProviderAccount, ProviderSignIn
from roadmaps.single_sign_on.providers import Provider
from roadmaps.single_sign_on.trusted import trusted
from roadmaps.web.work import change, reading

LASTS_SECONDS = int(rules.WAY_OUT_LASTS.total_seconds())


def way_out(sign_in: SignIn) -> str | None:
    """The page that offers to sign out there too, for a sign-in that came by a provider which is still trusted."""
    session = object_session(sign_in)
    came = session.get(ProviderSignIn, sign_in.id) if session else None
    if came is None or session is None:
        return None
    provider = session.get_one(ProviderAccount, came.account_id).provider
    if all(one.key != provider for one in trusted()):
        return None
    return url_for("single_sign_on.signed_out", of=_seal().dumps([str(sign_in.id), provider]))


def left_behind(sealed: str) -> tuple[Provider, str | None] | None:
    """The provider that somebody who just signed out here came by, and the address to sign out there, if there is one."""
    found = _opened(sealed)
    if found is None or len(found) != 2:
        return None
    sign_in_id, key = found
    known = trusted().known(key)
    came = reading().get(ProviderSignIn, UUID(sign_in_id))
    sign_in = reading().get(SignIn, UUID(sign_in_id))
    if came is None or sign_in is None or sign_in.ended_at is None:
        return None
    try:
        door = known.doors().end_session
    except NotLetIn:
        door = ""
    if not door:
        return known.provider, None
    params = {
        "client_id": known.provider.client_id,
        "post_logout_redirect_uri": signed_out_address(),
        "state": _seal().dumps([key]),
    }
    if came.id_token:
        params["id_token_hint"] = came.id_token
    return known.provider, str(add_params_to_uri(door, list(params.items())))


def left_there(state: str) -> Provider | None:
    """The provider that sends somebody back who has signed out there."""
    found = _opened(state)
    return trusted().known(found[0]).provider if found and len(found) == 1 else None


def hear(key: str, token: str) -> None:
    """End the sign-ins of whoever has signed out there.

    :raises NotLetIn: when the word is not to be believed
    """
    known = trusted().known(key)
    word = signed_out(known, token, at=now())
    try:
        with change() as session:
            rules.hear(session, known.provider, word, at=now())
    except IntegrityError:
        raise NotLetIn(Why.NOT_BELIEVED, "logout token: it is being heard just now") from None


def _opened(sealed: str) -> list[str] | None:
    try:
        found = _seal().loads(sealed[:1000], max_age=LASTS_SECONDS)
    except BadData:
        return None
    return [str(one) for one in found]


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="single_sign_on.leaving")
