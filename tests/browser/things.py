"""Things of the demo to look at: something of every sort that has a page, and that the demo alone does not have."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.bringing_in import rules as bringing_in
from roadmaps.bringing_in.models import PendingPaper
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.rules import ask_for_word, say_unclear
from roadmaps.files.intake import take_in
from roadmaps.files.rules import keep as keep_sent
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.rules import Ends
from roadmaps.follow_up.rules import begin as begin_report
from roadmaps.foundation.clock import now, today
from roadmaps.indicators.importing.rules import keep_file, read_sent
from roadmaps.indicators.models import PendingImport
from roadmaps.indicators.queries import standing_readings
from roadmaps.neighbours.models import Shared
from roadmaps.neighbours.rules import make_link as share
from roadmaps.papers.catalogues import words_in
from roadmaps.plan.queries import plan_of
from roadmaps.public_records.queries import things_of
from roadmaps.public_records.rules import mask as mask_words
from roadmaps.public_records.words import Sort as RecordSort
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.exports.wish import Wish as Wished
from roadmaps.snapshots.rules import ask_for_files
from roadmaps.spreadsheets.delimited import as_csv
from roadmaps.spreadsheets.gathering import sheets_of
from roadmaps.spreadsheets.importing import rules
from roadmaps.spreadsheets.models import PendingSpreadsheet
from roadmaps.suggestions.models import ChangeAct
from roadmaps.suggestions.rules import Wish, begin, put_change
from roadmaps.webhooks.models import WebhookDelivery
from roadmaps.webhooks.rules import send_trial
from tests.browser.site import Site
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accessibility import a_fault, a_report, a_statement
from tests.factories.areas import as_actor
from tests.factories.consultation import AskedAbout, one_to_look_at
from tests.factories.files import a_pdf, a_picture
from tests.factories.incoming import a_tidy_strategy
from tests.factories.moderation import Moderated, something_of_each
from tests.factories.open_data import terms as describe_open_data
from tests.factories.public_records import a_request_for, decide_all
from tests.factories.pulse import one_to_look_at as pulse_to_look_at
from tests.factories.webhooks import a_webhook
from tests.factories.weighing import ToLookAt, ones_to_look_at

SLUG = "jord-skog-och-vatten"
COORDINATOR, ACTOR = "samordnare@example.org", "coompanion@example.org"


def a_system_that_is_told(session: Session, actor: Actor) -> WebhookDelivery:
    """A trial that waits for it, and a licence for the open data."""
    webhook, _ = a_webhook(session, actor, at=now())
    describe_open_data(session, actor)
    trial = send_trial(session, webhook, at=now(), actor=actor)
    session.flush()
    return trial


def a_program(session: Session, coordinator: Person) -> UUID:
    """One of an organisation, with a token that lets it in; and a token of the coordinator's own."""
    account = a_service_account(session, coordinator)
    a_token(session, account.person_id, made_at=now(), expires_at=now() + timedelta(days=90))
    a_token(session, coordinator, made_at=now(), expires_at=now() + timedelta(days=90))
    return account.person_id


def a_fault_and_a_report(session: Session, actor: Actor) -> tuple[UUID, UUID]:
    """A statement with a known fault, and a report that waits."""
    a_statement(session, actor, at=now())
    return a_fault(session, actor, at=now()).id, a_report(session, at=now()).id


def requests_for_records(session: Session, actor: Actor) -> str:
    """A request that is being prepared, with words that are masked, and one that was decided; the key of one thing."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    prepared, made = (a_request_for(session, roadmap, actor, at=now()) for _ in range(2))
    things = things_of(session, prepared)
    key = next(one.key for one in things if one.sort is RecordSort.COMMENT)
    mask_words(session, prepared, ["Coompanion"], ground="OSL 21 kap. 7 §", things=things, actor=actor, at=now())
    decide_all(session, made, actor, at=now())
    return key


def sent_files(session: Session, actor: Actor, site: Site) -> UUID:
    """A picture that nothing shows yet, and a document."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    sent = [take_in("karta.png", a_picture("PNG", (800, 500)), "En karta över länet"), take_in("underlag.pdf", a_pdf())]
    store = site.app.extensions["file_store"]
    for one in sent:
        store.put(one.sha256, one.content)
    first, _ = (keep_sent(session, roadmap, one, store=store, actor=actor, at=now()) for one in sent)
    return first.id


