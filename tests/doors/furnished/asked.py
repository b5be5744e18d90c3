"""What people are asked about: consultations, pulses, rounds of weighing, meetings, calls and who leads what."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from roadmaps.calls.importing import rules as files_of_calls
from roadmaps.calls.rules.assessing import Application, judge
from roadmaps.calls.rules.assessing import begin as begin_sheet
from roadmaps.calls.rules.interests import Said, say_interest
from roadmaps.calls.rules.keeping import withdraw_call
from roadmaps.calls.words import Wish
from roadmaps.consultation.events import ConsulteeTold
from roadmaps.consultation.models import Consultee, Letter
from roadmaps.consultation.points import points_in
from roadmaps.consultation.queries import consultee_for
from roadmaps.consultation.rules import answering, holding, preparing, replying, sending
from roadmaps.consultation.rules.replying import reply
from roadmaps.consultation.rules.sorting import join
from roadmaps.consultation.words import Reply
from roadmaps.consultation.writers import Writer
from roadmaps.discovery.queries import candidates_of
from roadmaps.discovery.rules import tie
from roadmaps.foundation.clock import now, today
from roadmaps.meetings.events import ParticipantTold
from roadmaps.meetings.rules import attending, inviting, plan_meeting, settling, writing
from roadmaps.papers.catalogues import words_in
from roadmaps.pulse.events import AskedTold
from roadmaps.pulse.rules import answering as pulse_answering
from roadmaps.pulse.rules import holding as pulse_holding
from roadmaps.pulse.rules import preparing as pulses
from roadmaps.pulse.rules.answering import Said as PulseSaid
from roadmaps.pulse.words import Consent, Mark
from roadmaps.responsibilities.events import LeadProposed
from roadmaps.responsibilities.rules import ask_for_leads
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from roadmaps.weighing.events import WeigherTold
from roadmaps.weighing.queries import criteria_now
from roadmaps.weighing.rules import criteria, dotting, giving
from roadmaps.weighing.rules import holding as weigh_holding
from roadmaps.weighing.rules import preparing as weighings
from roadmaps.weighing.rules.preparing import Facts
from roadmaps.weighing.words import Kind
from tests.doors.furnished.corner import Corner
from tests.factories import consultation as consultations
from tests.factories import meetings, pulse
from tests.factories.calls import a_call
from tests.factories.weighing import CRITERIA, Held, a_recommendation


def furnish(corner: Corner) -> None:
    """Ask everybody everything."""
    _consultations(corner)
    _pulses(corner)
    _meetings(corner)
    _calls(corner)
    _weighing(corner)
    _leads(corner)


def _consultations(corner: Corner) -> None:
    """One that is being prepared, one that is open and answered, and one that has closed."""
    session, roadmap, leader, actor = corner.session, corner.plan.roadmap, corner.leader, corner.actor
    kind = SnapshotKind.CONSULTATION
    frozen = freeze(session, roadmap, kind=kind, title="Remissversion", actor=leader, at=now())
    facts = consultations.facts(opens_on=today(), closes_on=today() + timedelta(days=30))
    made = [preparing.prepare(session, roadmap, frozen, facts, actor=leader, at=now()) for _ in range(3)]
    prepared, opened, closed = made
    own = dict(actor.organisations)[corner.organisation_id]
    asked = [preparing.Asked(own, actor.acting_for_id), preparing.Asked("Föreningen", None, "forening@adress.example")]
    others: list[Consultee] = []
    for one in made:
        new = preparing.invite(session, one, asked, actor=leader, at=now())
        others += [consultee for consultee in new if consultee.organisation_id is None]
    for one in (opened, closed):
        holding.confirm(session, one, actor=leader, at=now())
        consultee = answering.come(session, one, corner.organisation_id, actor=actor, at=now())
        _answer(corner, consultee)
    holding.close(session, closed, next_step="Vi läser.", actor=leader, at=now())
    token = next(told.token for told in corner.told(ConsulteeTold) if told.consultee_id == others[1].id)
    point, *_, last = points_in(session, opened.id)
    join(session, [point, last], point, actor=leader, at=now())
    corner.at("consultation.part", point_id=last.id)
    reply(session, list(points_in(session, closed.id)), Reply.NOT_FOLLOWED, words="Nej.", actor=leader, at=now())
    template = replying.keep_template(session, roadmap.area, title="Tack", said=None, words="Tack.", actor=leader)
    own_consultee = consultee_for(session, opened, corner.organisation_id)
    assert own_consultee is not None
    letter = session.scalars(select(Letter).where(Letter.consultee_id == own_consultee.id)).first()
    more = consultations.statement("Ett.\n\nTvå.\n\nTre.", version=1)
    answering.save(session, own_consultee, [more], writer=Writer(actor.name, actor), at=now())
    theirs = session.scalars(select(Letter).where(Letter.consultee_id == others[1].id)).first()
    assert letter is not None
    assert theirs is not None
    corner.facts |= {"consultation_id": opened.id, "consultee_id": own_consultee.id, "point_id": point.id}
    corner.facts |= {"template_id": template.id, "letter_id": letter.id}
    corner.facts |= {"statement_version": 2, "their_letter": theirs.id}
    corner.at("consultation.own_letter", letter_id=theirs.id)
    corner.at("consultation.take_out", consultee_id=others[0].id)
    reworded = next(one for one in points_in(session, opened.id) if one.suggestion_id)
    corner.at("consultation.text", point_id=reworded.id)
    doors = "answer", "decline", "letter", "own_letter", "proposal", "propose", "save", "sent", "submit", "summary"
    corner.at(*(f"consultation.{one}" for one in (*doors, "take_out_part")), token=token)
    corner.at("consultation.facts", "consultation.confirm", consultation_id=prepared.id)
    corner.at("consultation.publish", consultation_id=closed.id)


def _answer(corner: Corner, consultee: Consultee) -> None:
    """In words, with a proposal and a letter; the association only puts a letter in its draft."""
    session, actor = corner.session, corner.actor
    writer, goal = Writer(actor.name, actor), corner.facts["block_id"]
    answering.save(
        session, consultee, [consultations.statement(f"Ett {corner.secret}.\n\nTvå.")], writer=writer, at=now()
    )
    wording = {"text": "En annan text."}
    answering.propose(session, consultee, goal, wording, motive="Så.", sources=[], version=0, writer=writer, at=now())
    answering.add_letter(session, consultee, "brev.pdf", consultations.PDF, writer=writer, at=now())
    sending.submit(session, consultee, signed_by=actor.name, writer=writer, at=now())
    by_letter = session.scalars(
        select(Consultee).where(
            Consultee.consultation_id == consultee.consultation_id, Consultee.organisation_id.is_(None)
        )
    ).one()
    answering.add_letter(
        session, by_letter, "utkast.pdf", consultations.PDF, writer=Writer("Föreningen", None), at=now()
    )


def _pulses(corner: Corner) -> None:
    session, area, leader, actor = corner.session, corner.area, corner.leader, corner.actor
    facts = pulse.facts(opens_on=today(), closes_on=today() + timedelta(days=14))
    prepared, opened = (pulses.prepare(session, area, facts, actor=leader, at=now()) for _ in range(2))
    asked = [preparing.Asked("", actor.acting_for_id), preparing.Asked("Klubben", None, "klubben@adress.example")]
    early, new = (pulses.ask(session, one, asked, actor=leader, at=now()) for one in (prepared, opened))
    corner.at("pulse.take_out", asked_id=early[0].id)
    pulse_holding.confirm(session, opened, actor=leader, at=now())
    marks = {one.id: Mark.PARTLY for one in opened.questions}
    mine = next(one for one in new if one.organisation_id)
    theirs = next(one for one in new if one.organisation_id is None)
    said = PulseSaid(marks, f"Bra möten {corner.secret}.", Consent.LEADERS)
    pulse_answering.answer(session, mine, said, version=0, actor=actor, at=now())
    pulse_answering.answer(session, theirs, said, version=0, actor=None, by_letter=True, at=now())
    token = next(told.token for told in corner.told(AskedTold) if told.asked_id == theirs.id)
    corner.facts |= {"pulse_id": opened.id, "asked_id": theirs.id}
    corner.at("pulse.answer", "pulse.send", "pulse.take_back_words", token=token)
    corner.at("pulse.facts", "pulse.confirm", "pulse.drop", pulse_id=prepared.id)


def _meetings(corner: Corner) -> None:
    """One that is to come, with people who are asked, and one that has been, with what was said."""
    session, leader = corner.session, corner.leader
    coming = plan_meeting(session, meetings.facts(), area=corner.area, actor=leader, at=now())
    [guest] = inviting.ask(session, coming, [inviting.Guest("Gäst", "gast@adress.example")], actor=leader, at=now())
    inviting.invite(session, coming, actor=leader, at=now())
    token = corner.told(ParticipantTold)[-1].token
    times = {"starts_at": now() - timedelta(hours=3), "ends_at": now() - timedelta(hours=1)}
    held = plan_meeting(session, meetings.facts(**times), area=corner.area, actor=leader, at=now())
    said = writing.write_input(session, held, "Köket saknas.", key="k", who="Någon", actor=leader, at=now())
    decision = writing.decide(session, held, "Vi tar fram ett kök.", actor=leader, at=now())
    corner.facts |= {"meeting_id": coming.id, "participant_id": guest.id, "input_id": said.id, "held_id": held.id}
    [later] = inviting.ask(session, coming, [inviting.Guest("Gäst 2", "g2@adress.example")], actor=leader, at=now())
    corner.at("meetings.take_out_guest", participant_id=later.id)
    guest_here = inviting.guest_for(session, corner.actor)
    inviting.sign_up(session, coming, guest_here, actor=corner.actor, at=now())
    corner.at("meetings.by_letter", token=token)
    attending.tell_attendance(session, held, [], [], actor=leader, at=now())
    settled = writing.write_input(session, held, "Ett råd saknas.", key="r", who="Någon", actor=leader, at=now())
    settling.decline(session, settled, reason="Nej.", actor=leader, at=now())
    corner.at("meetings.end_decision", meeting_id=held.id, decision_id=decision.id)
    corner.at("meetings.attendance", "meetings.notes", "meetings.decide", "meetings.tell", meeting_id=held.id)
    corner.at("meetings.lines", "meetings.write_line", meeting_id=held.id)


def _calls(corner: Corner) -> None:
    session, actor, leader = corner.session, corner.actor, corner.leader
    call = a_call(session, leader, corner.area)
    wish = Said(Wish.SEEKS_PARTNERS, words="Vi vill vara med.")
    interest = say_interest(session, call, corner.organisation_id, wish, actor=actor, at=now())
    application = Application(
        f"Köket {corner.secret}", [corner.facts["activity"]], today(), applicant_id=corner.organisation_id
    )
    words: dict[str, Any] = {"words": words_in("sv"), "site": "https://fardplan.example.org"}
    sheet = begin_sheet(session, call, corner.plan.roadmap, application, **words, actor=leader, at=now())
    sent = files_of_calls.read_sent("Titel;Fond;Stänger\nEn ny;ERUF;2027-05-01\n".encode())
    file_id = files_of_calls.keep_file(session, "u.csv", sent, actor=leader, at=now()).id
    judged = begin_sheet(session, call, corner.plan.roadmap, application, **words, actor=leader, at=now())
    says = {"text": "Ja.", "standpoint": "supports"}
    judge(session, judged, says, based_on=1, actor=leader, at=now())
    corner.at("calls.finish", sheet_id=judged.id)
    withdrawn = a_call(session, leader, corner.area, title="Tillbakadragen")
    withdraw_call(session, withdrawn, words="Fel.", actor=leader, at=now())
    corner.facts |= {"call_id": call.id, "interest_id": interest.id, "sheet_id": sheet.id}
    corner.at("calls.bring_back", call_id=withdrawn.id)
    for door in ("confirm", "show", "withdraw"):
        corner.at(f"calls.import_{door}", file_id=file_id)


def _weighing(corner: Corner) -> None:
    session, plan, leader, actor = corner.session, corner.plan, corner.leader, corner.actor
    criteria.set_criteria(session, plan.roadmap, CRITERIA, reason="Så vill vi.", actor=leader, at=now())
    candidates = list(session.scalars(candidates_of(plan.roadmap)).unique())
    told = Facts("Vad går vi vidare med?", today(), today() + timedelta(days=20), "Vi väger.")
    kinds = (Kind.CRITERIA, Kind.CRITERIA, Kind.CRITERIA)
    made = [weighings.prepare(session, plan.roadmap, kind, told, candidates, actor=leader, at=now()) for kind in kinds]
    prepared, opened, closed = made
    for one in made:
        [weigher] = weighings.invite(session, one, [corner.organisation_id], actor=leader, at=now())
        if one is prepared:
            corner.at("weighing.take_out", round_id=one.id, weigher_id=weigher.id)
    for one in (opened, closed):
        weigh_holding.confirm(session, one, actor=leader, at=now())
    weigh_holding.close(session, closed, actor=leader, at=now())
    token = next(told.token for told in corner.told(WeigherTold) if told.round_id == opened.id)
    room = weighings.prepare(
        session,
        plan.roadmap,
        Kind.DOTS,
        Facts("Kraften?", today(), today(), dots=3),
        candidates,
        actor=leader,
        at=now(),
    )
    weigh_holding.confirm(session, room, actor=leader, at=now())
    weigher = giving.come(session, opened, corner.organisation_id, actor=actor, at=now())
    weighed_by = criteria_now(session, plan.roadmap.id)
    assert weighed_by is not None
    points = dict.fromkeys((one.id for one in weighed_by.criteria), 3)
    given = giving.Given(points, f"Därför {corner.secret}.")
    giving.give(session, weigher, opened.entries[1], given, version=0, actor=actor, at=now())
    dotting.place(session, room, {room.entries[0].id: 1}, voter="somebody", helix=None, actor=None, at=now())
    recommended = a_recommendation(Held(plan, closed, candidates), at=now())
    corner.facts |= {"round_id": opened.id, "entry_id": opened.entries[0].id, "recommendation_id": recommended.id}
    corner.at("weighing.sheet", "weighing.weigh", "weighing.give", token=token)
    corner.at("weighing.dots", "weighing.place", code=room.code)
    corner.at("weighing.screen", round_id=room.id)
    corner.at("weighing.result", round_id=closed.id)
    corner.at("weighing.facts", "weighing.confirm", round_id=prepared.id)
    corner.at("weighing.new", kind="criteria")
    corner.facts["second_candidate"] = candidates[1].id
    tie(session, corner.facts.pop("chosen"), corner.facts["activity"], actor=leader, at=now())


def _leads(corner: Corner) -> None:
    """The organisation is asked whether it leads the activity."""
    ask_for_leads(corner.session, now() + timedelta(hours=1))
    told = next(one for one in corner.told(LeadProposed) if one.organisation_id == corner.actor.acting_for_id)
    corner.at("responsibilities.by_link", "responsibilities.answer_by_link", token=told.asked.token)
