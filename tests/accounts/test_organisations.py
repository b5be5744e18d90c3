from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts import queries, rules
from roadmaps.accounts.models import Helix, Organisation
from roadmaps.foundation.errors import Invalid, NotAllowed
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, as_actor

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def add(session: Session, name: str) -> Organisation:
    return rules.add_organisation(session, name=name, helix=Helix.PUBLIC, at=NOW, actor=a_coordinator(session))


def test_an_organisation_gets_an_address_of_its_name(session: Session) -> None:
    assert add(session, "Åre kommun").slug == "are-kommun"
    assert add(session, "Are, kommun").slug == "are-kommun-2"


def test_a_renamed_organisation_keeps_its_address(session: Session) -> None:
    are = add(session, "Åre kommun")

    rules.change_organisation(
        session, are, name="Åre", helix=Helix.ACADEMIA, short_name="", homepage="are.se", actor=a_coordinator(session)
    )

    assert (are.name, are.slug, are.homepage, are.helix) == ("Åre", "are-kommun", "https://are.se", Helix.ACADEMIA)


def test_two_organisations_cannot_have_one_name(session: Session) -> None:
    add(session, "Torsta")

    with pytest.raises(Invalid) as refusal:
        add(session, "torsta ")

    assert "name" in refusal.value.fields


def test_only_coordinators_add_organisations(session: Session) -> None:
    with pytest.raises(NotAllowed):
        rules.add_organisation(
            session, name="X", helix=Helix.PUBLIC, at=NOW, actor=as_actor(session, a_person(session))
        )


def test_a_person_acts_for_an_organisation_from_one_day_until_another(session: Session) -> None:
    karin, torsta = a_person(session), an_organisation(session, "Torsta")

    rules.add_member(
        session,
        torsta,
        karin,
        from_on=date(2026, 12, 1),
        until_on=date(2026, 12, 31),
        actor=a_coordinator(session),
    )
    session.flush()

    acts = [
        bool(as_actor(session, karin, on=day).organisations) for day in (TODAY, date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert acts == [False, True, False]


def test_a_person_is_added_once(session: Session) -> None:
    karin, torsta = a_person(session), an_organisation(session)
    a_membership(session, karin, torsta)

    with pytest.raises(Invalid):
        rules.add_member(session, torsta, karin, from_on=TODAY, actor=a_coordinator(session))


def test_a_removed_person_stops_acting_at_once_and_the_past_is_kept(session: Session) -> None:
    karin, torsta = a_person(session), an_organisation(session)
    membership = rules.add_member(session, torsta, karin, from_on=TODAY, actor=a_coordinator(session))

    rules.remove_member(session, membership, at=NOW, on=TODAY, actor=a_coordinator(session))
    session.flush()

    assert as_actor(session, karin, on=TODAY).organisations == ()
    assert session.scalars(queries.all_memberships_of(karin.id)).one().until_on == TODAY
    rules.add_member(session, torsta, karin, from_on=TODAY, actor=a_coordinator(session))


def test_nobody_acts_for_an_archived_organisation_until_it_is_reopened(session: Session) -> None:
    karin, torsta, maja = a_person(session), an_organisation(session), a_coordinator(session)
    a_membership(session, karin, torsta)

    rules.archive_organisation(session, torsta, at=NOW, actor=maja)
    session.flush()

    assert as_actor(session, karin, on=TODAY).organisations == ()
    assert queries.organisations_by_helix(session) == []
    with pytest.raises(Invalid):
        rules.add_member(session, torsta, a_person(session), from_on=TODAY, actor=maja)
    rules.reopen_organisation(session, torsta, at=NOW, actor=maja)
    session.flush()
    assert as_actor(session, karin, on=TODAY).organisations == ((torsta.id, torsta.name),)


def test_organisations_are_listed_by_their_part_of_society(session: Session) -> None:
    peak = an_organisation(session, "Peak Innovation")
    berg = an_organisation(session, "Bergs kommun", helix=Helix.PUBLIC)

    assert queries.organisations_by_helix(session) == [(Helix.PUBLIC, [berg]), (Helix.BUSINESS, [peak])]


def test_people_are_found_by_words_of_their_name_and_organisation(session: Session) -> None:
    karin, per = a_person(session, "Karin Åslund"), a_person(session, "Per Holm")
    torsta = an_organisation(session)
    a_membership(session, per, torsta)
    left = a_person(session, "Karin Holm", deactivated_at=NOW)

    def found(**facts: object) -> list[str]:
        return [one.name for one in session.scalars(queries.people_matching(on=TODAY, **facts))]  # type: ignore[arg-type]

    assert found(words="karin") == [karin.name]
    assert found(words="HOLM", state="all") == [left.name, per.name]
    assert found(organisation_id=torsta.id) == [per.name]
    assert found(words="%") == []
    assert found(words="karin-aslund") == []
    assert found(words="example.org karin", by_email=True) == [karin.name]
    assert found(state="deactivated") == [left.name]