def a_file_of_readings(session: Session, actor: Actor) -> PendingImport:
    """With a row of each sort: new, there already, another value, without a value, and bad."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    indicator = current(session, roadmap.history).of_kind("indicator")[0]
    known = standing_readings(session, [indicator.id]).get(indicator.id, [])
    rows = [(one.period, one.value) for one in known[:1]] + [(one.period, 987654) for one in known[1:2]]
    lines = [f"{indicator.id};{period};{value}" for period, value in [*rows, ("1999", 1), ("1998", ""), ("i fjol", 2)]]
    sheet = read_sent("\n".join(["Indikator;Period;Värde", *lines]).encode())
    return keep_file(session, roadmap, "mätvärden.csv", sheet, actor=actor, at=now())


def a_spreadsheet(session: Session, actor: Actor) -> PendingSpreadsheet:
    """The activities, where one has another title and text, one is not there, and one is new."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    [sheet] = sheets_of(session, plan_of(session, roadmap), viewer=actor, translate=str, keys=["activity"])
    changed, _, *rest = (list(row) for row in sheet.rows)
    columns = [column.key for column in sheet.columns]
    changed[columns.index("title")], changed[columns.index("text")] = "Ett annat namn", "En annan text."
    new = [None, None, "En ny aktivitet", *(None for _ in columns[3:])]
    data = as_csv(replace(sheet, rows=[changed, *rest, new]))
    file = rules.read_sent(data, [str])
    return rules.keep_file(session, roadmap, "aktiviteter.csv", file, actor=actor, at=now())


def a_paper_to_bring_in(session: Session, actor: Actor) -> PendingPaper:
    """A strategy in Word, with something of everything."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    read = bringing_in.read_sent("strategi.docx", a_tidy_strategy())
    return bringing_in.keep_file(session, roadmap, "strategi.docx", read, actor=actor, at=now())


def files_asked(session: Session, actor: Actor) -> UUID:
    """Files that wait for their turn."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    wish = Wished.of({"format": ["pdf", "docx"]})
    return ask_for_files(session, roadmap, None, wish, actor=actor, at=now()).id


def a_consultation(session: Session, coordinator: Actor) -> AskedAbout:
    """One that is open and has been answered, and one that is being prepared."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return one_to_look_at(session, roadmap, actor=coordinator, at=now())


def rounds(session: Session, coordinator: Actor) -> ToLookAt:
    """Candidates that are weighed, in a round of organisations and in a room."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return ones_to_look_at(session, roadmap, coordinator, now())


def a_pulse(session: Session, coordinator: Actor) -> UUID:
    """One that is open, and has been answered for the coordinator's own organisation."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return pulse_to_look_at(session, roadmap.area, actor=coordinator, at=now()).id


def a_shared_link(session: Session, actor: Actor) -> str:
    """The secret of a link to the working version, in English."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    facts = {"recipient": "Partner", "shows": Shared.WORKING, "language": "en", "until_on": today()}
    return share(session, roadmap, **facts, at=now(), actor=actor)[1]  # type: ignore[arg-type]


def something_to_moderate(session: Session, coordinator: Actor) -> Moderated:
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    author = session.scalars(select(Person).where(Person.email == ACTOR)).one()
    return something_of_each(session, roadmap, leader=coordinator, author=as_actor(session, author, on=today()))


def something_unclear(session: Session) -> None:
    """A paragraph that somebody did not understand, and a word that somebody asks for."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    block = current(session, roadmap.history).of_kind("goal")[0]
    digest = paragraphs_of(block)[0].digest
    say_unclear(session, roadmap, block, digest, words="Vad menas?", visitor="x", actor=None, at=now())
    ask_for_word(session, "klusterinitiativ", visitor="x", actor=None, at=now())


def a_draft_of_a_suggestion(session: Session, actor: Actor) -> None:
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    state = current(session, roadmap.history)
    wish = Wish(ChangeAct.EDIT, state.of_kind("goal")[0].id, based_on=state.number, content={"title": "Mer mat"})
    put_change(session, begin(session, roadmap, actor=actor, at=now()), wish, actor=actor)


def a_draft_of_a_report(session: Session, actor: Actor) -> FollowUp:
    ends = Ends(date(2025, 1, 1), date(2025, 12, 31))
    return begin_report(session, None, ends, words=words_in("sv"), name="styrkeområdena", actor=actor, at=now())
