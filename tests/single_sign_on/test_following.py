from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.events import CoordinatorAppointed, CoordinatorDismissed
from roadmaps.accounts.models import Membership, Person
from roadmaps.areas import rules as areas
from roadmaps.areas.events import RoleDatesChanged, RoleEnded, RoleGranted
from roadmaps.areas.models import Area, Role, RoleGrant
from roadmaps.areas.policy import leads
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import take_recorded
from roadmaps.single_sign_on.following import take_back_unused
from roadmaps.single_sign_on.models import GivenByGroup, ProviderAccount
from roadmaps.single_sign_on.rules import arrive, untie
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor
from tests.factories.single_sign_on import a_provider, told_of

ON = date(2026, 11, 21)


@pytest.fixture
def karin(session: Session) -> Person:
    return a_person(session, email="karin@region.example.org")


@pytest.fixture
def energy(session: Session) -> Area:
    return an_area(session, "Hållbar energi")


EDITORS = {"group": "fardplan-energi", "area": "hallbar-energi", "role": "editor"}
LEADERS = {"group": "fardplan-leder", "area": "hallbar-energi", "role": "process_leader"}
OFFICE = {"group": "fardplan-samordnare", "role": "coordinator"}


def come(
    session: Session, *groups: str, on: date = ON, roles=(EDITORS, LEADERS), silent: bool = False, **more
) -> ProviderAccount:
    """Karin signs in, and the provider says these groups."""
    facts = more.pop("facts", {})
    provider = a_provider(roles=list(roles), **more)
    told = told_of(groups=None if silent else frozenset(groups), **facts)
    return arrive(session, provider, told, at=now() + (on - ON), on=on).account


def held(session: Session, person: Person, on: date = ON) -> list[str]:
    session.flush()
    return sorted(role for roles in as_actor(session, person, on=on).roles.values() for role in roles)


def told(session: Session, *kinds: type) -> list[type]:
    return [type(fact) for fact in take_recorded(session) if isinstance(fact, kinds)]


