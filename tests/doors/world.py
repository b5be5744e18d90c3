"""The world of the table: two areas with one of everything, and everyone who may come to a door.

It is made once by each process of a run, in one transaction; every request works in a savepoint that is undone.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import time_machine
from flask import Flask
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from roadmaps.accounts.events import EmailChangeAsked, SignInLinkAsked
from roadmaps.accounts.models import SignIn
from roadmaps.accounts.rules.addresses import ask_for_new_email
from roadmaps.accounts.rules.invitations import invite
from roadmaps.accounts.rules.links import send_sign_in_link
from roadmaps.accounts.rules.resets import make_link
from roadmaps.app import create_app
from roadmaps.areas.models import Area
from roadmaps.binder.criteria import Criterion
from roadmaps.binder.rules import put_in
from roadmaps.clarity.rules import ask_for_word
from roadmaps.config import Settings
from roadmaps.desk import panels as desk
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.ids import new_id
from roadmaps.migrating import mark_as_newest
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.roadmap.rules import begin_roadmap
from roadmaps.translating.rules import choose_languages
from roadmaps.year_wheel.rules.writing import EntryFacts, write
from roadmaps.year_wheel.words import Sort
from tests.databases import JoiningDatabase, address_with_tables, drop
from tests.doors.cast import Cast, a_cast
from tests.doors.every_door import Door
from tests.doors.furnished import asked, besides, counted, governing, hushed, outward, talk, text, trusting
from tests.doors.furnished.corner import Corner
from tests.factories.accounts import an_organisation
from tests.factories.areas import an_area
from tests.factories.glossary import a_term
from tests.factories.roadmap import BEGUN, Plan
from tests.factories.strategy import an_element

# Who leads, writes and takes part in each area.
PEOPLE = {"here": ("leader", "editor", "actor"), "there": ("leader there", "editor there", "author there")}


@dataclass
class World:
    """The application with what is in it. `facts` and `at_doors` are of each area, by "here" and "there"."""

    app: Flask
    database: JoiningDatabase
    cast: Cast
    corners: Mapping[str, Corner]

    @property
    def connection(self) -> Connection:
        """The one connection on which everything happens."""
        assert self.database.connection is not None
        return self.database.connection

    def facts_at(self, door: Door, where: str = "here") -> dict[str, Any]:
        """What addresses of a door are made of: of the view's own things, or those of one of its two addresses."""
        corner = self.corners[where]
        unknown: dict[str, Any] = {name: new_id() if name.endswith("_id") else "unknown" for name in door.arguments}
        return unknown | corner.facts | corner.at_doors.get(door.endpoint, {}) | corner.at_doors.get(door.name, {})

    def organisation_of(self, who: str) -> UUID:
        """The organisation that somebody acts for; for those who act for none, one that exists."""
        name = who.removeprefix("stale ")
        return self.cast.organisations.get(name, self.cast.organisations["no role"]).id

    @contextmanager
    def undone(self) -> Iterator[Connection]:
        """A savepoint: whatever happens in it has not happened afterwards."""
        savepoint = self.connection.begin_nested()
        try:
            yield self.connection
        finally:
            if savepoint.is_active:
                savepoint.rollback()

    @contextmanager
    def changed(self) -> Iterator[Session]:
        """A session for a test that arranges something in a cell."""
        with self.database.writing() as session:
            yield session
            session.commit()


@contextmanager
def a_world(folder: Path, at: Any) -> Iterator[World]:
    """Make the world at a moment, and undo it at the end."""
    database = JoiningDatabase(address_with_tables(folder))
    mark_as_newest(database)
    settings = Settings(database_url=database.url, secret_key="kept by the tests", data_dir=folder, is_testing=True)
    app = create_app(settings, database)
    app.config["WTF_CSRF_ENABLED"] = False
    # How much waits on somebody's desk is a number in the head of every page: it is asked for at its own doors.
    hung = app.extensions["slots"]._panels
    hung["layout.nav"] = [(order, panel) for order, panel in hung["layout.nav"] if panel is not desk.nav]
    with database.one_transaction():
        with time_machine.travel(at, tick=False):
            world = _furnish(app, database)
        # Nothing of the world goes away before its end: looking for what has gone is much of the time of a cell.
        gc.collect()
        gc.freeze()
        yield world
        gc.unfreeze()
    drop(database)


def _furnish(app: Flask, database: JoiningDatabase) -> World:
    units = app.extensions["units_of_work"]
    with app.app_context():
        with units.change() as session:
            here, there = an_area(session, "Här"), an_area(session, "Där")
            cast = a_cast(session, app, here, there)
            bare = an_area(session, "Bart")
        corners = {}
        for where, area in (("here", here), ("there", there)):
            corners[where] = _corner(app, units, cast, area, where)
        for corner in corners.values():
            with units.change() as session:
                corner.session = corner.plan.session = session
                corner.plan.roadmap = session.merge(corner.plan.roadmap)
                _share(corner, app, bare)
        for corner, other in zip(corners.values(), reversed(corners.values()), strict=True):
            with units.change() as session:
                corner.session = corner.plan.session = session
                corner.plan.roadmap = session.merge(corner.plan.roadmap)
                counted.furnish(corner)
                corner.facts |= {"other_slug": other.facts["slug"], "other_showing": "no"}
                corner.facts |= {f"person.{who}": person.id for who, person in cast.people.items()}
                corner.facts |= {f"organisation.{who}": one.id for who, one in cast.organisations.items()}
    return World(app, database, cast, corners)


