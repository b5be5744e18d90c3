"""An address for every door that shows a page, in the demo with something of everything in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.rules import ask_for_new_email
from roadmaps.accounts.rules.invitations import invite
from roadmaps.accounts.rules.resets import make_link
from roadmaps.areas.models import RoleGrant
from roadmaps.binder.models import BinderEdition, Exhibit
from roadmaps.calls.models import Assessment, CallInterest
from roadmaps.discussion.models import Comment, Thread
from roadmaps.foundation.clock import now, today
from roadmaps.glossary.queries import terms
from roadmaps.indicators.models import Reading
from roadmaps.meetings.models import Input, Meeting, Participant
from roadmaps.neighbours.models import Mirror, ShareLink
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.responsibilities.models import Question
from roadmaps.revisions.models import Block
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps.models import Lap, StepMark
from roadmaps.strategy.queries import elements
from roadmaps.suggestions.queries import suggestions_of
from roadmaps.web.programs import is_programs_address
from roadmaps.weighing.models import Recommendation
from roadmaps.year_wheel.models import WheelEntry
from tests.browser import things
from tests.browser.site import Site
from tests.browser.things import ACTOR, COORDINATOR, SLUG
from tests.factories.areas import as_actor
from tests.factories.calls import calls_to_look_at
from tests.factories.discovery import discovery_to_look_at
from tests.factories.passkeys import Device
from tests.factories.privacy import asked_about_data

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
        pending = things.a_file_of_readings(session, as_actor(session, coordinator, on=today()))
        spreadsheet = things.a_spreadsheet(session, as_actor(session, coordinator, on=today()))
        paper = things.a_paper_to_bring_in(session, as_actor(session, coordinator, on=today()))
        files_asked = things.files_asked(session, as_actor(session, coordinator, on=today()))
        things.a_draft_of_a_suggestion(session, as_actor(session, coordinator, on=today()))
        report = things.a_draft_of_a_report(session, as_actor(session, coordinator, on=today()))
        chapter = current(session, report.history).of_kind("chapter")[0]
        things.something_unclear(session)
        moderated = things.something_to_moderate(session, as_actor(session, coordinator, on=today()))
        asked_about = things.a_consultation(session, as_actor(session, coordinator, on=today()))
        pulse = things.a_pulse(session, as_actor(session, coordinator, on=today()))
        weighed = things.rounds(session, as_actor(session, coordinator, on=today()))
        discovered = discovery_to_look_at(session, SLUG, at=now())
        file_of_calls = calls_to_look_at(session, as_actor(session, coordinator, on=today()), at=now())
        sent_file = things.sent_files(session, as_actor(session, coordinator, on=today()), demo_site)
        record_key = things.requests_for_records(session, as_actor(session, coordinator, on=today()))
        accessible = things.a_fault_and_a_report(session, as_actor(session, coordinator, on=today()))
        about_data = asked_about_data(session, at=now())
        passkey = Device().known_to(session, coordinator).id
        program = things.a_program(session, coordinator)
        shared = things.a_shared_link(session, as_actor(session, coordinator, on=today()))
        told = things.a_system_that_is_told(session, as_actor(session, coordinator, on=today()))
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
