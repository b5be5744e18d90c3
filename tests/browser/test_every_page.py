"""Every page of the demo, as each sort of person sees it: nothing that the rules of accessibility find, nothing cut off."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.rules import ask_for_new_email
from roadmaps.accounts.rules.invitations import invite
from roadmaps.accounts.rules.resets import make_link
from roadmaps.areas.models import RoleGrant
from roadmaps.binder.models import BinderEdition, Exhibit
from roadmaps.bringing_in import rules as bringing_in
from roadmaps.bringing_in.models import PendingPaper
from roadmaps.calls.models import Assessment, CallInterest
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.rules import ask_for_word, say_unclear
from roadmaps.demo.world import DEMO_PASSWORD
from roadmaps.discussion.models import Comment, Thread
from roadmaps.files.intake import take_in
from roadmaps.files.rules import keep as keep_sent
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.rules import Ends
from roadmaps.follow_up.rules import begin as begin_report
from roadmaps.foundation.clock import now, today
from roadmaps.glossary.queries import terms
from roadmaps.indicators.importing.rules import keep_file
from roadmaps.indicators.models import PendingImport, Reading
from roadmaps.indicators.queries import standing_readings
from roadmaps.meetings.models import Input, Meeting, Participant
from roadmaps.neighbours.models import Mirror, Shared, ShareLink
from roadmaps.neighbours.rules import make_link as share
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.papers.catalogues import words_in
from roadmaps.plan.queries import plan_of
from roadmaps.public_records.queries import things_of
from roadmaps.public_records.rules import mask as mask_words
from roadmaps.public_records.words import Sort as RecordSort
from roadmaps.responsibilities.models import Question
from roadmaps.revisions.models import Block
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps.models import Lap, StepMark
from roadmaps.snapshots.exports.wish import Wish as Wished
from roadmaps.snapshots.rules import ask_for_files
from roadmaps.spreadsheets.delimited import as_csv
from roadmaps.spreadsheets.gathering import sheets_of
from roadmaps.spreadsheets.importing import rules
from roadmaps.spreadsheets.models import PendingSpreadsheet
from roadmaps.strategy.queries import elements
from roadmaps.suggestions.models import ChangeAct
from roadmaps.suggestions.queries import suggestions_of
from roadmaps.suggestions.rules import Wish, begin, put_change
from roadmaps.web.programs import is_programs_address
from roadmaps.webhooks.models import WebhookDelivery
from roadmaps.webhooks.rules import send_trial
from roadmaps.weighing.models import Recommendation
from roadmaps.year_wheel.models import WheelEntry
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accessibility import a_fault, a_report, a_statement
from tests.factories.areas import as_actor
from tests.factories.calls import calls_to_look_at
from tests.factories.consultation import AskedAbout, one_to_look_at
from tests.factories.discovery import discovery_to_look_at
from tests.factories.files import a_pdf, a_picture
from tests.factories.incoming import a_tidy_strategy
from tests.factories.moderation import Moderated, something_of_each
from tests.factories.open_data import terms as describe_open_data
from tests.factories.passkeys import Device
from tests.factories.privacy import asked_about_data
from tests.factories.public_records import a_request_for, decide_all
from tests.factories.pulse import one_to_look_at as pulse_to_look_at
from tests.factories.webhooks import a_webhook
from tests.factories.weighing import ToLookAt, ones_to_look_at

pytestmark = pytest.mark.browser

DESK, PHONE = 1440, 390
# What can be wrong on a narrow page that is well when wide: things too close, things that scroll, and what shows only there.
OF_NARROW_PAGES = (
    "aria-hidden-focus",
    "button-name",
    "label",
    "landmark-unique",
    "link-name",
    "nested-interactive",
    "scrollable-region-focusable",
    "select-name",
    "summary-name",
    "target-size",
)
SLUG = "jord-skog-och-vatten"
COORDINATOR, ACTOR = "samordnare@example.org", "coompanion@example.org"
# Files, addresses for machines, and addresses that only lead on.
NO_PAGES = {
    "static",
    "site.health",
    "site.ready",
    "site.show_metrics",
    "site.choose_language",
    "snapshots.file",
    "snapshots.working_file",
    "snapshots.fetch_made",
    "snapshots.template_file",
    "snapshots.published_schema",
    "snapshots.comparison_file",
    "snapshots.working_comparison_file",
    "snapshots.preview",
    "calendar_files.private",
    "calendar_files.area",
    "calendar_files.county",
    "calendar_files.organisation",
    "year_wheel.area_file",
    "year_wheel.county_file",
    "news.whole",
    "news.of_area",
    "reading_imports.template",
    "calls.import_template",
    "calls.sheet_file",
    "spreadsheets.file",
    "spreadsheets.sheet",
    "spreadsheets.county_file",
    "spreadsheets.county_sheet",
    "roadmap.block",
    "glossary.show",
    "glossary.card",
    "discussion.comment",
    "discussion.mentionable",
    "follow_up.file",
    "weighing.file",
    "binder.file",
    "open_data.as_json",
    "open_data.catalogue",
    "open_data.robots",
    "open_data.site_map",
    "open_data.table",
    "open_data.table_columns",
    "open_data.version_as_json",
    "open_data.version_columns",
    "open_data.version_table",
    "accounts.organisation_by_slug",
    # Shown in one browser alone; tests/browser/test_entry.py comes that way.
    "accounts.sign_in_link",
    "accounts.go_on_with",
    # Shown to a sign-in that waits, or to one browser; tests/journeys/test_two_steps.py comes that way.
    "second_steps.picture",
    "second_steps.picture_at_the_door",
    "second_steps.set_up",
    "second_steps.set_up_at_the_door",
    "second_steps.show",
    "passkeys.add_at_the_door",
    # Gone as soon as there is a coordinator; tests/first_run/test_in_browser.py comes before.
    "first_run.set_up",
    # They lead to a provider and back; tests/journeys/test_signing_in_elsewhere.py goes that way.
    "single_sign_on.enter",
    "single_sign_on.answer",
    "single_sign_on.show_again",
    "single_sign_on.begin_tie",
    "single_sign_on.confirm_tie",
    "consultation.file",
    "consultation.registry",
    "consultation.letter_file",
    "consultation.own_letter",
    "files.show",
    "meetings.entry",
    "site.names",
    "neighbours.published",
    "neighbours.received",
    "neighbours.shared_data",
    "neighbours.shared_file",
    "live.hear_updates",
    "live.socket",
    # It leads on, or says that nothing has the name.
    "site.find_link",
    "accessibility.security",
    # A piece that scripts put into pages.
    "site.writing_tools",
}
# A page that is for those who are not signed in, or that the demo cannot show to a coordinator.
SHOWN_TO: Mapping[str, str | None] = {
    "accounts.sign_in": None,
    "accounts.ask_for_reset": None,
    "accounts.reset": None,
    "accounts.reset_asked": None,
    "accounts.ask_for_letter": None,
    "accounts.letter_asked": None,
    "accounts.invitation": None,
    "discussion.edit": ACTOR,
    "meetings.sign_up": None,
    "moderation.make_appeal": ACTOR,
    "suggestions.look_again": ACTOR,
}
OF_ANONYMOUS = [
    "site.home",
    "areas.show",
    "roadmap.show",
    "roadmap.history",
    "snapshots.show",
    "discussion.show",
    "indicators.show",
    "indicators.index",
]


@dataclass(frozen=True)
class Pages:
    """The address of one page for every door."""

    by_door: Mapping[str, str]


@pytest.fixture(scope="module")
def pages(demo_site: Site) -> Pages:
    """An address for each door that shows a page, with something of the demo in it."""
    with demo_site.units.change() as session:
        coordinator = session.scalars(select(Person).where(Person.email == COORDINATOR)).one()
        letter = invite(
            session, email="ny@example.org", name="Ny", at=now(), actor=as_actor(session, coordinator, on=today())
        )
        reset = make_link(session, coordinator, at=now())
        new_email = ("ny-adress@example.org", as_actor(session, coordinator, on=today()))
        ask_for_new_email(session, coordinator, email=new_email[0], address="", at=now(), actor=new_email[1])
        pending = _a_file_of_readings(session, as_actor(session, coordinator, on=today()))
        spreadsheet = _a_spreadsheet(session, as_actor(session, coordinator, on=today()))
        paper = _a_paper_to_bring_in(session, as_actor(session, coordinator, on=today()))
        files_asked = _files_asked(session, as_actor(session, coordinator, on=today()))
        _a_draft_of_a_suggestion(session, as_actor(session, coordinator, on=today()))
        report = _a_draft_of_a_report(session, as_actor(session, coordinator, on=today()))
        chapter = current(session, report.history).of_kind("chapter")[0]
        _something_unclear(session)
        moderated = _something_to_moderate(session, as_actor(session, coordinator, on=today()))
        asked_about = _a_consultation(session, as_actor(session, coordinator, on=today()))
        pulse = _a_pulse(session, as_actor(session, coordinator, on=today()))
        weighed = _rounds(session, as_actor(session, coordinator, on=today()))
        discovered = discovery_to_look_at(session, SLUG, at=now())
        file_of_calls = calls_to_look_at(session, as_actor(session, coordinator, on=today()), at=now())
        sent_file = _a_picture(session, as_actor(session, coordinator, on=today()), demo_site)
        record_key = _requests_for_records(session, as_actor(session, coordinator, on=today()))
        accessible = _a_fault_and_a_report(session, as_actor(session, coordinator, on=today()))
        about_data = asked_about_data(session, at=now())
        passkey = Device().known_to(session, coordinator).id
        program = _a_program(session, coordinator)
        shared = _a_shared_link(session, as_actor(session, coordinator, on=today()))
        told = _a_system_that_is_told(session, as_actor(session, coordinator, on=today()))
    with demo_site.units.database.reading() as session:
        roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
        goal = select(Block.id).where(Block.history_id == roadmap.history_id, Block.kind == "need")
        activity = select(Block.id).where(Block.history_id == roadmap.history_id, Block.kind == "activity")
        actor = select(Person.id).where(Person.email == ACTOR)
        suggestion = next(
            one for one in session.scalars(suggestions_of(roadmap)) if one.person_id == session.scalars(actor).one()
        )
        reworded = f"/suggestions/{suggestion.id}/changes/{suggestion.changes[0].block_id}"
        # Of an indicator that is read by municipality too, and so shows everything that there is to show.
        reading = session.scalars(select(Reading).where(Reading.municipality.is_not(None))).first()
        assert reading is not None
        # At the open meeting of the spring, so that there is something of everything.
        of_the_area = select(Input).join(Meeting).where(Meeting.area_id == roadmap.area_id)
        said = session.scalars(of_the_area.order_by(Meeting.starts_at, Input.number)).unique().first()
        assert said is not None
        to_a_meeting = session.scalars(
            select(OutgoingMail.text).where(OutgoingMail.text.contains("/by-letter/"))
        ).first()
        invited = re.search(r"/meetings/by-letter/[^\s?]+", to_a_meeting or "")
        assert invited is not None
        facts = {
            "slug": SLUG,
            "kind": "activity",
            "number": 1,
            "other": 1,
            "code": "4D9HX-8XV59",
            "name": "html",
            "language": "sv",
            "token": letter.token,
            "filename": "x",
            "block_id": session.scalars(goal).first(),
            "thread_id": session.scalars(select(Thread.id).where(Thread.roadmap_id == roadmap.id)).first(),
            "comment_id": session.scalars(
                select(Comment.id).order_by(Comment.person_id != actor.scalar_subquery())
            ).first(),
            "term_id": terms(session)[0].id,
            "word": "innovation",
            "element_id": elements(session)[0].id,
            "organisation_id": session.scalars(select(Organisation.id)).first(),
            "person_id": session.scalars(actor).one(),
            "grant_id": session.scalars(select(RoleGrant.id).where(RoleGrant.area_id == roadmap.area_id)).first(),
            "invitation_id": letter.invitation.id,
            "import_id": pending.id,
            "spreadsheet_id": spreadsheet.id,
            "paper_id": paper.id,
            "suggestion_id": suggestion.id,
            "source": "suggestions",
            "key": suggestion.id,
            "indicator_id": reading.indicator_id,
            "reading_id": reading.id,
            "sort": "block",
            "thing_id": session.scalars(goal).first(),
            "section": "goals",
            "waiting_id": moderated.waiting_id,
            "appeal_id": moderated.appeal_id,
            "report_id": report.id,
            "chapter_id": chapter.id,
            "job_id": files_asked,
            "consultation_id": asked_about.consultation_id,
            "consultee_id": asked_about.consultee_id,
            "point_id": asked_about.point_id,
            "file_id": sent_file,
            "pulse_id": pulse,
            "round_id": weighed.round_id,
            "entry_id": weighed.entry_id,
            "recommendation_id": session.scalars(select(Recommendation.id)).first(),
            "finding_id": discovered.finding_id,
            "candidate_id": discovered.open_id,
            "call_id": session.scalars(select(CallInterest.call_id).order_by(CallInterest.said_at)).first(),
            "sheet_id": session.scalars(select(Assessment.id).where(Assessment.finished_at.is_(None))).first(),
            "wheel_entry_id": session.scalars(select(WheelEntry.id)).first(),
            "year": today().year + 1,
            "meeting_id": said.meeting_id,
            "input_id": said.id,
            "participant_id": session.scalars(
                select(Participant.id).where(Participant.meeting_id == said.meeting_id)
            ).first(),
            "mirror_id": session.scalars(select(Mirror.id).where(Mirror.area_id == roadmap.area_id)).first(),
            "link_id": session.scalars(select(ShareLink.id)).first(),
            "mail_id": session.scalars(select(OutgoingMail.id)).first(),
            "step_name": "priorities",
            "mark_id": session.scalars(select(StepMark.id).join(Lap).where(Lap.area_id == roadmap.area_id)).first(),
            "criterion_name": "cooperation",
            "exhibit_id": session.scalars(select(Exhibit.id).where(Exhibit.area_id == roadmap.area_id)).first(),
            "edition_id": session.scalars(select(BinderEdition.id)).first(),
            "fault_id": accessible[0],
            "passkey_id": passkey,
            "account_id": program,
            "request_id": about_data.request_id,
            "erasure_id": about_data.erasure_id,
            "period_name": "letters",
            "part_name": "blocks",
            "webhook_id": told.webhook_id,
            "delivery_id": told.id,
        }
        of_the_region = select(Organisation.id).where(Organisation.name.startswith("Region ")).scalar_subquery()
        asked = session.scalars(select(Question.activity_id).where(Question.organisation_id == of_the_region)).first()
        asking = session.scalars(select(OutgoingMail.text).where(OutgoingMail.text.contains("/answers/"))).first()
        question = re.search(r"/answers/\S+", asking or "")
        assert question is not None
        letters = session.scalars(select(OutgoingMail.text).where(OutgoingMail.text.contains("ny-adress@example.org")))
        of_addresses = re.findall(r"(/email/(?:stop/)?[\w-]{43})", "\n".join(letters))
        of_an_activity = f"/blocks/{session.scalars(activity).first()}"
    with demo_site.app.test_request_context():
        by_door = {
            str(rule.endpoint): demo_site.app.url_for(rule.endpoint, **{name: facts[name] for name in rule.arguments})
            for rule in demo_site.app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES and not is_programs_address(rule.rule)
        }
    by_door["follow_up.edit"] = f"/follow-ups/{report.id}/blocks/{chapter.id}/edit"
    by_door["binder.take_out"] = f"/areas/{SLUG}/binder/exhibits/{facts['exhibit_id']}/removal"
    by_door |= asked_about.by_door
    records = f"/areas/{SLUG}/public-records"
    by_door["public_records.thing"] = f"{records}/1/things/{record_key}"
    by_door["public_records.thing_masks"] = f"{records}/1/things/{record_key}/masks"
    by_door["public_records.show, decided"] = f"{records}/2"
    by_door["accessibility.answer"] = f"/administration/accessibility/reports/{accessible[1]}"
    by_door["calls.import_show"] = f"/calls/import/{file_of_calls}"
    by_door["calls.new_sheet"] = f"/calls/{facts['call_id']}/assessments/new?area={SLUG}"
    by_door |= weighed.by_door
    by_door["pulse.answer"] = f"/pulses/{pulse}/answer"
    by_door |= discovered.by_door
    by_door["meetings.by_letter"] = invited[0]
    by_door["neighbours.shared"] = f"/shared/{shared}"
    by_door["accounts.reset"] = f"/reset/{reset}"
    by_door["accounts.asked_email"] = next(one for one in of_addresses if "/stop/" not in one)
    by_door["accounts.stoppable_email"] = next(one for one in of_addresses if "/stop/" in one)
    links = demo_site.app.extensions["outbox"].stop_links
    by_door["notifications.consider_stop"] = f"/mail/stop/{links.token_of(facts['person_id'], MailKind.DIGEST)}"
    by_door["notifications.consider_leaving"] = (
        f"/mail/leave/{links.thread_token_of(facts['person_id'], facts['thread_id'])}"
    )
    by_door["suggestions.look_again"] = reworded
    by_door["responsibilities.by_link"] = question[0]
    by_door["responsibilities.at_home"] = f"/blocks/{asked}/answer"
    by_door["moderation.make_appeal"] = f"/comments/{moderated.hidden_id}/appeal"
    by_door["moderation.decline_suggestion"] = f"/suggestions/{moderated.unseen_id}/release/declining"
    by_door["timeline.dates"] = f"{of_an_activity}/dates"
    return Pages(by_door)


def _a_system_that_is_told(session: Session, actor: Actor) -> WebhookDelivery:
    """A trial that waits for it, and a licence for the open data."""
    webhook, _ = a_webhook(session, actor, at=now())
    describe_open_data(session, actor)
    trial = send_trial(session, webhook, at=now(), actor=actor)
    session.flush()
    return trial


def _a_program(session: Session, coordinator: Person) -> UUID:
    """One of an organisation, with a token that lets it in; and a token of the coordinator's own."""
    account = a_service_account(session, coordinator)
    a_token(session, account.person_id, made_at=now(), expires_at=now() + timedelta(days=90))
    a_token(session, coordinator, made_at=now(), expires_at=now() + timedelta(days=90))
    return account.person_id