def _corner(app: Flask, units: Any, cast: Cast, area: Area, where: str) -> Corner:
    leader, editor, author = PEOPLE[where]
    with units.change() as session:
        area = session.get_one(Area, area.id)
        coordinator = cast.actor(session, "coordinator")
        facts: dict[str, Any] = {"period_from": 2021, "period_to": 2027, "on": BEGUN}
        roadmap = begin_roadmap(session, area, **facts, actor=coordinator)
        roadmap.is_working_public = True
        plan = Plan(session, roadmap, cast.actor(session, leader), cast.actor(session, editor), {})
        store = app.extensions["file_store"]
        corner = Corner(session, plan, cast.actor(session, author), coordinator, cast, store)
        corner.facts["slug"] = area.slug
        text.furnish(corner)
        talk.furnish(corner)
        asked.furnish(corner)
        governing.furnish(corner)
        hushed.furnish(corner)
        text.write_on(corner)
        trusting.furnish(corner)
        outward.furnish(corner)
    return corner


def _people(corner: Corner) -> None:
    """Those whom only some doors are about: a second coordinator, somebody who is gone, and an organisation nobody needs."""
    session, cast = corner.session, corner.cast
    corner.at("accounts.dismiss_coordinator", person_id=cast.people["second coordinator"].id)
    corner.at("accounts.reactivate", person_id=cast.people["dead"].id)
    corner.at("accounts.reopen_organisation", organisation_id=an_organisation(session).id)
    _letters_to(corner)
    organisation = cast.organisations["actor" if corner.actor.person_id == cast.people["actor"].id else "author there"]
    corner.at(
        "accounts.organisation_by_slug", "calendar_files.organisation", "api.read_organisation", slug=organisation.slug
    )
    for door in ("spreadsheets.sheet", "spreadsheets.county_sheet"):
        corner.at(door, key="activity")
    for door in ("calls.import_template", "reading_imports.template"):
        corner.at(door, name="csv")
    invited = cast.people["no role"].email
    letter = invite(session, email=invited, at=now(), actor=corner.coordinator, area_id=corner.area.id, place="Hit")
    corner.at("accounts.accept_as_oneself", token=letter.token)
    entry = write(
        session, None, EntryFacts("Nämnden", Sort.DEADLINE, date(2026, 3, 12)), actor=corner.coordinator, at=now()
    )
    corner.at("POST /county/year/<int:year>/proposal", wheel_entry_id=entry.id)
    told: dict[str, Any] = {"title": "Uppdrag", "dated_on": date(2026, 3, 2), "link": "https://www.example.org/u"}
    exhibit = put_in(session, None, Criterion.ANALYSIS, **told, actor=corner.coordinator, at=now())
    for method in ("GET", "POST"):
        corner.at(f"{method} /county/binder/exhibits/<uuid:exhibit_id>/removal", exhibit_id=exhibit.id)


def _letters_to(corner: Corner) -> None:
    """Links that somebody has been sent: to sign in by, and to keep another address."""
    session, person = corner.session, corner.person(corner.actor)
    send_sign_in_link(session, person, browser_hash="of another browser", at=now())
    link = corner.told(SignInLinkAsked)[-1].token
    corner.at("accounts.sign_in_link", "accounts.use_sign_in_link", token=link)
    where = {"email": f"annan-{corner.area.slug}@skrivet.example", "address": "192.0.2.1"}
    ask_for_new_email(session, person, **where, at=now(), actor=corner.actor)
    asked = corner.told(EmailChangeAsked)[-1]
    corner.at("accounts.asked_email", "accounts.keep_email", token=asked.token)
    corner.at("accounts.stoppable_email", "accounts.stop_email", token=asked.stop_token)


def _share(corner: Corner, app: Flask, bare: Area) -> None:
    """What belongs to the whole site, and to one person of it."""
    session, person = corner.session, corner.person(corner.actor)
    choose_languages(session, ["en"], actor=corner.coordinator, at=now())
    besides.furnish(corner)
    corner.facts["term_id"] = a_term(session, f"ord {corner.area.slug}", actor=corner.coordinator)
    corner.facts["word"] = f"ord {corner.area.slug}"
    corner.facts["element_id"] = an_element(session, f"Del {corner.area.slug}", by=corner.coordinator)
    ask_for_word(session, "klusterinitiativ", visitor="x", actor=None, at=now())
    corner.at("accounts.reset", token=make_link(session, person, at=now()))
    mail = select(OutgoingMail.id).where(OutgoingMail.to == person.email)
    corner.facts["mail_id"] = session.scalars(mail).first()
    corner.at("notifications.open_letter", mail_id=session.scalars(mail.where(OutgoingMail.has_secret)).first())
    corner.facts["sign_in_id"] = session.scalars(select(SignIn.id).where(SignIn.person_id == person.id)).first()
    corner.facts["code"] = "4D9HX-8XV59"
    links = app.extensions["outbox"].stop_links
    stop, leave = (
        links.token_of(person.id, MailKind.DIGEST),
        links.thread_token_of(person.id, corner.facts["thread_id"]),
    )
    corner.at("notifications.consider_stop", "notifications.stop", token=stop)
    corner.at("notifications.consider_leaving", "notifications.leave", token=leave)
    corner.at("roadmap.begin", slug=bare.slug)
    _people(corner)
    corner.facts["today"] = today()
