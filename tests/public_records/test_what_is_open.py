"""What is given out without a look is what a stranger reads on the site today, and nothing else."""

import pytest

from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules import holding, publishing, replying, sorting
from roadmaps.consultation.words import Reply
from roadmaps.discovery import rules as discovery
from roadmaps.follow_up import rules as follow_up
from roadmaps.foundation.events import take_recorded
from roadmaps.moderation.listeners import note_phase
from roadmaps.roadmap.events import PhaseChanged
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import change_phase
from tests.factories.consultation import a_consultation
from tests.factories.discovery import a_finding
from tests.factories.follow_up import a_report, a_year, findings_about, said_in
from tests.factories.public_records import a_request_for, laid_out
from tests.factories.roadmap import AT

REMARK = "INTERNT om en granne."


def said_of(laid) -> str:
    return " ".join(laid.shown.words())


@pytest.fixture
def year(session):
    return a_year(session)


def a_finished_report(session, year):
    """A report with a comment on its draft and a finding that was left out of it."""
    leader = year.plan.leader
    report = a_report(session, year.plan.roadmap.area, leader)
    first, *_rest = findings_about(session, report, "carried_out")
    follow_up.remark(session, report, first.parent_id, {"text": REMARK}, actor=leader, at=AT)
    follow_up.choose(session, report, first.parent_id, [], shown=[first.id], actor=leader, at=AT)
    follow_up.finish(session, report, based_on=said_in(session, report).number, actor=leader, at=AT)
    return report, first.content["sentence"]


def test_what_a_finished_report_does_not_print_waits_for_a_look_by_itself(session, client, year):
    report, left_out = a_finished_report(session, year)

    laid = laid_out(session, a_request_for(session, year.plan.roadmap, year.plan.leader, at=AT))

    printed, rest = laid[f"report:{report.id}"], laid[f"report_rest:{report.id}"]
    assert (printed.needs_look, rest.needs_look) == (False, True)
    assert rest.thing.caution
    for words in (REMARK, left_out):
        assert words in said_of(rest)
        assert words not in said_of(printed)


def test_a_draft_of_a_report_is_one_thing_with_all_that_it_holds(session, year):
    leader = year.plan.leader
    report = a_report(session, year.plan.roadmap.area, leader)
    first, *_ = findings_about(session, report, "carried_out")
    follow_up.remark(session, report, first.parent_id, {"text": REMARK}, actor=leader, at=AT)

    laid = laid_out(session, a_request_for(session, year.plan.roadmap, leader, at=AT))

    assert f"report_rest:{report.id}" not in laid
    assert laid[f"report:{report.id}"].needs_look
    assert REMARK in said_of(laid[f"report:{report.id}"])
    assert first.content["sentence"] in said_of(laid[f"report:{report.id}"])


@pytest.mark.parametrize("is_public", [True, False])
def test_acts_of_moderation_and_states_are_open_where_the_working_version_is(session, client, is_public):
    plan = a_year(session, is_public=is_public).plan
    facts = {"reason": "Klar för remiss", "since": AT.date(), "next_step": "Svaren läses", "next_on": AT.date()}
    change_phase(session, plan.roadmap, Phase.CONSULTATION, **facts, actor=plan.leader, at=AT)

    for fact in take_recorded(session):
        if isinstance(fact, PhaseChanged):
            note_phase(session, fact)

    laid = laid_out(session, a_request_for(session, plan.roadmap, plan.leader, at=AT))

    told = [one for key, one in laid.items() if key.startswith(("act:", "state:"))]
    assert {key.partition(":")[0] for key in laid} >= {"act", "state"}
    assert {one.needs_look for one in told} == {not is_public}
    assert client.get(f"/areas/{plan.slug}/log").status_code == (200 if is_public else 404)
    assert client.get(f"/areas/{plan.slug}/roadmap/states").status_code == (200 if is_public else 404)


def test_why_a_need_was_set_aside_is_not_given_out_unseen_when_it_is_shown_again(session, client, year):
    plan = year.plan
    finding, other = a_finding(plan, "Ett behov"), a_finding(plan, "Ett annat behov")
    discovery.set_aside(session, finding, reason="Hon är SJUKSKRIVEN.", actor=plan.leader, at=AT)
    discovery.show(session, finding, actor=plan.leader, at=AT)

    laid = laid_out(session, a_request_for(session, plan.roadmap, plan.leader, at=AT))

    assert "SJUKSKRIVEN" not in client.get(f"/findings/{finding.id}").text
    assert laid[f"finding:{finding.id}"].needs_look
    assert laid[f"finding:{finding.id}"].thing.caution
    assert not laid[f"finding:{other.id}"].needs_look


def test_an_answer_of_which_only_pieces_are_published_waits_for_a_look(session, client):
    held = a_consultation(session)
    held.open()
    whole, split = held.answer("Krokoms kommun", "Gott så."), held.answer("Bergs kommun", "Ett. SJUKSKRIVEN. Två.")
    [point] = [one for one in held.points if "Ett." in one.words]
    places = frozen_text(session, held.consultation).places
    sorting.split(session, point, ["Ett.", "Två."], point.place, places=places, actor=held.leader, at=AT)
    holding.close(session, held.consultation, next_step="Vi svarar.", actor=held.leader, at=AT)
    replying.reply(session, held.points, Reply.ALREADY_THERE, words="", actor=held.leader, at=AT)
    publishing.publish(session, held.consultation, actor=held.leader, at=AT)

    laid = laid_out(session, a_request_for(session, held.plan.roadmap, held.leader, at=AT))

    page = client.get(f"{held.address}/compilation").text
    assert ("Gott så." in page, "SJUKSKRIVEN" in page) == (True, False)
    assert not laid[f"answer:{whole.id}"].needs_look
    assert laid[f"answer:{split.id}"].needs_look
