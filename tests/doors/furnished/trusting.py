"""What the site keeps about trust: faults that readers met, data that people asked about, and how they sign in."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from roadmaps.access_tokens.models import AccessToken
from roadmaps.foundation.clock import now
from roadmaps.foundation.ids import new_id
from roadmaps.privacy import rules as privacy
from roadmaps.privacy.models import Wish
from roadmaps.privacy.periods import PERIODS
from roadmaps.privacy.register import Keeping
from roadmaps.privacy.rules import choose_days, propose
from roadmaps.public_records.models import RecordsRequest
from roadmaps.public_records.queries import masks_of, things_of
from roadmaps.public_records.rules import choose, mask
from roadmaps.single_sign_on.models import ProviderAccount, Tie
from tests.doors.furnished.corner import Corner
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accessibility import a_fault, a_report
from tests.factories.accounts import LONG_AGO, a_person
from tests.factories.passkeys import Device
from tests.factories.public_records import RULE, a_request_for
from tests.factories.second_steps import an_app, some_codes


def furnish(corner: Corner) -> None:
    """Something of each, told or asked by whoever takes part, or by a reader."""
    session, actor = corner.session, corner.actor
    fault = a_fault(session, corner.coordinator, at=now(), words=f"Något {corner.area.slug} läses inte upp.")
    report = a_report(session, at=now(), email=f"lasare-{corner.area.slug}@adress.example")
    asked = privacy.ask(session, Wish.RECTIFICATION, f"Min funktion {corner.secret}.", at=now(), actor=actor)
    person = corner.person(actor)
    erasure = privacy.begin(session, person, reason=f"Jag slutar {corner.secret}.", at=now(), actor=actor)
    corner.facts |= {"fault_id": fault.id, "request_id": asked.id, "erasure_id": erasure.id}
    for method in ("GET", "POST"):
        corner.at(f"{method} /administration/accessibility/reports/<uuid:report_id>", report_id=report.id)
    corner.facts["passkey_id"] = Device().known_to(session, person).id
    corner.facts["account_id"] = _an_account(corner)
    _programs(corner)
    records = a_request_for(session, corner.plan.roadmap, corner.leader, at=now())
    thing = things_of(session, records)[0].key
    for view in ("show", "decide", "package", "set_aside", "thing", "give_out", "masks", "thing_masks", "unmask"):
        corner.at(f"public_records.{view}", number=records.number, key=thing)
    _masked(corner, records)
    _looked_after(corner)
    an_app(session, corner.person(corner.leader))
    some_codes(session, corner.person(corner.leader))


def _masked(corner: Corner, records: RecordsRequest) -> None:
    """Words are taken out of what is given out, and something is withheld."""
    session, things = corner.session, things_of(corner.session, records)
    by: dict[str, Any] = {"ground": RULE, "actor": corner.leader, "at": now()}
    title = next(one for one in things if len(one.title) > 10)
    choose(session, records, things[1:2], is_given_out=False, **by)
    mask(session, records, [title.title], things=things, key=title.key, **by)
    corner.at("public_records.unmask", mask_id=masks_of(session, records)[0].id)


def _looked_after(corner: Corner) -> None:
    """Another coordinator has proposed that somebody's data is taken away; another time is chosen for letters."""
    session, other = corner.session, corner.cast.actor(corner.session, "second coordinator")
    leaving = a_person(session, f"Vera Ek {corner.area.slug}", email=f"vera-{corner.area.slug}@skrivet.example")
    proposed = privacy.begin(session, leaving, reason="Slutar.", at=now(), actor=other)
    propose(session, proposed, at=now(), actor=other)
    corner.at("privacy.confirm", erasure_id=proposed.id)
    period = PERIODS[Keeping.LETTERS]
    choose_days(session, period, 60, reason="Beslut.", at=now(), actor=corner.coordinator)
    corner.facts |= {"period_name": period.key.value, "part_name": "blocks"}


def _programs(corner: Corner) -> None:
    """A token of whoever takes part, and a program of an organisation."""
    session, person = corner.session, corner.person(corner.actor)
    a_token(session, person, name=f"Egen {corner.area.slug}")
    mine = select(AccessToken.id).where(AccessToken.person_id == person.id).order_by(AccessToken.id.desc())
    corner.facts["token_id"] = session.scalars(mine).first()
    account = a_service_account(session, corner.person(corner.coordinator), name=f"Bryggan {corner.area.slug}")
    corner.at("access_tokens.make_for_account", "access_tokens.close", account_id=account.person_id)


def _an_account(corner: Corner) -> UUID:
    facts = {"issuer": "https://idp.region.example", "subject": corner.area.slug, "provider": "region"}
    account = ProviderAccount(
        id=new_id(),
        person_id=corner.actor.person_id,
        tie=Tie.ONESELF,
        tied_at=LONG_AGO,
        made_coordinator=False,
        **facts,
    )
    corner.session.add(account)
    corner.session.flush()
    return account.id
