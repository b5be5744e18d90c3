"""A request is prepared thing by thing, decided once, and keeps nothing of what was masked or withheld."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from roadmaps.discussion.models import Comment
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.papers.catalogues import words_in
from roadmaps.public_records import rules
from roadmaps.public_records.events import RecordsDecided, RecordsRequestBegun, WordsMasked
from roadmaps.public_records.models import DecidedForEver, RecordsMask
from roadmaps.public_records.queries import masks_of, things_of
from roadmaps.public_records.things import Thing, ThingFile
from roadmaps.public_records.words import Naming, Outcome, Sort
from tests.factories.public_records import RULE, a_letter, a_request, all_given_out, decided, laid_out


def mask(session, asked, *passages, at, key="", ground=RULE):
    things = things_of(session, asked.request)
    rules.mask(session, asked.request, passages, ground=ground, things=things, key=key, actor=asked.leader, at=at)


def test_everything_of_the_days_is_gathered_and_nothing_of_other_days(session, at):
    asked = a_request(session, at=at)
    asked.comment.written_at = at - timedelta(days=400)
    session.flush()

    found = laid_out(session, asked.request)

    assert f"comment:{asked.comment.id}" not in found
    assert {f"comment:{asked.hidden.id}"} < set(found)
    assert {one.thing.sort for one in found.values()} >= {Sort.REVISION, Sort.COMMENT}


def test_what_everybody_reads_already_is_given_out_and_all_else_waits_for_a_look(session, at):
    asked = a_request(session, at=at, is_public=True)

    found = laid_out(session, asked.request)

    assert found[f"comment:{asked.comment.id}"].outcome is Outcome.GIVEN_OUT
    assert found[f"comment:{asked.hidden.id}"].needs_look
    assert found[f"comment:{asked.hidden.id}"].thing.caution


def test_of_a_roadmap_that_is_not_public_nothing_is_given_out_without_a_look(session, at):
    asked = a_request(session, at=at)

    kept = [one for one in laid_out(session, asked.request).values() if one.thing.sort is not Sort.DECISION]

    assert kept
    assert all(one.needs_look for one in kept)


def test_nothing_is_decided_before_all_has_been_looked_at(session, at):
    asked = a_request(session, at=at)

    with pytest.raises(Invalid):
        decided(session, asked, at=at)


def test_what_was_changed_after_the_look_has_to_be_looked_at_again(session, at):
    asked = a_request(session, at=at)
    all_given_out(session, asked, at=at)
    session.execute(update(Comment).where(Comment.id == asked.comment.id).values(body="Något annat."))
    session.expire_all()

    again = laid_out(session, asked.request)[f"comment:{asked.comment.id}"]

    assert again.needs_look
    assert again.has_changed


def test_a_file_is_read_again_when_words_have_been_masked_since(session, at):
    asked = a_request(session, at=at)
    inside = [ThingFile("protokoll.pdf", "application/pdf", 10, "0" * 64)]
    file = Thing("file:1", Sort.FILE, at, "Protokoll", files=inside)
    rules.choose(session, asked.request, [file], is_given_out=True, actor=asked.leader, at=at)
    mask(session, asked, "Anna Svensson", at=at + timedelta(minutes=1))

    (laid,) = rules.lay_out(session, asked.request, [file], words_in("sv")).laid
    rules.choose(session, asked.request, [file], is_given_out=True, actor=asked.leader, at=at + timedelta(minutes=2))
    (again,) = rules.lay_out(session, asked.request, [file], words_in("sv")).laid

    assert laid.needs_look
    assert not again.needs_look


def test_masked_words_and_withheld_things_are_not_in_what_is_kept(session, at):
    asked = a_request(session, at=at)
    mask(session, asked, "Anna Svensson", "070-123 45 67", at=at)
    all_given_out(session, asked, at=at, but=f"comment:{asked.hidden.id}")

    made = decided(session, asked, at=at)

    for secret in ("Svensson", "070-123", "DOLD", "Det angår ingen annan"):
        assert secret not in made.content
    assert "Ring [maskat 1] på [maskat 1]." in made.content or "Ring [masked 1] på [masked 1]." in made.content
    withheld = [one for one in json.loads(made.content)["things"] if one["outcome"] == "withheld"]
    assert [set(one) for one in withheld] == [{"number", "sort", "called", "outcome", "grounds"}]
    assert json.loads(made.content)["grounds"] == [RULE, "OSL 18 kap. 1 §"]


def test_masks_of_one_thing_leave_others_as_they_are_and_the_decision_is_warned(session, at):
    asked = a_request(session, at=at, body="Anna Svensson. Anna Svensson igen.")
    other = a_letter(
        session, text=f"/threads/{asked.comment.thread_id}", subject="Anna Svensson", at=at, number=new_id()
    )
    mask(session, asked, "Anna Svensson", at=at, key=f"comment:{asked.comment.id}")

    laid = rules.lay_out(session, asked.request, things_of(session, asked.request), words_in("sv"))

    found = {one.thing.key: one.shown for one in laid.laid}
    assert "Anna" not in found[f"comment:{asked.comment.id}"].texts[0][1]
    assert found[f"letter:{other.id}"].title == "Anna Svensson"
    assert laid.readable_elsewhere() == ["Anna Svensson"]


def test_words_that_hide_behind_marks_keep_the_decision_waiting(session, at):
    asked = a_request(session, at=at, body="Anna Svensson, och An**na** Svensson.")
    mask(session, asked, "Anna Svensson", at=at)
    all_given_out(session, asked, at=at)

    with pytest.raises(Invalid):
        decided(session, asked, at=at)

    key = f"comment:{asked.comment.id}"
    assert laid_out(session, asked.request)[key].left_over == ["Anna Svensson"]
    mask(session, asked, "An**na** Svensson", at=at, key=key)
    assert "Svensson" not in decided(session, asked, at=at).content


def test_words_that_stand_nowhere_are_too_short_or_have_no_rule_are_refused(session, at):
    asked = a_request(session, at=at)

    for passages, ground in (("Anna Svenson",), RULE), (("R",), RULE), ((), RULE), (("Anna Svensson",), ""):
        with pytest.raises(Invalid):
            mask(session, asked, *passages, at=at, ground=ground)

    assert session.scalars(select(RecordsMask)).all() == []


def test_masked_words_do_not_come_back_in_the_decision_itself(session, at):
    asked = a_request(session, at=at)
    mask(session, asked, "Anna Svensson", at=at)
    all_given_out(session, asked, at=at)

    with pytest.raises(Invalid) as refused:
        decided(session, asked, at=at, reasons="Anna Svensson vill inte.")

    assert "reasons" in refused.value.fields


def test_without_names_only_organisations_are_left(session, at):
    asked = a_request(session, at=at, naming=Naming.UNNAMED)
    all_given_out(session, asked, at=at)

    content = decided(session, asked, at=at, signed_by="Regionutvecklingschefen").content

    assert asked.place.torsta.organisations[0][1] in content
    for person in (asked.place.torsta, asked.place.peak, asked.place.editor, asked.place.leader):
        assert person.name not in content


def test_letters_are_a_list_without_their_text_and_only_of_this_roadmap(session, at):
    asked = a_request(session, at=at)
    own = a_letter(
        session, text=f"Öppna /reset/hemlig-länk och /threads/{asked.comment.thread_id}", at=at, number=new_id()
    )
    other = a_letter(session, text="/areas/ett-helt-annat/roadmap", at=at, number=new_id())
    longer = a_letter(session, text=f"/areas/{asked.place.slug}-och-mer/roadmap", at=at, number=new_id())

    found = laid_out(session, asked.request)

    assert f"letter:{own.id}" in found
    assert not {f"letter:{other.id}", f"letter:{longer.id}"} & set(found)
    assert "hemlig-länk" not in json.dumps(found[f"letter:{own.id}"].thing.words())


def test_a_request_is_decided_once_and_never_changes(session, at):
    asked = a_request(session, at=at)
    all_given_out(session, asked, at=at)
    made = decided(session, asked, at=at)

    with pytest.raises(Conflict):
        mask(session, asked, "Anna Svensson", at=at)
    with pytest.raises(Conflict):
        rules.set_aside(session, made, actor=asked.leader, at=at)
    made.reasons = "Något annat"
    with pytest.raises(DecidedForEver):
        session.flush()


def test_only_those_who_lead_handle_requests(session, at):
    asked = a_request(session, at=at)

    for stranger in (asked.place.editor, asked.place.torsta):
        with pytest.raises(NotAllowed):
            rules.set_aside(session, asked.request, actor=stranger, at=at)
        with pytest.raises(NotAllowed):
            rules.note_fetching(session, asked.request, actor=stranger)


def test_a_request_is_of_days_in_order_that_have_been(session, at):
    asked = a_request(session, at=at)
    facts = {"language": "sv", "naming": Naming.UNNAMED, "actor": asked.leader, "at": at}

    with pytest.raises(Invalid) as refused:
        rules.begin(session, asked.place.roadmap, first_on=date(2027, 1, 2), last_on=date(2027, 1, 1), **facts)

    assert set(refused.value.fields) == {"first_on", "last_on", "naming_ground"}


def test_every_act_is_told_without_the_words(session, at):
    asked = a_request(session, at=at)
    mask(session, asked, "Anna Svensson", at=at)
    all_given_out(session, asked, at=at)
    decided(session, asked, at=at)

    told = take_recorded(session)

    assert {RecordsRequestBegun, WordsMasked, RecordsDecided} <= {type(one) for one in told}
    assert "Svensson" not in repr(told)
    assert len(masks_of(session, asked.request)) == 1
