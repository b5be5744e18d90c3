"""An erasure, from the first word to the last, in a world where the person has written, been named and been frozen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.queries import open_sign_ins_of
from roadmaps.accounts.rules import reactivate
from roadmaps.areas.models import Role
from roadmaps.discussion.models import Comment
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.journal.checking import Check
from roadmaps.journal.models import JournalLine
from roadmaps.journal.reading import forgotten_in, lines_in, strays
from roadmaps.notifications.models import OutgoingMail
from roadmaps.privacy import rules
from roadmaps.privacy.listeners import listen
from roadmaps.privacy.models import Erasure, NamedPlace, Treatment
from roadmaps.privacy.places import FROZEN, _shifted
from roadmaps.privacy.queries import places_of
from roadmaps.privacy.wordings import pattern_of
from roadmaps.revisions.models import BlockVersion, Revision
from roadmaps.roadmap.rules import edit_block
from roadmaps.search.keeping import mend
from roadmaps.snapshots import rules as snapshots
from roadmaps.snapshots.format import digest_of
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from tests.browsing import Browser
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import a_coordinator
from tests.factories.discussion import AT, Place, a_place, a_thread, a_voice, person_of
from tests.factories.notifications import a_mail
from tests.factories.search import found
from tests.privacy.everywhere import everything_in

NAME = "Sigbritt Fjällman"
PSEUDONYM = "Tidigare företrädare för Torsta"
ON = AT.date()


@dataclass
class World:
    """A person who has taken part, and two coordinators."""

    session: Session
    place: Place
    sigbritt: Actor
    maja: Actor
    nils: Actor

    @property
    def person(self) -> Person:
        return person_of(self.session, self.sigbritt)

    def decide_on_all(self, erasure: Erasure, treatment: Treatment) -> None:
        places = {one.id: treatment for one in places_of(self.session, erasure) if not one.is_frozen}
        rules.decide_places(self.session, erasure, places, at=AT, actor=self.maja)

    def erase(self, treatment: Treatment = Treatment.REPLACED) -> Erasure:
        """All of it."""
        erasure = rules.begin(self.session, self.person, reason="Jag slutar.", at=AT, actor=self.sigbritt)
        self.decide_on_all(erasure, treatment)
        rules.propose(self.session, erasure, at=AT, actor=self.maja)
        rules.confirm(self.session, erasure, on=ON, at=AT, actor=self.nils)
        return erasure


@pytest.fixture
def world(session: Session) -> World:
    """She has written a comment, stands in a text that has been frozen, and is signed in."""
    place = a_place(session, is_public=True)
    sigbritt = a_voice(session, place.roadmap, Role.EDITOR, NAME, "Torsta")
    maja, nils = a_coordinator(session, "Maja Sundin"), a_coordinator(session, "Nils Sundin")
    facts = {"text": f"Frågor om kursen besvaras av {NAME} på Torsta."}
    session.refresh(place.roadmap.history)
    number = place.roadmap.history.current
    edit_block(session, place.roadmap, place.goal, facts, based_on=number, actor=sigbritt, at=AT)
    snapshots.freeze(
        session, place.roadmap, kind=SnapshotKind.CONSULTATION, title="Färdplanen", actor=place.leader, at=AT
    )
    a_thread(session, place, "Det här är bra.", actor=sigbritt)
    a_thread(session, place, f"Håller med {NAME}!", actor=place.torsta)
    a_sign_in(session, session.get_one(Person, sigbritt.person_id), at=AT)
    take_recorded(session)
    mend(session)
    return World(session, place, sigbritt, maja, nils)


def test_the_name_and_the_address_are_gone_but_from_what_is_frozen(world: World):
    email = world.person.email

    erasure = world.erase()

    held = everything_in(world.session)
    left = {table for table, rows in held.items() if NAME in rows or email in rows}
    # The last letter goes away when it has gone out.
    assert left <= FROZEN | {"outgoing_mails", "search_documents"}
    assert NAME not in held["comments"] + held["block_versions"] + held["persons"]
    assert (world.person.name, world.person.is_active) == (PSEUDONYM, False)
    assert erasure.counts["persons"] == 1
    assert (erasure.reason, erasure.email) == ("", "")


def test_the_history_keeps_its_numbers_and_frozen_versions_their_hashes(world: World):
    before = world.session.scalars(select(Revision.number).order_by(Revision.id)).all()
    versions = world.session.scalar(select(func.count()).select_from(BlockVersion))

    world.erase()

    assert world.session.scalars(select(Revision.number).order_by(Revision.id)).all() == before
    assert world.session.scalar(select(func.count()).select_from(BlockVersion)) == versions
    snapshot = world.session.scalars(select(Snapshot)).one()
    assert digest_of(snapshot.content) == snapshot.sha256
    mine = select(Revision).where(Revision.person_id == world.sigbritt.person_id)
    assert world.session.scalars(mine).all()


def test_nobody_finds_the_name_any_more(world: World):
    assert found(world.session, "Fjällman", world.maja, sort="comment")
    assert found(world.session, "Fjällman", world.maja, sort="block")

    world.erase()

    assert found(world.session, "Fjällman", world.maja, sort="comment") == []
    assert found(world.session, "Fjällman", world.maja, sort="block") == []


def test_pages_feeds_and_the_history_show_the_other_name(world: World, client: Browser):
    world.erase()

    client.sign_in(world.session.get_one(Person, world.maja.person_id))
    slug = world.place.slug
    shown = ""
    for address in (
        f"/areas/{slug}/roadmap",
        f"/areas/{slug}/roadmap/history",
        f"/blocks/{world.place.goal}",
        f"/areas/{slug}/threads",
        f"/areas/{slug}/feed",
        f"/people/{world.sigbritt.person_id}",
        "/people?state=all",
    ):
        answer = client.get(address, follow_redirects=True)
        text = answer.get_data(as_text=True)
        assert NAME not in text, address
        shown += text if answer.status_code == 200 else ""
    assert PSEUDONYM in shown


def test_where_it_was_decided_to_leave_it_the_name_stays(world: World):
    world.erase(Treatment.LEFT)

    held = everything_in(world.session)
    assert NAME in held["comments"]
    assert NAME not in held["persons"]


def test_she_is_out_everywhere_at_once(world: World):
    world.erase()

    assert world.session.scalars(open_sign_ins_of(world.sigbritt.person_id, AT)).all() == []
    assert not world.session.scalars(select(SignIn).where(SignIn.person_id == world.sigbritt.person_id)).all()
    assert world.person.password_hash is None


def test_one_coordinator_alone_cannot_do_it_while_there_are_others(world: World):
    erasure = rules.begin(world.session, world.person, reason="", at=AT, actor=world.maja)
    world.decide_on_all(erasure, Treatment.REPLACED)
    rules.propose(world.session, erasure, at=AT, actor=world.maja)

    with pytest.raises(NotAllowed):
        rules.confirm(world.session, erasure, on=ON, at=AT + timedelta(days=30), actor=world.maja)


def test_the_only_coordinator_confirms_it_after_a_week(world: World):
    for one in world.session.scalars(select(Person).where(Person.is_coordinator)):
        one.is_coordinator = one.id == world.maja.person_id
    erasure = rules.begin(world.session, world.person, reason="", at=AT, actor=world.maja)
    world.decide_on_all(erasure, Treatment.REPLACED)
    rules.propose(world.session, erasure, at=AT, actor=world.maja)

    with pytest.raises(NotAllowed):
        rules.confirm(world.session, erasure, on=ON, at=AT + timedelta(days=6, hours=23), actor=world.maja)
    rules.confirm(world.session, erasure, on=ON, at=AT + timedelta(days=7), actor=world.maja)

    assert erasure.done_at


def test_it_waits_until_every_place_has_been_decided_on(world: World):
    erasure = rules.begin(world.session, world.person, reason="", at=AT, actor=world.maja)

    with pytest.raises(Invalid, match="nobody has decided on"):
        rules.propose(world.session, erasure, at=AT, actor=world.maja)


def test_all_that_is_left_over_is_decided_on_at_once(world: World):
    erasure = rules.begin(world.session, world.person, reason="", at=AT, actor=world.maja)
    first, *others = [one.id for one in places_of(world.session, erasure) if not one.is_frozen]

    rules.decide_places(
        world.session, erasure, {first: Treatment.LEFT}, rest=Treatment.REPLACED, at=AT, actor=world.maja
    )

    decided = {one.place: one.treatment for one in world.session.scalars(select(NamedPlace))}
    assert decided == {first: Treatment.LEFT, **dict.fromkeys(others, Treatment.REPLACED)}
    assert others


def test_an_address_that_has_got_an_account_meanwhile_is_not_erased_as_one_without(world: World):
    erasure = rules.begin_by_address(world.session, "ny@example.org", reason="", at=AT, actor=world.maja)
    rules.propose(world.session, erasure, at=AT, actor=world.maja)
    a_person(world.session, "Ny", email="ny@example.org")

    with pytest.raises(Invalid, match="with an account"):
        rules.confirm(world.session, erasure, on=ON, at=AT, actor=world.nils)


def test_a_text_that_has_come_since_is_decided_on_too(world: World):
    erasure = rules.begin(world.session, world.person, reason="", at=AT, actor=world.maja)
    world.decide_on_all(erasure, Treatment.REPLACED)
    rules.propose(world.session, erasure, at=AT, actor=world.maja)

    a_thread(world.session, world.place, f"Var är {NAME}?", actor=world.place.torsta)

    with pytest.raises(Invalid, match="nobody has decided on"):
        rules.confirm(world.session, erasure, on=ON, at=AT, actor=world.nils)


def test_the_last_coordinator_is_not_erased(world: World):
    for one in world.session.scalars(select(Person).where(Person.is_coordinator)):
        one.is_coordinator = False
    maja = world.session.get_one(Person, world.maja.person_id)
    erasure = rules.begin(world.session, maja, reason="", at=AT, actor=world.maja)
    maja.is_coordinator = True

    with pytest.raises(NotAllowed):
        rules.propose(world.session, erasure, at=AT, actor=world.maja)
    with pytest.raises(Invalid, match="only coordinator"):
        rules.propose(world.session, erasure, at=AT, actor=world.nils)


def test_a_strangers_wish_to_erase_somebody_else_is_refused(world: World):
    with pytest.raises(NotAllowed):
        rules.begin(world.session, world.person, reason="", at=AT, actor=world.place.torsta)


def test_nobody_comes_back_after_an_erasure(world: World):
    world.erase()
    take_recorded(world.session)
    listeners = Listeners()
    listen(listeners)

    reactivate(world.session, world.person, at=AT, actor=world.maja)

    with pytest.raises(NotAllowed, match="taken away"):
        listeners.tell_in_transaction(world.session)


def test_she_takes_it_back_until_it_is_done(world: World):
    erasure = rules.begin(world.session, world.person, reason="", at=AT, actor=world.sigbritt)

    rules.stop(world.session, erasure, reason="", at=AT, actor=world.sigbritt)

    assert not erasure.is_open
    with pytest.raises(NotAllowed):
        rules.propose(world.session, erasure, at=AT, actor=world.maja)
    assert rules.begin(world.session, world.person, reason="", at=AT, actor=world.sigbritt).is_open


def test_letters_to_others_lose_the_name_whether_they_have_gone_out_or_wait(world: World):
    calendar = f"ATTENDEE;CN={NAME[:9]}\r\n {NAME[9:]}:mailto:x@example.org\r\n"
    html = f"<p>Av {NAME}</p>"
    waits, gone, other = (
        a_mail(world.session, subject=f"{told}s svar", text=f"Hej,\n{told} har svarat.", html=html)
        for told, html in ((NAME, html), (NAME, html), ("Bertil", "<p>Av Bertil</p>"))
    )
    waits.calendar, gone.sent_at = calendar, AT

    world.erase()

    world.session.expire_all()
    assert waits.subject == f"{PSEUDONYM}s svar"
    assert NAME not in waits.text + waits.html + waits.calendar.replace("\r\n ", "")
    assert PSEUDONYM in waits.calendar
    assert (gone.subject, gone.text, gone.html) == ("", "", "")
    assert other.text == "Hej,\nBertil har svarat."


def test_what_two_wrote_together_is_still_told_apart_by_its_letters(world: World):
    text = f"Fråga {NAME} om det."
    runs = _shifted(text, [[6, 0], [len(NAME), 1], [8, None]], pattern_of((NAME,)), "annan")

    assert runs == [[6, 0], [5, 1], [8, None]]


def test_the_whole_way_through_the_doors(world: World, client: Browser, at: datetime):
    client.sign_in(world.person)
    assert client.post("/me/data/erasure", data={"reason": "Jag slutar."}).status_code == 303
    erasure = world.session.scalars(select(Erasure)).one()
    maja = world.session.get_one(Person, world.maja.person_id)
    nils = world.session.get_one(Person, world.nils.person_id)
    where = f"/administration/privacy/erasures/{erasure.id}"

    client.sign_in(maja)
    page = client.page(where)
    assert PSEUDONYM in page.text()
    names = [one.attributes["name"] for one in page.css("input[type=radio]")]
    assert names
    client.post(f"{where}/places", data=dict.fromkeys(names, "replaced"))
    assert client.post(f"{where}/proposal").status_code == 303
    assert client.post(f"{where}/confirmation").status_code == 403
    client.sign_in(nils)
    assert client.post(f"{where}/confirmation").status_code == 303

    world.session.expire_all()
    assert world.session.get_one(Erasure, erasure.id).done_at
    last = world.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "privacy/erased")).one()
    assert last.person_id is None
    assert NAME in last.text
    comments = world.session.scalars(select(Comment.body)).all()
    assert f"Håller med {PSEUDONYM}!" in comments
    assert world.session.scalars(select(NamedPlace)).all()
    check = Check([], forgotten_in(world.session))
    assert [*check.go_through(lines_in(world.session)), *strays(world.session)] == []
    assert check.head.number > 4
    assert not any(NAME in line.what for line in world.session.scalars(select(JournalLine)))


def test_a_browser_that_has_been_open_for_long_shows_first_who_sits_there(world: World, client: Browser, at: datetime):
    client.sign_in(world.person)

    with time_machine.travel(at + timedelta(hours=1), tick=False):
        refused = [
            client.post("/me/data/package"),
            client.post("/me/data/erasure", data={"reason": ""}),
        ]

    assert all(one.status_code in {303, 403} for one in refused)
    assert not any("zip" in one.content_type for one in refused)
    assert not world.session.scalars(select(Erasure)).all()
