"""By what else somebody was called in texts: given by whoever sees to an erasure, looked for and replaced as the name is."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Invitation, Person
from roadmaps.accounts.rules.invitations import invite
from roadmaps.areas.models import Role
from roadmaps.discussion.models import Comment
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.journal.models import JournalLine
from roadmaps.meetings.models import MeetingNote
from roadmaps.meetings.rules.writing import write_notes
from roadmaps.notifications.models import OutgoingMail
from roadmaps.privacy import rules
from roadmaps.privacy.models import Erasure, NamedPlace, Treatment
from roadmaps.privacy.places import FROZEN
from roadmaps.privacy.queries import places_of
from roadmaps.revisions.models import BlockVersion
from roadmaps.roadmap.rules import edit_block
from roadmaps.search.keeping import mend
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.snapshots import rules as snapshots
from roadmaps.snapshots.format import digest_of
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.areas import a_coordinator
from tests.factories.discussion import AT, Place, a_place, a_thread, a_voice, person_of
from tests.factories.meetings import a_meeting_held
from tests.factories.notifications import a_mail
from tests.factories.search import found
from tests.privacy.everywhere import everything_in

NICKNAME, BEFORE, NUMBER, ADDRESS = "Sigge Fjäll", "Sigbritt Bergman", "070-123 45 67", "sigge@hemma.example"
WORDS = (NICKNAME, BEFORE, NUMBER, ADDRESS)
WRITTEN = (NICKNAME, BEFORE, "+46 70 1234567", ADDRESS)
PSEUDONYM = "Tidigare företrädare för Torsta"


@dataclass
class World:
    """Somebody whom nobody calls by the name of the account, and two coordinators."""

    session: Session
    place: Place
    sigbritt: Actor
    maja: Actor
    nils: Actor

    @property
    def person(self) -> Person:
        return person_of(self.session, self.sigbritt)

    def begin(self, *words: str) -> Erasure:
        erasure = rules.begin(self.session, self.person, reason="", at=AT, actor=self.maja)
        rules.look_for(self.session, erasure, words, at=AT, actor=self.maja)
        return erasure

    def finish(self, erasure: Erasure) -> None:
        rules.decide_places(self.session, erasure, {}, rest=Treatment.REPLACED, at=AT, actor=self.maja)
        rules.propose(self.session, erasure, at=AT, actor=self.maja)
        rules.confirm(self.session, erasure, on=AT.date(), at=AT, actor=self.nils)
        self.session.expire_all()


@pytest.fixture
def world(session: Session) -> World:
    """The words stand in the history, in a frozen version, in a conversation, in notes and in a letter."""
    place = a_place(session, is_public=True)
    sigbritt = a_voice(session, place.roadmap, Role.EDITOR, "Sigbritt Fjällman", "Torsta")
    maja, nils = a_coordinator(session, "Maja Sundin"), a_coordinator(session, "Nils Sundin")
    session.refresh(place.roadmap.history)
    number = place.roadmap.history.current
    facts = {"text": f"Fråga {', '.join(WRITTEN)} om kursen."}
    edit_block(session, place.roadmap, place.goal, facts, based_on=number, actor=sigbritt, at=AT)
    snapshots.freeze(
        session, place.roadmap, kind=SnapshotKind.CONSULTATION, title="Färdplanen", actor=place.leader, at=AT
    )
    session.refresh(place.roadmap.history)
    number = place.roadmap.history.current
    edit_block(session, place.roadmap, place.goal, {"text": "Fråga oss."}, based_on=number, actor=sigbritt, at=AT)
    for written in WRITTEN:
        a_thread(session, place, f"Håller med {written}!", actor=place.torsta)
    held = a_meeting_held(session)
    write_notes(session, held.meeting, f"Ordförande: {NICKNAME} ({ADDRESS})", based_on=0, actor=held.leader, at=AT)
    a_mail(session, text=f"{NICKNAME} har svarat.", html=f"<p>{NICKNAME}</p>")
    invite(session, email=ADDRESS, at=AT, actor=maja)
    take_recorded(session)
    mend(session)
    return World(session, place, sigbritt, maja, nils)


def test_other_words_are_gone_from_everywhere_but_what_is_frozen(world: World) -> None:
    assert found(world.session, "Fjäll", world.maja, sort="comment")

    world.finish(world.begin(*WORDS))

    held = everything_in(world.session)
    left = {table for table, rows in held.items() if any(word in rows for word in WRITTEN)}
    # Of a frozen version the index says what the version says.
    assert left <= FROZEN | {"search_documents"}
    named = select(SearchDocument.sort).where(SearchDocument.text.contains(NICKNAME)).distinct()
    assert set(world.session.scalars(named)) <= {Sort.SNAPSHOT}
    assert found(world.session, "Fjäll", world.maja, sort="comment") == []
    comments = world.session.scalars(select(Comment.body)).all()
    assert comments.count(f"Håller med {PSEUDONYM}!") == len(WRITTEN)
    assert PSEUDONYM in world.session.scalars(select(MeetingNote.text)).one()
    assert any(PSEUDONYM in content for content in world.session.scalars(select(BlockVersion.content)))
    assert world.session.scalars(select(OutgoingMail.text).where(OutgoingMail.kind == "discussion/answer")).one() == (
        f"{PSEUDONYM} har svarat."
    )
    assert not world.session.scalars(select(Invitation).where(Invitation.email == ADDRESS)).all()
    snapshot = world.session.scalars(select(Snapshot)).one()
    assert digest_of(snapshot.content) == snapshot.sha256


def test_without_other_words_only_the_name_and_the_address_are_found(world: World) -> None:
    world.finish(world.begin())

    assert f"Håller med {NICKNAME}!" in world.session.scalars(select(Comment.body)).all()


def test_the_words_are_forgotten_when_it_is_over(world: World) -> None:
    stopped = world.begin(*WORDS)
    rules.stop(world.session, stopped, reason="Nej.", at=AT, actor=world.maja)
    done = world.begin(*WORDS)
    world.finish(done)

    assert stopped.other_words == done.other_words == []


def test_new_words_are_decided_on_and_proposed_anew(world: World) -> None:
    erasure = world.begin(NICKNAME)
    rules.decide_places(world.session, erasure, {}, rest=Treatment.LEFT, at=AT, actor=world.maja)
    rules.propose(world.session, erasure, at=AT, actor=world.maja)
    decided = set(world.session.scalars(select(NamedPlace.place)))

    rules.look_for(world.session, erasure, [NICKNAME, ADDRESS], at=AT, actor=world.nils)

    world.session.flush()
    assert erasure.proposed_at is None
    both = {one.id for one in places_of(world.session, erasure) if ADDRESS in one.excerpt}
    kept = set(world.session.scalars(select(NamedPlace.place)))
    assert kept < decided
    assert not kept & both
    with pytest.raises(NotAllowed):
        rules.confirm(world.session, erasure, on=AT.date(), at=AT, actor=world.nils)


def test_the_same_words_again_change_nothing(world: World) -> None:
    erasure = world.begin(NICKNAME, ADDRESS)
    rules.decide_places(world.session, erasure, {}, rest=Treatment.LEFT, at=AT, actor=world.maja)
    rules.propose(world.session, erasure, at=AT, actor=world.maja)

    rules.look_for(world.session, erasure, [f" {NICKNAME} ", "", ADDRESS.upper(), NICKNAME], at=AT, actor=world.maja)

    assert erasure.other_words == [NICKNAME, ADDRESS]
    assert erasure.is_proposed


@pytest.mark.parametrize("word", ["S", "Si", "- -", "x" * 201])
def test_a_word_that_stands_everywhere_is_refused(world: World, word: str) -> None:
    with pytest.raises(Invalid):
        world.begin(word)


def test_the_address_of_somebody_else_is_refused_also_when_they_come_later(world: World) -> None:
    a_person(world.session, "Berit", email="berit@example.org")
    with pytest.raises(Invalid, match="somebody else"):
        world.begin("Berit@example.org")
    erasure = world.session.scalars(select(Erasure)).one()
    rules.look_for(world.session, erasure, [ADDRESS], at=AT, actor=world.maja)
    a_person(world.session, "Sigge", email=ADDRESS)

    with pytest.raises(Invalid, match="somebody else"):
        world.finish(erasure)


def test_they_are_given_and_shown_on_the_page_of_the_erasure(world: World, client: Browser) -> None:
    erasure = world.begin()
    where = f"/administration/privacy/erasures/{erasure.id}"
    client.sign_in(world.session.get_one(Person, world.maja.person_id))
    assert f"Håller med {NICKNAME}!" not in client.page(where).text()

    assert client.post(f"{where}/words", data={"words": f"{NICKNAME}\r\n<b>{ADDRESS}"}).status_code == 422
    assert client.post(f"{where}/words", data={"words": f"{NICKNAME}\r\n{ADDRESS}"}).status_code == 303

    shown = client.page(where).text()
    assert f"Håller med {NICKNAME}!" in shown
    assert ADDRESS in shown
    told = " ".join(line.what for line in world.session.scalars(select(JournalLine)))
    assert "OtherWordsGiven" in told
    assert not any(word in told for word in WORDS)
