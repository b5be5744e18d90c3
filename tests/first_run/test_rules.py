"""The first coordinator is made once, by a code that is kept by nobody."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.first_run import codes, rules
from roadmaps.first_run.models import SetupCode
from roadmaps.first_run.queries import waits_for_coordinator
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.accounts import a_person

PASSWORD = "fyra björkar på udden"
MAJA = {"name": "Maja Sundin", "email": "maja@example.org", "language": "sv", "password": PASSWORD}


def test_the_code_makes_the_first_coordinator_and_is_gone(session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)

    maja = rules.set_up(session, code=code, **MAJA, at=at)

    assert (maja.is_coordinator, maja.email) == (True, "maja@example.org")
    assert session.scalars(select(SetupCode)).all() == []
    assert not waits_for_coordinator(session)


def test_the_code_itself_is_kept_nowhere(session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)

    kept = session.scalars(select(SetupCode)).one()
    assert code not in kept.code_hash and len(kept.code_hash) == 64


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda code: code.lower(), id="in small letters"),
        pytest.param(lambda code: code.replace("-", ""), id="without hyphens"),
        pytest.param(lambda code: f" {code.replace('-', ' ')}\n", id="with spaces"),
        pytest.param(lambda code: code.replace("0", "o").replace("1", "l"), id="with letters that look like digits"),
    ],
)
def test_the_code_may_be_typed_as_people_type(session: Session, at: datetime, typed) -> None:
    code = rules.make_code(session, at=at)

    assert rules.set_up(session, code=typed(code), **MAJA, at=at).is_coordinator


def test_every_start_prints_a_code_and_each_is_good(session: Session, at: datetime) -> None:
    first = rules.make_code(session, at=at)
    rules.make_code(session, at=at)

    assert rules.set_up(session, code=first, **MAJA, at=at).is_coordinator


def test_a_site_that_is_started_again_and_again_keeps_few_codes(session: Session, at: datetime) -> None:
    printed = [rules.make_code(session, at=at + timedelta(minutes=number)) for number in range(15)]

    assert len(session.scalars(select(SetupCode)).all()) == rules.MOST_CODES
    with pytest.raises(Invalid):
        rules.set_up(session, code=printed[0], **MAJA, at=at)
    assert rules.set_up(session, code=printed[-1], **MAJA, at=at).is_coordinator


def test_a_wrong_code_and_an_old_one_are_refused_in_words(session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)

    for typed, when in (("7H2K-90QZ-M4TR-X8WE", at), (code, at + rules.GOOD_FOR)):
        with pytest.raises(Invalid) as refused:
            rules.set_up(session, code=typed, **MAJA, at=when)
        assert "code" in refused.value.fields
    assert waits_for_coordinator(session)


def test_the_password_has_to_be_as_good_as_anybody_elses(session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)

    with pytest.raises(Invalid) as refused:
        rules.set_up(session, code=code, **{**MAJA, "password": "Sommar2026!!"}, at=at)

    assert "password" in refused.value.fields


def test_where_there_is_a_coordinator_no_code_is_made_or_taken(session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)
    left = a_person(session, "Karin", is_coordinator=True)
    left.deactivated_at = at
    session.flush()

    with pytest.raises(NotAllowed):
        rules.make_code(session, at=at)
    with pytest.raises(NotFound):
        rules.set_up(session, code=code, **MAJA, at=at)


def test_of_two_at_the_same_moment_with_codes_of_two_hosts_one_becomes_coordinator(
    fresh_database: Database, at: datetime
) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        codes_ = [rules.make_code(session, at=at) for _ in range(2)]
    both, outcomes = Barrier(2), []

    def become(number: int) -> None:
        both.wait()
        try:
            with units.change() as session:
                facts = {**MAJA, "email": f"person{number}@example.org"}
                rules.set_up(session, code=codes_[number], **facts, at=at)
            outcomes.append("made")
        except (Invalid, NotFound):
            outcomes.append("refused")

    threads = [Thread(target=become, args=(number,)) for number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)

    assert sorted(outcomes) == ["made", "refused"]
    with units.database.reading() as session:
        assert len(session.scalars(select(Person)).all()) == 1


def test_codes_are_not_like_each_other() -> None:
    made = {codes.new_code() for _ in range(200)}

    assert len(made) == 200
    assert all(len(one) == 19 and set(one) <= {*codes.SIGNS, "-"} for one in made)
