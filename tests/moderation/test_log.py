from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.discussion import comments
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.moderation.listeners import wire
from roadmaps.moderation.models import Deed, LogEntry
from roadmaps.moderation.queries import log_of
from roadmaps.moderation.sentences import sentence_of
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.phases import Phase
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browsing import Browser
from tests.databases import JoiningDatabase
from tests.factories.areas import an_area, someone_with
from tests.factories.discussion import AT, Place, a_place, a_thread, comments_of, person_of


@pytest.fixture
def units(database: JoiningDatabase) -> UnitsOfWork:
    """Units of work that the log listens to, and nothing else."""
    listeners = Listeners()
    wire(listeners)
    return UnitsOfWork(database, listeners)


def entries(session: Session, place: Place) -> list[LogEntry]:
    return list(session.scalars(log_of(place.roadmap.area_id)))


def tell(session: Session) -> None:
    listeners = Listeners()
    wire(listeners)
    listeners.tell_in_transaction(session)
    session.flush()


def test_locks_are_told_with_their_reason(session: Session) -> None:
    place = a_place(session)

    roadmap_rules.lock(session, place.roadmap, place.goal, reason="Väntar på beslut", actor=place.leader, at=AT)
    roadmap_rules.unlock(session, place.roadmap, place.goal, actor=place.leader, at=AT)
    roadmap_rules.lock(session, place.roadmap, None, reason="Remiss pågår", actor=place.leader, at=AT)
    tell(session)

    assert sorted((entry.deed, entry.about, entry.reason) for entry in entries(session, place)) == [
        (Deed.LOCKED, "", "Remiss pågår"),
        (Deed.LOCKED, "Förädla mer här", "Väntar på beslut"),
        (Deed.UNLOCKED, "Förädla mer här", ""),
    ]


def test_hiding_is_told_with_its_reason_and_without_the_text(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Texten som göms"))
    take_recorded(session)

    comments.hide_comment(session, comment, reason="Nämner en privatperson", actor=place.leader, at=AT)
    tell(session)

    [entry] = entries(session, place)
    assert str(sentence_of(entry)) == "A comment on “Förädla mer här” was hidden."
    assert (entry.reason, entry.thread_id) == ("Nämner en privatperson", comment.thread_id)
    assert "Texten" not in entry.reason + entry.about


def test_changes_of_state_and_of_who_may_read_are_told(session: Session) -> None:
    place = a_place(session)

    roadmap_rules.change_phase(
        session,
        place.roadmap,
        Phase.PAUSED,
        reason="Posten är vakant",
        since=date(2026, 11, 1),
        next_step="Ny processledare",
        next_on=date(2027, 1, 11),
        actor=place.leader,
        at=AT,
    )
    roadmap_rules.show_working_version(session, place.roadmap, is_public=True, actor=place.leader)
    tell(session)

    assert {str(sentence_of(entry)) for entry in entries(session, place)} == {
        "The state of the roadmap was changed to: Paused.",
        "The working version was opened to everyone.",
    }


def test_the_act_and_its_entry_stand_or_fall_together(session: Session, units: UnitsOfWork) -> None:
    place = a_place(session)

    with pytest.raises(RuntimeError), units.change() as working:
        mine = working.merge(place.roadmap)
        roadmap_rules.lock(working, mine, None, reason="Remiss", actor=place.leader, at=AT)
        raise RuntimeError
    session.expire_all()

    assert entries(session, place) == []


def test_every_deed_has_its_sentence() -> None:
    for deed in Deed:
        for about in ("", "Målet") if deed not in (Deed.SHOWN_TO_ALL, Deed.NOT_SHOWN_TO_ALL) else ("",):
            entry = LogEntry(deed=deed, about=about, phase="paused")
            assert str(sentence_of(entry))


def test_the_log_is_for_those_who_may_read_the_roadmap(client: Browser, session: Session) -> None:
    place = a_place(session)
    roadmap_rules.lock(session, place.roadmap, None, reason="Remiss pågår", actor=place.leader, at=AT)
    tell(session)
    address = f"/areas/{place.slug}/log"

    assert client.get(address).status_code == 404
    client.sign_in(person_of(session, someone_with(session, an_area(session), Role.ACTOR)))
    assert client.get(address).status_code == 404
    client.sign_in(person_of(session, place.torsta))
    assert "Remiss pågår" in client.page(address).css_first(".public-log").text()


def test_the_public_sees_what_was_done_but_not_the_name_of_who_did_it(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    roadmap_rules.lock(session, place.roadmap, place.goal, reason="Väntar på beslut", actor=place.leader, at=AT)
    tell(session)

    log = client.page(f"/areas/{place.slug}/log").css_first(".public-log").text()

    assert "Förädla mer här" in log
    assert "Väntar på beslut" in log
    assert "Lena Berg" not in log


def test_a_frozen_version_is_in_the_log_by_its_title(session: Session) -> None:
    place = a_place(session)

    freeze(session, place.roadmap, kind=SnapshotKind.WORKING, title="Före sommaren", actor=place.leader, at=AT)
    tell(session)

    assert [(entry.deed, entry.about, entry.at) for entry in entries(session, place)] == [
        (Deed.VERSION_FROZEN, "Före sommaren", AT)
    ]
