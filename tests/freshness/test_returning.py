"""Whoever is signed in and has the page is told so before the application begins, and by it as soon as anything is not as it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask, request_started, session
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.rules.entry import SEEN_IS_KEPT_EVERY, end_sign_in
from roadmaps.accounts.rules.people import change_profile, choose_organisation, deactivate
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.rules.mutes import mute
from roadmaps.areas.rules.roles import end_role
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Database
from roadmaps.privacy.rules import erasures
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import edit_block
from tests.databases import address_with_tables, drop
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, as_actor
from tests.factories.roadmap import AT, a_plan
from tests.processes import SiteProcess, app_of, signed_in


@dataclass
class Site:
    """Two applications on one database, as two processes are; the editor, the goal and their identities; a cookie."""

    apps: tuple[Flask, Flask]
    address: str
    roadmap_id: UUID
    goal: UUID
    editor_id: UUID
    coordinator_id: UUID
    cookie: str
    begun: list[str]

    def ask(self, tag: str = "", *, cookie: str = "", **headers: str) -> TestResponse:
        """Ask the first of the two for the page; `begun` tells whether the application began to work."""
        self.begun.clear()
        sent = {"Cookie": cookie or self.cookie, "Accept-Language": "en", **headers}
        browser = self.apps[0].test_client(use_cookies=False)
        return browser.get(self.address, headers=sent | ({"If-None-Match": tag} if tag else {}))

    def elsewhere(self, act: Callable[[Session], object]) -> None:
        """Do something in the other process."""
        with self.apps[1].test_request_context(), self.apps[1].extensions["units_of_work"].change() as writing:
            act(writing)

    def tag(self) -> str:
        """What a browser keeps the page under: the first look at it is a visit, by which it changes."""
        self.ask()
        return self.ask().headers["ETag"]

    def tag_told_before(self) -> str:
        """The tag of the page, which the first process by now tells to be good before its application begins."""
        tag = self.tag()
        for _ in range(2):
            assert self.ask(tag).status_code == 304
        assert self.ask(tag).status_code == 304
        assert not self.begun
        return tag

    def person(self, writing: Session) -> Person:
        """The editor, whose cookie it is."""
        return writing.get_one(Person, self.editor_id)


@pytest.fixture(scope="module")
def processes(
    tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None
) -> Iterator[tuple[Database, tuple[Flask, Flask]]]:
    """Two applications on one database, which these tests share: making them takes longer than most tests."""
    folder = tmp_path_factory.mktemp("returning")
    database = Database(address_with_tables(folder))
    url = database.engine.url.render_as_string(hide_password=False)
    apps = (app_of(SiteProcess(url, folder, 5000), database), app_of(SiteProcess(url, folder, 5000), database))
    for app in apps:
        app.extensions["kept_pages"].is_on = True
    yield database, apps
    drop(database)


@pytest.fixture
def site(processes: tuple[Database, tuple[Flask, Flask]]) -> Iterator[Site]:
    """The page of a roadmap with one goal, and an editor who speaks for two organisations."""
    database, apps = processes
    with apps[0].extensions["units_of_work"].change() as writing:
        plan = a_plan(writing)
        goal = plan.add("goal", "Mer mat härifrån")
        a_membership(writing, plan.person(plan.editor), an_organisation(writing, f"Östersunds bryggeri {plan.slug}"))
        roadmap_id, address = plan.roadmap.id, plan.address
        editor_id, coordinator_id = plan.editor.person_id, plan.others["coordinator"].person_id
    with database.reading() as reading:
        cookie, _ = signed_in(apps[1], reading.get_one(Person, editor_id))
    begun: list[str] = []

    def note(app: Flask, **_more: object) -> None:
        begun.append(app.name)

    request_started.connect(note, apps[0])
    yield Site(apps, address, roadmap_id, goal, editor_id, coordinator_id, cookie, begun)
    request_started.disconnect(note, apps[0])


def _the_sign_in(site: Site, writing: Session) -> SignIn:
    return writing.scalars(select(SignIn).where(SignIn.person_id == site.editor_id)).one()


def _end_the_sign_in(site: Site, writing: Session) -> None:
    end_sign_in(writing, _the_sign_in(site, writing), at=AT, actor=as_actor(writing, site.person(writing)))


def _let_it_wait_for_a_second_step(site: Site, writing: Session) -> None:
    _the_sign_in(site, writing).waits_for_second_step = True


def _deactivate(site: Site, writing: Session) -> None:
    coordinator = as_actor(writing, writing.get_one(Person, site.coordinator_id))
    deactivate(writing, site.person(writing), at=AT, actor=coordinator)


def _end_the_role(site: Site, writing: Session) -> None:
    coordinator = as_actor(writing, writing.get_one(Person, site.coordinator_id))
    grant = writing.scalars(select(RoleGrant).where(RoleGrant.person_id == site.editor_id)).one()
    end_role(writing, grant, at=AT, on=today(), actor=coordinator)


def _mute(site: Site, writing: Session) -> None:
    coordinator = as_actor(writing, writing.get_one(Person, site.coordinator_id))
    area = writing.get_one(Roadmap, site.roadmap_id).area
    mute(
        writing,
        site.person(writing),
        area,
        reason="Hård ton.",
        until_on=today(),
        on=today(),
        actor=coordinator,
        at=AT,
    )


def _choose_another_name(site: Site, writing: Session) -> None:
    person = site.person(writing)
    change_profile(writing, person, name="Erika Nilsson", language=person.language, actor=as_actor(writing, person))


def _choose_english(site: Site, writing: Session) -> None:
    person = site.person(writing)
    change_profile(writing, person, name=person.name, language="en", actor=as_actor(writing, person))


def _act_for_the_brewery(site: Site, writing: Session) -> None:
    sign_in, actor = _the_sign_in(site, writing), as_actor(writing, site.person(writing))
    other = next(one for one, _name in actor.organisations if one != actor.acting_for_id)
    choose_organisation(writing, sign_in, other, actor=actor)


def _write(site: Site, writing: Session) -> None:
    roadmap, actor = writing.get_one(Roadmap, site.roadmap_id), as_actor(writing, site.person(writing))
    facts = {"title": "Mer fisk härifrån"}
    edit_block(writing, roadmap, site.goal, facts, based_on=roadmap.history.current, actor=actor, at=AT)


def _comment(site: Site, writing: Session) -> None:
    roadmap, actor = writing.get_one(Roadmap, site.roadmap_id), as_actor(writing, site.person(writing))
    open_thread(writing, roadmap, block_id=site.goal, quote="", body="Hur då?", actor=actor, at=AT)


@pytest.mark.parametrize(
    ("act", "seen_before", "seen_after"),
    [
        (_end_the_sign_in, "Erik Nilsson", ""),
        (_let_it_wait_for_a_second_step, "Erik Nilsson", ""),
        (_deactivate, "Erik Nilsson", ""),
        (_end_the_role, "/roadmap/new/vision", ""),
        (_mute, "/roadmap/new/vision", ""),
        (_choose_another_name, "Erik Nilsson", "Erika Nilsson"),
        (_choose_english, '<html lang="sv">', '<html lang="en">'),
        (_act_for_the_brewery, "", "Östersunds bryggeri"),
        (_write, "Mer mat härifrån", "Mer fisk härifrån"),
        (_comment, "", "comment"),
    ],
)
def test_what_is_done_elsewhere_is_seen_at_once(
    site: Site, act: Callable[[Site, Session], None], seen_before: str, seen_after: str
) -> None:
    tag = site.tag_told_before()
    before = site.ask().text

    site.elsewhere(lambda writing: act(site, writing))

    after = site.ask(tag)
    assert after.status_code == 200
    assert seen_before in before
    assert seen_after in after.text
    assert not seen_before or seen_before not in after.text


def test_a_name_that_is_taken_away_is_not_taken_for_good(site: Site) -> None:
    def bring_in(writing: Session) -> None:
        roadmap = writing.get_one(Roadmap, site.roadmap_id)
        person = a_person(writing, "Sigbritt Persson", email="sigbritt@example.org")
        a_membership(writing, person, an_organisation(writing, "Bispgårdens mejeri"))
        a_role(writing, roadmap.area, person, Role.ACTOR)
        a_coordinator(writing)
        actor = as_actor(writing, person)
        open_thread(writing, roadmap, block_id=site.goal, quote="", body="Vi hjälper till.", actor=actor, at=AT)

    def take_away(writing: Session) -> None:
        everybody = writing.scalars(select(Person).where(Person.is_coordinator))
        first, second, *_ = (as_actor(writing, one) for one in everybody)
        person = writing.scalars(select(Person).where(Person.email == "sigbritt@example.org")).one()
        erasure = erasures.begin(writing, person, reason="", at=AT, actor=as_actor(writing, person))
        erasures.propose(writing, erasure, at=AT, actor=first)
        erasures.confirm(writing, erasure, on=today(), at=AT, actor=second)

    site.elsewhere(bring_in)
    tag = site.tag_told_before()

    site.elsewhere(take_away)

    assert site.ask(tag).status_code == 200
    assert "Sigbritt Persson" not in site.ask().text


def test_the_answer_is_the_one_that_the_application_gave(site: Site) -> None:
    tag = site.tag()
    given = site.ask(tag)
    assert site.begun
    site.ask(tag)

    again = site.ask(tag)

    assert not site.begun
    assert again.status == given.status == "304 NOT MODIFIED"
    own = {"X-Request-ID", "Date"}
    assert {one for one in again.headers if one[0] not in own} == {one for one in given.headers if one[0] not in own}
    assert len(again.headers.getlist("X-Request-ID")) == 1
    assert again.get_data() == b""


def test_only_the_same_question_is_answered_so(site: Site) -> None:
    tag = site.tag_told_before()
    stranger = "session=nobody"

    assert [site.ask(tag, cookie=f"{site.cookie}; language=en").status_code, len(site.begun)] == [200, 1]
    assert [site.ask(tag, cookie=stranger).status_code, len(site.begun)] == [200, 1]
    assert [site.ask('W/"1-0"').status_code, len(site.begun)] == [200, 1]
    assert [site.ask(tag, Host="evil.example").status_code, len(site.begun)] == [400, 1]
    assert [site.ask(tag, Authorization="Bearer nothing").status_code, len(site.begun)] == [304, 1]


def test_a_sign_in_that_has_been_idle_for_too_long_is_not_helped_on(site: Site, at: datetime) -> None:
    site.elsewhere(lambda writing: _end_soon(site, writing, at + timedelta(seconds=20)))
    tag = site.tag_told_before()

    with time_machine.travel(at + timedelta(seconds=19), tick=False):
        assert site.ask(tag).status_code == 304
    with time_machine.travel(at + timedelta(seconds=21), tick=False):
        answer = site.ask(tag)

    assert answer.status_code == 200
    assert "Erik Nilsson" not in answer.text


def _end_soon(site: Site, writing: Session, until: datetime) -> None:
    _the_sign_in(site, writing).idle_until = until


def test_the_use_of_a_sign_in_is_noted_though_its_reader_has_the_page(site: Site, at: datetime) -> None:
    tag = site.tag_told_before()
    later = at + SEEN_IS_KEPT_EVERY

    with time_machine.travel(later, tick=False):
        site.ask(tag)

    with site.apps[1].extensions["units_of_work"].database.reading() as reading:
        assert _the_sign_in(site, reading).seen_at == later


def test_a_new_day_has_a_new_page_for_who_is_signed_in_too(site: Site, at: datetime) -> None:
    site.elsewhere(lambda writing: writing.execute(update(SignIn).values(seen_at=at + timedelta(days=1))))
    tag = site.tag_told_before()

    with time_machine.travel(at + timedelta(days=1), tick=False):
        assert site.ask(tag).status_code == 200


def test_what_is_said_once_comes_through(site: Site) -> None:
    tag = site.tag_told_before()
    signer = site.apps[0].session_interface.get_signing_serializer(site.apps[0])  # type: ignore[attr-defined]
    name, _, value = site.cookie.partition("=")
    with site.apps[0].test_request_context():
        session.update(signer.loads(value), _flashes=[("good", "Det är sparat och klart.")])
        with_a_word = f"{name}={signer.dumps(dict(session))}"

    assert "Det är sparat och klart." in site.ask(tag, cookie=with_a_word).text