@pytest.mark.usefixtures("energy")
def test_a_group_gives_its_role_for_some_days_and_only_that(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi", "everybody else")

    grant = session.scalars(select(RoleGrant)).one()
    assert held(session, karin) == ["editor"]
    assert (grant.from_on, grant.until_on, grant.granted_by_id) == (ON, ON + timedelta(days=30), None)
    assert told(session, RoleGranted) == [RoleGranted]


@pytest.mark.usefixtures("energy")
def test_the_role_ends_at_the_first_sign_in_without_the_group(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi")
    take_recorded(session)

    come(session)

    assert held(session, karin) == []
    assert told(session, RoleEnded) == [RoleEnded]
    assert session.scalars(select(GivenByGroup)).all() == []


@pytest.mark.usefixtures("energy")
def test_the_role_of_a_leader_ends_at_once_and_with_it_the_rights(
    session: Session, karin: Person, energy: Area
) -> None:
    come(session, "fardplan-leder")
    assert leads(as_actor(session, karin, on=ON), energy.id)

    come(session)

    assert not leads(as_actor(session, karin, on=ON), energy.id)


@pytest.mark.usefixtures("energy")
def test_a_provider_that_says_nothing_of_groups_takes_nothing(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi")

    come(session, silent=True)

    assert held(session, karin) == ["editor"]


@pytest.mark.usefixtures("energy")
def test_who_comes_every_day_keeps_the_role_without_a_word_every_day(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi")
    take_recorded(session)

    come(session, "fardplan-energi", on=ON + timedelta(days=1))
    assert told(session, RoleDatesChanged) == []
    later = ON + timedelta(days=20)
    come(session, "fardplan-energi", on=later)

    assert told(session, RoleDatesChanged) == [RoleDatesChanged]
    assert session.scalars(select(RoleGrant)).one().until_on == later + timedelta(days=30)
    assert held(session, karin, on=later + timedelta(days=30)) == ["editor"]


@pytest.mark.usefixtures("energy")
def test_who_does_not_come_that_way_any_longer_loses_it_by_itself(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi")

    assert held(session, karin, on=ON + timedelta(days=30)) == ["editor"]
    assert held(session, karin, on=ON + timedelta(days=31)) == []


@pytest.mark.usefixtures("energy")
def test_and_gets_it_anew_when_coming_again(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi")
    later = ON + timedelta(days=60)

    come(session, "fardplan-energi", on=later)

    assert held(session, karin, on=later) == ["editor"]
    assert len(session.scalars(select(GivenByGroup)).all()) == 1


def test_what_hands_have_given_is_never_taken(session: Session, karin: Person, energy: Area) -> None:
    by_hand = a_role(session, energy, karin, Role.EDITOR)

    come(session, "fardplan-energi")
    assert len(session.scalars(select(RoleGrant)).all()) == 1
    come(session)

    assert held(session, karin) == ["editor"]
    assert (by_hand.ended_at, by_hand.until_on) == (None, None)


@pytest.mark.usefixtures("energy")
def test_what_hands_have_ended_is_not_given_again_as_long_as_the_group_goes_on(session: Session, karin: Person) -> None:
    come(session, "fardplan-energi")
    grant = session.scalars(select(RoleGrant)).one()
    areas.end_role(session, session.get_one(RoleGrant, grant.id), at=now(), on=ON, actor=a_coordinator(session))

    come(session, "fardplan-energi", on=ON + timedelta(days=1))
    assert held(session, karin, on=ON + timedelta(days=1)) == []
    come(session, on=ON + timedelta(days=2))
    come(session, "fardplan-energi", on=ON + timedelta(days=3))

    assert held(session, karin, on=ON + timedelta(days=3)) == ["editor"]


def test_an_area_that_is_not_there_or_archived_gives_nothing(session: Session, karin: Person) -> None:
    an_area(session, "Hållbar energi", is_archived=True)

    come(session, "fardplan-energi")

    assert held(session, karin) == []


@pytest.mark.usefixtures("energy")
def test_no_group_makes_a_coordinator_unless_the_settings_say_so(session: Session, karin: Person) -> None:
    come(session, "coordinator", "fardplan-samordnare", "admin")
    assert not karin.is_coordinator

    come(session, "fardplan-samordnare", roles=[OFFICE], may_make_coordinators=True)

    assert karin.is_coordinator
    assert told(session, CoordinatorAppointed) == [CoordinatorAppointed]


def test_the_office_ends_with_the_group_but_the_last_coordinator_stays(session: Session, karin: Person) -> None:
    office = {"roles": [OFFICE], "may_make_coordinators": True}
    come(session, "fardplan-samordnare", **office)

    come(session, **office)
    assert karin.is_coordinator, "there is no other"
    a_coordinator(session)
    come(session, **office)

    assert not karin.is_coordinator
    assert told(session, CoordinatorDismissed) == [CoordinatorDismissed]


def test_an_office_that_hands_have_given_or_ended_stays_so(session: Session, karin: Person) -> None:
    office = {"roles": [OFFICE], "may_make_coordinators": True}
    maja = a_coordinator(session)
    karin.is_coordinator = True
    come(session, "fardplan-samordnare", **office)
    come(session, **office)
    assert karin.is_coordinator

    karin.is_coordinator = False
    come(session, "fardplan-samordnare", **office)
    assert karin.is_coordinator
    accounts.dismiss_coordinator(session, karin, at=now(), actor=maja)
    come(session, "fardplan-samordnare", **office)

    assert not karin.is_coordinator


def organisations_of(session: Session, person: Person) -> list[str]:
    session.flush()
    return [name for _, name in as_actor(session, person, on=ON).organisations]


def test_the_organisation_that_the_provider_names_is_the_one_that_one_acts_for(session: Session, karin: Person) -> None:
    region, torsta = an_organisation(session, "Regionen"), an_organisation(session, "Torsta")
    mapping = {"organisations": {"232100-0214": "regionen", "556000-0000": "torsta"}}

    come(session, facts={"organisation": "232100-0214"}, **mapping)
    assert organisations_of(session, karin) == ["Regionen"]
    come(session, facts={"organisation": "232100-0214"}, **mapping)
    assert len(session.scalars(select(Membership)).all()) == 1
    come(session, facts={"organisation": "556000-0000"}, **mapping)
    assert organisations_of(session, karin) == ["Torsta"]
    come(session, facts={"organisation": "unheard of"}, **mapping)

    assert organisations_of(session, karin) == []
    assert region.archived_at is torsta.archived_at is None


def test_whom_hands_have_let_in_stays_in_the_organisation(session: Session, karin: Person) -> None:
    region, torsta = an_organisation(session, "Regionen"), an_organisation(session, "Torsta")
    a_membership(session, karin, torsta)
    mapping = {"organisations": {"232100-0214": "regionen", "556000-0000": "torsta"}}

    come(session, facts={"organisation": "556000-0000"}, **mapping)
    come(session, facts={"organisation": "232100-0214"}, **mapping)
    assert sorted(organisations_of(session, karin)) == ["Regionen", "Torsta"]
    come(session, **mapping)

    assert sorted(organisations_of(session, karin)) == ["Regionen", "Torsta"], "silence takes nothing"
    assert region.slug == "regionen"


@pytest.mark.usefixtures("energy")
def test_untying_takes_back_all_that_came_by_the_account(session: Session, karin: Person) -> None:
    a_coordinator(session)
    an_organisation(session, "Regionen")
    account = come(
        session,
        "fardplan-energi",
        "fardplan-samordnare",
        roles=[EDITORS, OFFICE],
        may_make_coordinators=True,
        organisations={"232100-0214": "regionen"},
        facts={"organisation": "232100-0214"},
    )

    untie(session, account, at=now(), on=ON, actor=as_actor(session, karin))

    assert (held(session, karin), organisations_of(session, karin), karin.is_coordinator) == ([], [], False)


@pytest.mark.parametrize(
    ("days", "taken"), [({"region": 30}, 0), ({"region": 9}, 1), ({}, 1)], ids=["used", "unused", "not trusted"]
)
def test_what_nobody_comes_for_any_longer_is_taken_back(session: Session, karin: Person, days, taken: int) -> None:
    a_coordinator(session)
    come(session, "fardplan-samordnare", roles=[OFFICE], may_make_coordinators=True)
    at = now() + timedelta(days=10)

    assert take_back_unused(session, days, at=at, on=ON + timedelta(days=10)) == taken

    assert karin.is_coordinator is not bool(taken)
    assert take_back_unused(session, days, at=at, on=ON + timedelta(days=10)) == 0


@pytest.mark.usefixtures("energy")
def test_an_account_that_is_erased_takes_its_notes_along(session: Session, karin: Person) -> None:
    account = come(session, "fardplan-energi")

    session.execute(delete(ProviderAccount).where(ProviderAccount.id == account.id))

    assert session.scalars(select(GivenByGroup.id)).all() == []
    assert held(session, karin) == ["editor"]