def _a_fault_and_a_report(session: Session, actor: Actor) -> tuple[UUID, UUID]:
    """A statement with a known fault, and a report that waits."""
    a_statement(session, actor, at=now())
    return a_fault(session, actor, at=now()).id, a_report(session, at=now()).id


def _requests_for_records(session: Session, actor: Actor) -> str:
    """A request that is being prepared, with words that are masked, and one that was decided; the key of one thing."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    prepared, made = (a_request_for(session, roadmap, actor, at=now()) for _ in range(2))
    things = things_of(session, prepared)
    key = next(one.key for one in things if one.sort is RecordSort.COMMENT)
    mask_words(session, prepared, ["Coompanion"], ground="OSL 21 kap. 7 §", things=things, actor=actor, at=now())
    decide_all(session, made, actor, at=now())
    return key


def _a_picture(session: Session, actor: Actor, site: Site) -> UUID:
    """A picture that nothing shows yet, and a document."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    sent = [take_in("karta.png", a_picture("PNG", (800, 500)), "En karta över länet"), take_in("underlag.pdf", a_pdf())]
    store = site.app.extensions["file_store"]
    for one in sent:
        store.put(one.sha256, one.content)
    first, _ = (keep_sent(session, roadmap, one, store=store, actor=actor, at=now()) for one in sent)
    return first.id


