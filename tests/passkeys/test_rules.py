import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn.helpers import bytes_to_base64url

from roadmaps.accounts.models import Person
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.passkeys import rules
from roadmaps.passkeys.ceremonies import options_for_new, options_for_showing, read_claim
from roadmaps.passkeys.events import PasskeyAdded, PasskeyRefused, PasskeyUsed
from roadmaps.passkeys.models import Passkey
from roadmaps.passkeys.site import Site, site_at
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import as_actor
from tests.factories.passkeys import PRESENT, SITE, VERIFIED, Device

CHALLENGE, ANOTHER = b"c" * 32, b"d" * 32
ELSEWHERE = Site(host="evil.example.org", origin="https://evil.example.org")
HOSTILE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("another address", {}, {"origin": "https://evil.example.org"}),
    ("another port", {}, {"origin": SITE.origin + ":8443"}),
    ("without encryption", {}, {"origin": "http://fardplan.example.org"}),
    ("an address below ours", {}, {"origin": "https://a.fardplan.example.org"}),
    ("another site", {"site": replace(ELSEWHERE, origin=SITE.origin)}, {}),
    ("another challenge", {}, {"challenge": bytes_to_base64url(ANOTHER)}),
    ("nobody was asked to show themselves", {"flags": PRESENT}, {}),
    ("nobody was there", {"flags": VERIFIED}, {}),
    ("another ceremony", {}, {"type": "payment.get"}),
]


def new_options(person: Person) -> dict[str, Any]:
    return options_for_new(SITE, challenge=CHALLENGE, person_id=person.id, email=person.email, name=person.name, has=[])


def asked() -> dict[str, Any]:
    return options_for_showing(SITE, challenge=CHALLENGE)


def shown(session: Session, answer: str, at: datetime, person: Person | None = None) -> Person | None:
    claim = read_claim(answer)
    person_id = person.id if person else None
    return rules.show(session, claim, site=SITE, challenge=CHALLENGE, person_id=person_id, at=at)


def added(session: Session, person: Person, answer: str, at: datetime, challenge: bytes = CHALLENGE) -> Passkey:
    here, _token = a_sign_in(session, person, at=at)
    return rules.add(session, here, name="Min telefon", answer=answer, site=SITE, challenge=challenge, at=at)


def test_a_key_that_was_added_signs_its_person_in(session: Session, at: datetime) -> None:
    person, device = a_person(session), Device()

    passkey = added(session, person, device.make(new_options(person)), at)
    later = options_for_showing(SITE, challenge=ANOTHER)
    claim = read_claim(device.show(later))

    assert rules.show(session, claim, site=SITE, challenge=ANOTHER, person_id=None, at=at) is person
    assert passkey.used_at == at
    assert take_recorded(session) == [
        PasskeyAdded(passkey_id=passkey.id, person_id=person.id, at=at),
        PasskeyUsed(passkey_id=passkey.id, person_id=person.id, at=at),
    ]


def test_browsers_are_asked_for_a_key_that_knows_its_holder(session: Session) -> None:
    options = new_options(a_person(session))

    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"]["id"] == SITE.host
    assert asked()["userVerification"] == "required"
    assert not asked().get("allowCredentials")


