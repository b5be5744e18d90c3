import pytest
from sqlalchemy import select

from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.models import Letter, Response
from roadmaps.consultation.queries import draft_of, responses_of, standing_response
from roadmaps.consultation.rules import answering, sending
from roadmaps.consultation.rules.answering import Typed
from roadmaps.consultation.words import PartSort
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.factories.consultation import PDF, WORD, a_consultation, statement, view
from tests.factories.roadmap import AT


def opened(session, *names, **changed):
    held = a_consultation(session, **changed)
    held.open(*names)
    return held


def test_several_people_write_the_same_draft_and_each_part_tells_who_wrote_last(session):
    held = opened(session)
    one, two = held.somebody_at("Krokoms kommun"), held.somebody_at("Krokoms kommun")

    held.write(one, statement("Vi tycker om den."))
    held.write(two, view("goals", "agrees_in_part", "Målen är för många."))

    draft = draft_of(session, held.consultee(one).id)
    assert draft["statement", ""].written_by_id == one.person_id
    assert draft["view", "goals"].written_by_id == two.person_id


def test_two_who_write_in_the_same_part_meet_and_nothing_is_overwritten(session):
    held = opened(session)
    one, two = held.somebody_at("Krokoms kommun"), held.somebody_at("Krokoms kommun")
    held.write(one, statement("Först."))

    clashes = held.write(two, statement("Samtidigt.", version=0), view("goals", "agrees"))

    assert [clash.theirs.content["text"] for clash in clashes] == ["Först."]
    draft = draft_of(session, held.consultee(one).id)
    assert draft["statement", ""].content == {"text": "Först."}
    assert draft["view", "goals"].content["view"] == "agrees"


def test_saving_what_stands_there_already_changes_nothing(session):
    held = opened(session)
    one = held.somebody_at("Krokoms kommun")
    held.write(one, statement("Först."))

    assert held.write(one, statement("Först.", version=0), view("goals", "")) == []

    draft = draft_of(session, held.consultee(one).id)
    assert [part.version for part in draft.values()] == [1]


