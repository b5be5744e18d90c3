"""Links in letters by which people sign in, or show once more who they are.

A link works once, for a quarter of an hour, and only in the browser that asked for it: whoever reads the letter elsewhere,
be it a thief or a program that follows every link, gets nowhere with it.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import SignInLinkAsked
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person, SignIn, SignInLink
from roadmaps.accounts.rules.attempts import WAIT_SECONDS, count_attempt, is_limited
from roadmaps.accounts.rules.stopping import open_links_of, stop_sign_in_links_of
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.errors import NotAllowed, NotFound, TooMany
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say

LINK_LASTS = timedelta(minutes=15)
DEAD = say("This link does not work any more: it has been used, or it is too old. Ask for a new one.")


def send_sign_in_link(
    session: Session, person: Person, *, browser_hash: str, at: datetime, sign_in: SignIn | None = None
) -> None:
    """Make a link and let it be sent; earlier ones that the same browser asked for stop working.

    Those of other browsers go on: otherwise a stranger who asks for letters would stop the one that its person waits for.

    :param sign_in: the one that it proves once more
    """
    of_browser = open_links_of(person).where(SignInLink.browser_hash == browser_hash)
    session.execute(of_browser.values(used_at=at))
    token = new_token()
    session.add(
        SignInLink(
            token_hash=hash_of(token),
            person_id=person.id,
            browser_hash=browser_hash,
            sign_in_id=sign_in.id if sign_in else None,
            asked_at=at,
            expires_at=at + LINK_LASTS,
        )
    )
    record(
        session,
        SignInLinkAsked(
            person_id=person.id,
            email=person.email,
            name=person.name,
            language=person.language,
            expires_at=at + LINK_LASTS,
            at=at,
            is_proof=sign_in is not None,
            token=token,
        ),
    )


def ask_for_proof_link(
    session: Session, person: Person, sign_in: SignIn, *, browser: str, address: str, at: datetime, actor: Actor
) -> None:
    """Send oneself a link by which one shows once more, in this browser, who one is.

    :raises TooMany: when letters have been asked for too often of late
    """
    if actor.person_id != person.id or sign_in.person_id != person.id:
        raise NotAllowed(say("You can only show who you are yourself."))
    account_key, address_key = hash_of(person.email), hash_of(address)
    if is_limited(session, account_key, address_key, act="letter", at=at):
        raise TooMany(WAIT_SECONDS)
    count_attempt(session, account_key, address_key, act="letter", at=at)
    send_sign_in_link(session, person, browser_hash=hash_of(browser), at=at, sign_in=sign_in)


def find_sign_in_link(session: Session, token: str, *, at: datetime) -> SignInLink:
    """The link of a letter, while it works."""
    link = session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_of(token)))
    if link is None or link.used_at is not None or at >= link.expires_at:
        raise NotFound(DEAD)
    return link


def is_of_browser(link: SignInLink, browser: str) -> bool:
    """Whether the link was asked for in the browser that keeps this secret."""
    return bool(browser) and link.browser_hash == hash_of(browser)


def use_sign_in_link(session: Session, link: SignInLink, *, browser: str, at: datetime) -> Person:
    """Use up the link, and all others of the person; return the person, who has shown who they are."""
    hold(session, link.person_id)
    session.refresh(link, with_for_update=True)
    person = session.get(Person, link.person_id, populate_existing=True)
    if not is_of_browser(link, browser):
        raise NotAllowed(say("This link was asked for in another browser. Ask for a new one in this one."))
    if link.used_at is not None or at >= link.expires_at or person is None or not person.is_active:
        raise NotFound(DEAD)
    stop_sign_in_links_of(session, person, at=at)
    link.used_at = at
    return person