def _a_file_of_readings(session: Session, actor: Actor) -> PendingImport:
    """With a row of each sort: new, there already, another value, without a value, and bad."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    indicator = current(session, roadmap.history).of_kind("indicator")[0]
    known = standing_readings(session, [indicator.id]).get(indicator.id, [])
    rows = [(one.period, one.value) for one in known[:1]] + [(one.period, 987654) for one in known[1:2]]
    lines = [f"{indicator.id};{period};{value}" for period, value in [*rows, ("1999", 1), ("1998", ""), ("i fjol", 2)]]
    data = "\n".join(["Indikator;Period;Värde", *lines]).encode()
    return keep_file(session, roadmap, "mätvärden.csv", data, actor=actor, at=now())


def _a_spreadsheet(session: Session, actor: Actor) -> PendingSpreadsheet:
    """The activities, where one has another title and text, one is not there, and one is new."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    [sheet] = sheets_of(session, plan_of(session, roadmap), viewer=actor, translate=str, keys=["activity"])
    changed, _, *rest = (list(row) for row in sheet.rows)
    columns = [column.key for column in sheet.columns]
    changed[columns.index("title")], changed[columns.index("text")] = "Ett annat namn", "En annan text."
    new = [None, None, "En ny aktivitet", *(None for _ in columns[3:])]
    data = as_csv(replace(sheet, rows=[changed, *rest, new]))
    return rules.keep_file(session, roadmap, "aktiviteter.csv", data, translates=[str], actor=actor, at=now())


