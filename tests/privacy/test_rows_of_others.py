"""A name that stands in what others have made is found, also in tables whose rows go with a person who leaves."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken
from roadmaps.accounts.models import Person
from roadmaps.privacy.gathering import Subject
from roadmaps.privacy.places import Sought, named_places, replace_in
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accounts import a_person
from tests.factories.discussion import AT

SOUGHT = Sought(("Petronella Myrman",))


def test_the_name_of_a_program_and_of_somebody_elses_token_are_found_and_replaced(session: Session) -> None:
    petronella, other = a_person(session, "Petronella Myrman"), a_person(session, "Nils Sundin")
    a_service_account(session, other, name="Robot av Petronella Myrman")
    for person in (petronella, other):
        a_token(session, person, name="Petronella Myrmans bok", made_at=AT, expires_at=AT + timedelta(days=90))
    session.flush()

    places = named_places(session, SOUGHT, Subject.of(petronella))

    tokens = {str(one.id): one.person_id for one in session.scalars(select(AccessToken))}
    assert [tokens[one.key] for one in places if one.table == "access_tokens"] == [other.id]
    assert [one.excerpt for one in places if one.table == "persons"] == ["Robot av Petronella Myrman (tjänstekonto)"]
    for place in places:
        replace_in(session, place, SOUGHT, "Tidigare företrädare")
    session.expire_all()
    assert "Robot av Tidigare företrädare (tjänstekonto)" in session.scalars(select(Person.name)).all()


def test_a_namesake_keeps_the_own_name(session: Session) -> None:
    petronella = a_person(session, "Petronella Myrman")
    a_person(session, "Petronella Myrman", email="den.andra@example.org")

    assert not named_places(session, SOUGHT, Subject.of(petronella))
