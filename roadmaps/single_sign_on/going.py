"""Sending somebody to a provider, and reading what they come back with."""

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from roadmaps.accounts.cookie import this_browser
from roadmaps.foundation.clock import now
from roadmaps.single_sign_on.believing import id_token_facts
from roadmaps.single_sign_on.errand import Errand, Purpose, begin, take
from roadmaps.single_sign_on.facts import Told, told_by
from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.known import Doors, Known
from roadmaps.single_sign_on.line import Line, token_of
from roadmaps.single_sign_on.trusted import trusted

LONGEST_CODE = 4096


def send(key: str, purpose: Purpose, back: str) -> Response:
    """Lead this browser to the provider, to come back with an answer.

    :raises NotLetIn: when the provider does not answer
    """
    known, at, browser = trusted().known(key), now(), this_browser()
    doors = known.doors()
    person_id = str(browser.person_id) if browser else ""
    errand = begin(Errand(provider=key, purpose=purpose, back=back, begun_at=at.timestamp(), person_id=person_id))
    more: dict[str, str] = {}
    if known.provider.asks_acr:
        more["acr_values"] = " ".join(known.provider.asks_acr)
    if purpose is Purpose.SHOW_AGAIN:
        more.update(prompt="login", max_age="0")
    address, _ = Line(known.provider, redirect_uri=answer_address(key)).create_authorization_url(
        doors.authorization, state=errand.state, code_verifier=errand.verifier, nonce=errand.nonce, **more
    )
    return redirect(address, 303)


def receive(key: str) -> tuple[Errand, Told, str]:
    """The errand of this browser that is over now, what the provider says about somebody, and its ID token.

    :raises NotLetIn: when this browser asked for no such answer, or when it is not to be believed
    """
    known = trusted().known(key)
    errand = take(key, request.args.get("state", ""), now())
    if errand is None:
        raise NotLetIn(Why.NOT_BEGUN)
    if any(len(values) > 1 for values in request.args.listvalues()):
        raise NotLetIn(Why.NOT_BELIEVED, "the answer says something twice")
    doors = known.doors()
    _require_same_issuer(known, doors)
    if "error" in request.args:
        raise NotLetIn(Why.STOPPED)
    told, id_token = _ask(known, doors, errand)
    return errand, told, id_token


def answer_address(key: str) -> str:
    """Where the provider sends people back to, as a whole address; each provider has its own."""
    return str(current_app.config["BASE_URL"]) + url_for("single_sign_on.answer", provider_key=key)


def sign_out_address(key: str) -> str:
    """Where the provider tells that somebody signed out there."""
    return str(current_app.config["BASE_URL"]) + url_for("single_sign_on.hear_sign_out", provider_key=key)


def signed_out_address() -> str:
    """Where a provider sends people who have signed out there."""
    return str(current_app.config["BASE_URL"]) + url_for("single_sign_on.signed_out")


def _require_same_issuer(known: Known, doors: Doors) -> None:
    """An answer that another provider has begun is not taken to this one (RFC 9207)."""
    issuer = request.args.get("iss")
    if issuer != known.provider.issuer and (issuer is not None or doors.tells_issuer):
        raise NotLetIn(Why.NOT_BELIEVED, "the answer is of another issuer")


def _ask(known: Known, doors: Doors, errand: Errand) -> tuple[Told, str]:
    code = request.args.get("code", "")
    if not 1 <= len(code) <= LONGEST_CODE:
        raise NotLetIn(Why.NOT_BELIEVED, "the answer has no code")
    provider = known.provider
    with Line(provider, redirect_uri=answer_address(provider.key)) as line:
        token = token_of(line, doors.token, code=code, verifier=errand.verifier)
        facts = id_token_facts(known, token, nonce=errand.nonce, at=now())
        besides: dict[str, object] = {}
        access = token.get("access_token")
        if provider.asks_userinfo and doors.userinfo and isinstance(access, str) and access.isascii():
            besides = line.facts(doors.userinfo, Authorization=f"Bearer {access}")
            if besides.get("sub") != facts["sub"]:
                raise NotLetIn(Why.NOT_BELIEVED, "what is said besides is about somebody else")
    return told_by(provider, facts, besides), str(token["id_token"])
