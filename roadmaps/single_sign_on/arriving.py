"""What comes of an answer of a provider: somebody is let in, shows again who they are, or may tie the account."""

import logging
from datetime import datetime, timedelta
from math import isfinite

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.entering import go_on, let_in
from roadmaps.accounts.models import Person, SignIn, Way
from roadmaps.accounts.proving_again import GOOD_FOR
from roadmaps.accounts.terms import LONGEST
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.events import record
from roadmaps.single_sign_on import queries, rules
from roadmaps.single_sign_on.errand import LASTS, Errand, Purpose
from roadmaps.single_sign_on.events import ProviderSignInRefused
from roadmaps.single_sign_on.facts import Told
from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.failures import told as told_why
from roadmaps.single_sign_on.going import receive
from roadmaps.single_sign_on.providers import Provider
from roadmaps.single_sign_on.trusted import trusted
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.work import change, reading

log = logging.getLogger(__name__)

_TO_TIE = "to_tie"
# Clocks differ a little, and whoever proves who they are does so after having been asked.
SLACK_SECONDS = 60


def arrive(key: str) -> ResponseReturnValue:
    """Answer somebody who comes back from a provider."""
    provider = trusted().known(key).provider
    try:
        errand, told, id_token = receive(key)
        match errand.purpose:
            case Purpose.ENTER:
                return _enter(provider, errand, told, id_token)
            case Purpose.SHOW_AGAIN:
                return _show_again(provider, errand, told)
            case Purpose.TIE:
                return _ask_to_tie(provider, errand, told)
    except NotLetIn as failure:
        return refuse(provider, failure)


def refuse(provider: Provider, failure: NotLetIn) -> ResponseReturnValue:
    """The page that tells why."""
    note(provider.key, failure)
    page = render_template(
        "single_sign_on/not_let_in.html",
        provider=provider,
        sentence=told_why(failure.why, provider.name),
        is_unknown=failure.why is Why.UNKNOWN,
    )
    return page, failure.why.status


def note(key: str, failure: NotLetIn) -> None:
    """Tell the operator's log why, and the record, where it is something to watch over."""
    log.warning("Provider %s: %s %r", key, failure.why.value, failure.detail[:300])
    if failure.why.is_worth_a_line:
        with change() as writing:
            record(writing, ProviderSignInRefused(provider=key, why=failure.why, at=now()))


def account_to_tie() -> tuple[Provider, str, str] | None:
    """The account that the person of this browser has just come back with: provider, subject, and what it is called."""
    kept = session.get(_TO_TIE)
    if not isinstance(kept, dict) or kept.get("person_id") != str(the_actor().person_id):
        return None
    if now().timestamp() - float(kept.get("at", 0)) > LASTS.total_seconds():
        return None
    return trusted().known(str(kept["provider"])).provider, str(kept["subject"]), str(kept["label"])


def tie(provider: Provider, subject: str) -> None:
    """Tie the account to the person of this browser."""
    with change() as writing:
        person = writing.get_one(Person, the_actor().person_id)
        rules.tie(writing, provider, person, subject, at=now(), actor=the_actor())
    session.pop(_TO_TIE, None)
    flash(_("From now on you can sign in with %(provider)s.", provider=provider.name), "good")


def _enter(provider: Provider, errand: Errand, told: Told, id_token: str) -> Response:
    if actor() is not None:
        return redirect(errand.back, 303)
    try:
        token = _let_in(provider, told, id_token)
    except IntegrityError:
        # The same person came for the first time in two windows at once; now the other one is there.
        token = _let_in(provider, told, id_token)
    return go_on(token, errand.back)


def _let_in(provider: Provider, told: Told, id_token: str) -> str:
    with change() as writing:
        arrived = rules.arrive(writing, provider, told, at=now(), on=today())
        shown_at = _shown_at(told, now())
        token = let_in(writing, arrived.person, way=Way.PROVIDER, is_strong=told.is_strong, proved_at=shown_at)
        rules.remember(writing, arrived, token, told=told, provider=provider, id_token=id_token, at=now())
    return token


def _shown_at(told: Told, at: datetime) -> datetime:
    """When the person showed there who they are, which may be this morning: an open browser there is no proof now.

    A provider that does not tell may have asked for nothing.
    """
    if told.proved_at is None or not isfinite(told.proved_at):
        return at - GOOD_FOR
    age = at.timestamp() - told.proved_at
    return at - timedelta(seconds=min(max(0.0, age), LONGEST.total_seconds()))


def _show_again(provider: Provider, errand: Errand, told: Told) -> Response:
    browser = this_browser()
    if browser is None or str(browser.person_id) != errand.person_id:
        raise NotLetIn(Why.NOT_BEGUN)
    account = reading().scalar(queries.account_of(provider.issuer, told.subject))
    if account is None or account.untied_at is not None or account.person_id != browser.person_id:
        raise NotLetIn(Why.OTHER_ACCOUNT)
    if told.proved_at is None or told.proved_at < errand.begun_at - SLACK_SECONDS:
        raise NotLetIn(Why.NOT_RECENT)
    sign_in = reading().get_one(SignIn, browser.sign_in_id)
    with change() as writing:
        token = accounts.show_again(writing, sign_in, is_strong=told.is_strong, at=now())
    return go_on(token, errand.back)


def _ask_to_tie(provider: Provider, errand: Errand, told: Told) -> Response:
    browser = this_browser()
    if browser is None or str(browser.person_id) != errand.person_id:
        raise NotLetIn(Why.NOT_BEGUN)
    session[_TO_TIE] = {
        "provider": provider.key,
        "subject": told.subject,
        "label": " ".join(filter(None, (told.name, told.email))) or told.subject[:40],
        "person_id": errand.person_id,
        "at": now().timestamp(),
    }
    return redirect(url_for("single_sign_on.confirm_tie"), 303)