def _a_paper_to_bring_in(session: Session, actor: Actor) -> PendingPaper:
    """A strategy in Word, with something of everything."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return bringing_in.keep_file(session, roadmap, "strategi.docx", a_tidy_strategy(), actor=actor, at=now())


def _files_asked(session: Session, actor: Actor) -> UUID:
    """Files that wait for their turn."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    wish = Wished.of({"format": ["pdf", "docx"]})
    return ask_for_files(session, roadmap, None, wish, actor=actor, at=now()).id


def _a_consultation(session: Session, coordinator: Actor) -> AskedAbout:
    """One that is open and has been answered, and one that is being prepared."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return one_to_look_at(session, roadmap, actor=coordinator, at=now())


def _rounds(session: Session, coordinator: Actor) -> ToLookAt:
    """Candidates that are weighed, in a round of organisations and in a room."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return ones_to_look_at(session, roadmap, coordinator, now())


def _a_pulse(session: Session, coordinator: Actor) -> UUID:
    """One that is open, and has been answered for the coordinator's own organisation."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    return pulse_to_look_at(session, roadmap.area, actor=coordinator, at=now()).id


def _a_shared_link(session: Session, actor: Actor) -> str:
    """The secret of a link to the working version, in English."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    facts = {"recipient": "Partner", "shows": Shared.WORKING, "language": "en", "until_on": today()}
    return share(session, roadmap, **facts, at=now(), actor=actor)[1]  # type: ignore[arg-type]


