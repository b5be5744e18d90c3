"""What becomes a message, and for whom it is when it is about to be sent."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from roadmaps.consultation.events import ConsultationClosed, ConsultationOpened
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Comment
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import change_phase
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.webhooks import rules
from roadmaps.webhooks.happenings import Happening
from roadmaps.webhooks.models import WebhookDelivery
from roadmaps.webhooks.packing import page_of
from roadmaps.webhooks.seeing import may_see_matter
from tests.factories.areas import a_coordinator
from tests.factories.consultation import a_consultation
from tests.factories.discussion import a_place, a_thread
from tests.factories.indicators import an_indicator
from tests.factories.roadmap import a_plan
from tests.factories.snapshots import a_plan as a_full_plan
from tests.factories.snapshots import a_snapshot
from tests.factories.suggestions import a_suggestion, an_edit
from tests.factories.webhooks import a_webhook

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def messages_of(session, *areas, happenings=None) -> list[WebhookDelivery]:
    """What the events of the test mean to somebody who is told of everything."""
    events = take_recorded(session)
    facts = {"happenings": happenings} if happenings else {}
    webhook, _ = a_webhook(session, a_coordinator(session), *areas, at=AT, **facts)
    take_recorded(session)
    rules.write_messages(session, events, at=AT)
    session.flush()
    own = WebhookDelivery.webhook_id == webhook.id
    return list(session.scalars(select(WebhookDelivery).where(own).order_by(WebhookDelivery.number)))


def sorts_of(messages) -> list[str]:
    return [one.happening.value for one in messages]


def test_comments_are_told_and_those_that_are_hidden_only_to_who_leads(session):
    place = a_place(session, is_public=True)
    take_recorded(session)
    thread = a_thread(session, place)

    (message,) = messages_of(session)

    assert message.happening is Happening.COMMENT_WRITTEN
    assert page_of(message, None) == f"/threads/{thread.id}"
    assert may_see_matter(session, place.torsta, message)
    comment = session.scalars(select(Comment).where(Comment.thread_id == thread.id)).unique().one()
    hide_comment(session, comment, reason="Hör inte hit", actor=place.leader, at=AT)
    assert not may_see_matter(session, place.torsta, message)
    assert may_see_matter(session, place.leader, message)


def test_suggestions_are_told(session):
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer")
    take_recorded(session)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Förädla allt"))

    (message,) = messages_of(session)

    assert (message.happening, message.facts["suggestion"]) == (Happening.SUGGESTION_SENT, str(suggestion.id))
    assert may_see_matter(session, plan.others["reader"], message)


def test_versions_are_told_and_adopted_ones_by_a_type_of_their_own(session):
    plan = a_full_plan(session)
    outsider = a_plan(session).editor
    take_recorded(session)
    for kind in (SnapshotKind.WORKING, SnapshotKind.CONSULTATION, SnapshotKind.ADOPTED):
        a_snapshot(session, plan, kind)

    messages = messages_of(session)

    assert sorts_of(messages) == ["version.frozen", "version.frozen", "version.adopted"]
    assert [may_see_matter(session, outsider, one) for one in messages] == [False, True, True]
    assert all(may_see_matter(session, plan.leader, one) for one in messages)


def test_consultations_are_told_when_they_open_and_close(session):
    held = a_consultation(session)
    take_recorded(session)
    about = held.consultation.id, held.plan.roadmap.id, held.plan.roadmap.area_id, None, AT
    events = [ConsultationOpened(*about), ConsultationClosed(*about)]
    webhook, _ = a_webhook(session, a_coordinator(session), at=AT)

    rules.write_messages(session, events, at=AT)

    messages = list(session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.number)))
    assert sorts_of(messages) == ["consultation.opened", "consultation.closed"]
    assert webhook.last_number == 2
    assert may_see_matter(session, held.plan.leader, messages[0])
    assert not may_see_matter(session, held.plan.others["reader"], messages[0]), "it has not opened in truth"


def test_readings_are_told_also_when_they_are_corrected(session):
    measured = an_indicator(session, is_public=False)
    reading = measured.read("2024", "45")
    measured.correct(reading, "46")

    first, second = messages_of(session)

    assert sorts_of([first, second]) == ["reading.recorded", "reading.recorded"]
    assert second.facts["corrects"] == str(reading.id)
    assert not may_see_matter(session, measured.plan.others["editor elsewhere"], first)


def test_states_are_told(session):
    plan = a_plan(session)
    told = {"reason": "Vi börjar", "since": AT.date(), "next_step": "Skriva", "next_on": None}
    change_phase(session, plan.roadmap, Phase.BEING_WRITTEN, **told, actor=plan.leader, at=AT)

    (message,) = [one for one in messages_of(session) if one.happening is Happening.STATE_CHANGED]

    assert message.facts["state"] == "being_written"


@pytest.mark.parametrize("chosen", ["another area", "another happening"])
def test_what_was_not_chosen_is_not_told(session, chosen):
    plan, other = a_plan(session), a_plan(session)
    plan.add("goal", "Förädla mer")

    if chosen == "another area":
        assert messages_of(session, other.roadmap.area_id) == []
    else:
        assert messages_of(session, happenings=(Happening.VERSION_ADOPTED,)) == []


def test_old_messages_go_away(session):
    plan = a_plan(session)
    plan.add("goal", "Förädla mer")
    (message,) = messages_of(session)

    rules.forget_old(session, AT + rules.writing.KEPT)
    assert session.get(WebhookDelivery, message.id, populate_existing=True) is not None
    rules.forget_old(session, AT + rules.writing.KEPT * 2)

    assert session.scalars(select(WebhookDelivery)).all() == []