def test_an_answer_is_frozen_with_a_number_and_a_receipt(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")
    question = held.consultation.questions[0]
    held.write(
        kim,
        statement("Bra."),
        Typed(PartSort.QUESTION, str(question.id), {"text": "Ja."}, 0),
        view("needs", "disagrees", "Saknas mycket."),
    )
    held.propose(kim, "goal", text="Tio fler företag förädlar sina råvaror i länet.")

    response = held.send(kim)

    assert [part.sort.value for part in response.parts] == ["statement", "question", "view", "proposal"]
    assert (response.number, response.is_late) == (1, False)
    received = [one for one in take_recorded(session) if isinstance(one, ConsulteeTold)]
    assert [(one.occasion, one.number) for one in received] == [(Occasion.RECEIVED, 1)]
    assert [(point.number, point.place) for point in held.points] == [
        (1, "general"),
        (2, f"question-{question.id}"),
        (3, "needs"),
        (4, "goals"),
    ]


def test_a_proposal_becomes_a_suggestion_that_is_based_on_the_frozen_text(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")
    held.plan.edit(held.blocks["goal"], title="Förädla mycket mer")
    held.propose(kim, "goal", text="Tio fler företag förädlar sina råvaror i länet.")

    held.send(kim)

    suggestion = session.scalars(select(Suggestion)).one()
    assert suggestion.state is SuggestionState.OPEN
    assert suggestion.organisation_id == kim.acting_for_id
    assert suggestion.changes[0].content == {"text": "Tio fler företag förädlar sina råvaror i länet."}
    assert suggestion.changes[0].based_on <= held.snapshot.revision_number
    assert not suggestion.needs_look


def test_what_is_sent_anew_replaces_the_earlier_and_keeps_the_points_that_say_the_same(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")
    held.write(kim, statement("Bra."), view("needs", "agrees"))
    held.propose(kim, "goal", text="Tio fler företag.")
    held.send(kim)
    before = {point.place: point for point in held.points}

    held.write(kim, statement("Ganska bra.", version=1))
    held.propose(kim, "goal", text="Tjugo fler företag.")
    second = held.send(kim)

    consultee = held.consultee(kim)
    assert standing_response(session, consultee.id).id == second.id
    assert [one.number for one in session.scalars(responses_of(consultee.id))] == [2, 1]
    after = {point.place: point for point in held.points}
    assert after["needs"].id == before["needs"].id
    assert after["general"].id != before["general"].id
    assert before["general"].replaced_at == AT
    states = {one.state for one in session.scalars(select(Suggestion))}
    assert states == {SuggestionState.OPEN, SuggestionState.WITHDRAWN}


def test_sending_the_same_again_is_refused(session):
    held = opened(session)
    held.answer("Krokoms kommun")
    kim = held.somebody_at("Krokoms kommun")

    with pytest.raises(Invalid):
        held.send(kim)

    assert len(session.scalars(select(Response)).all()) == 1


def test_an_empty_answer_is_refused(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")
    held.write(kim, statement("  "), view("goals", "", " "))

    with pytest.raises(Invalid):
        held.send(kim)


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        pytest.param("../../Svar från oss.PDF", PDF, "Svar från oss.pdf", id="a PDF with a path in its name"),
        pytest.param("svar.docx", WORD, "svar.docx", id="a Word file"),
        pytest.param("", PDF, "letter.pdf", id="without a name"),
    ],
)
def test_a_letter_is_kept_byte_for_byte(session, name, data, kept):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")

    letter = answering.add_letter(session, held.consultee(kim), name, data, writer=Writer(kim.name, kim), at=AT)

    assert (letter.name, letter.data) == (kept, data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html><script>", id="a web page"),
        pytest.param(b"GIF89a%PDF-1.7", id="a picture that holds the words of a PDF"),
        pytest.param(b"PK\x03\x04..xl/workbook.xml..[Content_Types].xml", id="a spreadsheet"),
        pytest.param(WORD + b"word/vbaProject.bin", id="a Word file with macros"),
        pytest.param(b"%PDF-1.7" + b"x" * 10_000_000, id="too large"),
    ],
)
def test_what_is_no_letter_is_refused(session, data):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")

    with pytest.raises(Invalid) as refused:
        answering.add_letter(session, held.consultee(kim), "x.pdf", data, writer=Writer(kim.name, kim), at=AT)

    assert "letter" in refused.value.fields


def test_declining_is_said_and_can_be_thought_better_of(session):
    held = opened(session, "Krokoms kommun")
    kim = held.somebody_at("Krokoms kommun")
    consultee = held.consultee(kim)

    answering.decline(session, consultee, reason="Ingen tid.", writer=Writer(kim.name, kim), at=AT)
    assert consultee.declined_at == AT

    held.write(kim, statement("Jo, förresten."))
    assert consultee.declined_at is None


def test_without_an_open_call_only_those_who_are_asked_answer(session):
    held = opened(session, "Krokoms kommun", is_open_call=False)
    other = held.somebody_at("Bergs kommun")

    with pytest.raises(NotAllowed):
        held.consultee(other)


def test_whoever_holds_the_link_to_an_address_writes_without_an_account(session):
    held = opened(session)
    held.ask(Sametinget="registrator@example.org")
    consultee = next(one for one in [*session.scalars(select(answering.Consultee))] if one.name == "Sametinget")
    writer = Writer("Anna vid registraturen")

    answering.save(session, consultee, [statement("Tänk på renarna.")], writer=writer, at=AT)
    answering.propose(
        session,
        consultee,
        held.blocks["goal"],
        {"text": "Annat."},
        motive="Så.",
        sources=[],
        version=0,
        writer=writer,
        at=AT,
    )
    response = sending.submit(session, consultee, signed_by="Anna", writer=writer, at=AT)

    assert response.sent_by_id is None
    # Its wording is worked in by hand, as no history can name its writer.
    assert session.scalars(select(Suggestion)).all() == []


def test_nobody_writes_for_another_organisation(session):
    held = opened(session, "Krokoms kommun")
    krokom, berg = held.somebody_at("Krokoms kommun"), held.somebody_at("Bergs kommun")
    consultee = held.consultee(krokom)

    with pytest.raises(NotAllowed):
        answering.save(session, consultee, [statement("x")], writer=Writer(berg.name, berg), at=AT)


def test_a_section_that_the_version_does_not_have_is_not_found(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")

    with pytest.raises(NotFound):
        held.write(kim, view("nowhere", "agrees"))


def test_a_proposal_that_says_what_the_text_says_is_refused(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")

    with pytest.raises(Invalid):
        held.propose(kim, "goal", title="Förädla mer")


def test_a_letter_that_was_never_sent_is_forgotten_and_one_that_was_is_kept(session):
    held = opened(session)
    kim = held.somebody_at("Krokoms kommun")
    consultee, writer = held.consultee(kim), Writer(kim.name, kim)
    sent = answering.add_letter(session, consultee, "a.pdf", PDF, writer=writer, at=AT)
    held.send(kim)
    unsent = answering.add_letter(session, consultee, "b.pdf", PDF, writer=writer, at=AT)

    for one in (sent, unsent):
        answering.take_out_part(session, consultee, PartSort.LETTER, str(one.id), writer=writer, at=AT)

    assert session.scalars(select(Letter.id)).all() == [sent.id]