def _something_to_moderate(session: Session, coordinator: Actor) -> Moderated:
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    author = session.scalars(select(Person).where(Person.email == ACTOR)).one()
    return something_of_each(session, roadmap, leader=coordinator, author=as_actor(session, author, on=today()))


def _something_unclear(session: Session) -> None:
    """A paragraph that somebody did not understand, and a word that somebody asks for."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    block = current(session, roadmap.history).of_kind("goal")[0]
    digest = paragraphs_of(block)[0].digest
    say_unclear(session, roadmap, block, digest, words="Vad menas?", visitor="x", actor=None, at=now())
    ask_for_word(session, "klusterinitiativ", visitor="x", actor=None, at=now())


def _a_draft_of_a_suggestion(session: Session, actor: Actor) -> None:
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == SLUG)
    state = current(session, roadmap.history)
    wish = Wish(ChangeAct.EDIT, state.of_kind("goal")[0].id, based_on=state.number, content={"title": "Mer mat"})
    put_change(session, begin(session, roadmap, actor=actor, at=now()), wish, actor=actor)


def _a_draft_of_a_report(session: Session, actor: Actor) -> FollowUp:
    ends = Ends(date(2025, 1, 1), date(2025, 12, 31))
    return begin_report(session, None, ends, words=words_in("sv"), name="styrkeområdena", actor=actor, at=now())


def test_every_door_that_shows_a_page_is_looked_at_by_somebody(pages: Pages, demo_site: Site) -> None:
    assert set(SHOWN_TO) <= set(pages.by_door)
    assert set(OF_ANONYMOUS) <= set(pages.by_door)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_knows(pages: Pages, demo_site: Site, chromium: Browser, scheme: str) -> None:
    visitors = {email: _arrive(demo_site, chromium, scheme, email) for email in (COORDINATOR, ACTOR, None)}

    looks = [(None, pages.by_door[door]) for door in OF_ANONYMOUS]
    # Dark differs in colours only, and those are shared by all pages.
    if scheme == "light":
        looks += [(SHOWN_TO.get(door, COORDINATOR), address) for door, address in pages.by_door.items()]
    faults = [fault for email, address in looks for fault in _faults_of(visitors[email], address)]

    assert not faults, "\n".join(faults)
    for visitor in visitors.values():
        assert not [one for one in visitor.asked_for if not one.startswith((demo_site.address, "ws://127.0.0.1:"))]
    for visitor in visitors.values():
        visitor.leave()


def _arrive(site: Site, chromium: Browser, scheme: str, email: str | None) -> Visitor:
    visitor = Visitor(chromium, site.address, DESK, javascript=True, keyboard=False, language="sv")
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if email:
        visitor.open("/sign-in")
        visitor.page.fill("[name=email]", email)
        visitor.page.fill("[name=password]", DEMO_PASSWORD)
        visitor.page.click("main button[type=submit]")
        visitor.page.wait_for_url(f"{site.address}/")
    return visitor


def _faults_of(visitor: Visitor, address: str) -> list[str]:
    """What is wrong with the page at a desk, and on a phone: the same page made narrow, which has the same colours."""
    visitor.page.set_viewport_size({"width": DESK, "height": 900})
    answer = visitor.page.goto(visitor.address + address)
    assert answer is not None
    if answer.status != 200:
        return [f"{address} answered {answer.status}"]
    if re.search(r"%\(|(?<!-)\bNone\b(?!-)", visitor.page.inner_text("main")):
        return [f"{address} shows a value that is not there"]
    try:
        visitor.axe_finds_nothing()
        visitor.page.set_viewport_size({"width": PHONE, "height": 900})
        visitor.axe_finds_nothing(only=OF_NARROW_PAGES)
    except AssertionError as found:
        return [f"{address}: {found}"]
    return []