@pytest.mark.parametrize(("device", "lies"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_answer_signs_nobody_in_and_is_kept(
    session: Session, at: datetime, device: dict[str, Any], lies: dict[str, Any]
) -> None:
    person, phone = a_person(session), Device(**device)
    passkey = phone.known_to(session, person)

    assert shown(session, phone.show(asked(), **lies), at) is None

    assert take_recorded(session) == [PasskeyRefused(passkey_id=passkey.id, person_id=person.id, at=at)]
    assert passkey.used_at is None


@pytest.mark.parametrize(("device", "lies"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_answer_adds_no_key(
    session: Session, at: datetime, device: dict[str, Any], lies: dict[str, Any]
) -> None:
    person = a_person(session)

    with pytest.raises(Invalid):
        added(session, person, Device(**device).make(new_options(person), **lies), at)

    assert session.scalars(select(Passkey)).all() == []


def test_an_answer_is_good_once(session: Session, at: datetime) -> None:
    person, phone = a_person(session), Device()
    phone.known_to(session, person)
    answer = phone.show(asked())

    assert shown(session, answer, at) is person
    assert shown(session, answer, at) is None


def test_so_is_the_making_of_a_key(session: Session, at: datetime) -> None:
    person = a_person(session)
    added(session, person, Device().make(new_options(person)), at)

    with pytest.raises(Invalid):
        added(session, person, Device().make(new_options(person)), at)


def test_a_key_is_known_once_whoever_brings_it(session: Session, at: datetime) -> None:
    owner, thief, phone = a_person(session), a_person(session, "Per Olsson"), Device()
    phone.known_to(session, owner)

    with pytest.raises(Invalid):
        added(session, thief, phone.make(new_options(thief)), at)


def test_a_key_whose_count_does_not_grow_has_been_copied(session: Session, at: datetime) -> None:
    person, phone = a_person(session), Device(count=7)
    passkey = phone.known_to(session, person)
    copy = Device(count=6, key=phone.key, credential_id=phone.credential_id, handle=phone.handle)

    assert shown(session, copy.show(asked()), at) is None
    assert shown(session, phone.show(asked()), at) is person
    assert passkey.sign_count == 8


def test_another_persons_key_is_no_second_step(session: Session, at: datetime) -> None:
    person, thief, phone = a_person(session), a_person(session, "Per Olsson"), Device()
    phone.known_to(session, thief)

    assert shown(session, phone.show(asked()), at, person) is None


def test_a_key_says_itself_whose_it_is(session: Session, at: datetime) -> None:
    person, other, phone = a_person(session), a_person(session, "Per Olsson"), Device()
    phone.known_to(session, person)

    assert shown(session, phone.show(asked(), handle=other.id.bytes), at) is None
    assert shown(session, phone.show(asked(), handle=b""), at) is None
    assert shown(session, phone.show(asked(), handle=b""), at, person) is person


def test_a_signature_of_another_key_under_a_known_name_opens_nothing(session: Session, at: datetime) -> None:
    person, phone = a_person(session), Device()
    phone.known_to(session, person)
    forged = Device(credential_id=phone.credential_id, handle=phone.handle)

    assert shown(session, forged.show(asked()), at) is None


def test_a_key_that_nobody_knows_opens_nothing(session: Session, at: datetime) -> None:
    assert shown(session, Device(handle=new_id().bytes).show(asked()), at) is None
    assert take_recorded(session) == []


def test_a_deactivated_persons_key_opens_nothing(session: Session, at: datetime) -> None:
    person, phone = a_person(session, deactivated_at=at), Device()
    phone.known_to(session, person)

    assert shown(session, phone.show(asked()), at) is None


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        '"x"',
        "{}",
        "[" * 9000,
        '{"id":1}',
        "x" * 30_000,
        '{"id":"A","rawId":"A","type":"public-key","response":{}}',
    ],
    ids=[
        "empty",
        "broken",
        "list",
        "null",
        "number",
        "text",
        "nothing in it",
        "deep",
        "odd id",
        "too long",
        "no response",
    ],
)
def test_what_is_no_answer_is_refused_in_words(session: Session, at: datetime, answer: str) -> None:
    with pytest.raises(Invalid):
        read_claim(answer)
    with pytest.raises(Invalid):
        added(session, a_person(session), answer, at)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "attestationObject"])
@pytest.mark.parametrize("rubbish", ["", "AAAA", "!!!", "_" * 4000])
def test_a_spoilt_part_spoils_the_answer(session: Session, at: datetime, part: str, rubbish: str) -> None:
    person, phone = a_person(session), Device()
    is_new = part == "attestationObject"
    answer = json.loads(phone.make(new_options(person)) if is_new else phone.show(asked()))
    phone.known_to(session, person)
    answer["response"][part] = rubbish

    if is_new:
        with pytest.raises(Invalid):
            added(session, person, json.dumps(answer), at)
    else:
        with suppress(Invalid):
            assert shown(session, json.dumps(answer), at) is None


def test_nobody_collects_keys_without_end(session: Session, at: datetime) -> None:
    person = a_person(session)
    for _ in range(rules.MOST_PASSKEYS):
        Device().known_to(session, person)

    with pytest.raises(Invalid):
        added(session, person, Device().make(new_options(person)), at)


def test_people_rename_and_remove_their_own_and_nobody_elses(session: Session, at: datetime) -> None:
    owner, other = a_person(session), a_person(session, "Per Olsson", is_coordinator=True)
    passkey = Device().known_to(session, owner)

    with pytest.raises(NotAllowed):
        rules.rename(session, passkey, "Min nu", at=at, actor=as_actor(session, other))
    with pytest.raises(NotAllowed):
        rules.remove(session, passkey, is_needed=False, at=at, actor=as_actor(session, other))
    rules.rename(session, passkey, "Nyckel på ringen", at=at, actor=as_actor(session, owner))
    with pytest.raises(NotAllowed):
        rules.remove(session, passkey, is_needed=True, at=at, actor=as_actor(session, owner))
    rules.remove(session, passkey, is_needed=False, at=at, actor=as_actor(session, owner))
    session.flush()

    assert session.scalars(select(Passkey)).all() == []


@pytest.mark.parametrize(
    ("address", "host", "origin", "takes"),
    [
        ("https://fardplan.example.org", "fardplan.example.org", "https://fardplan.example.org", True),
        ("https://fardplan.example.org:8443", "fardplan.example.org", "https://fardplan.example.org:8443", True),
        ("http://fardplan.example.org", "fardplan.example.org", "http://fardplan.example.org", False),
        ("http://localhost:8000", "localhost", "http://localhost:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1", "http://127.0.0.1:8000", False),
        ("https://192.0.2.1", "192.0.2.1", "https://192.0.2.1", False),
    ],
)
def test_keys_are_bound_to_the_address_in_the_settings(address: str, host: str, origin: str, takes: bool) -> None:
    site = site_at(address)

    assert (site.host, site.origin, site.takes_passkeys) == (host, origin, takes)
