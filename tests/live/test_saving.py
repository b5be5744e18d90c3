"""Saving a version: with the rest of the form, of several texts at once, and when something stands in the way."""

import pytest

from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.live import rules
from roadmaps.live.models import WhyClosed
from roadmaps.revisions.changes import WriteConflict
from roadmaps.revisions.models import How
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.history import tell
from tests.factories.live import a_page, hear, the_session, whose
from tests.factories.roadmap import AT

TANGLED = "[" * 500


def says(plan, block_id):
    return current_block(plan.session, block_id).content


def names(plan, number):
    """For whom a revision was written, whoever wrote most of it first."""
    told = tell(plan.session, [find_revision(plan.session, plan.roadmap.history, number)])[0]
    return list(told.organisations)


def test_the_rest_of_the_form_is_saved_in_the_same_revision(plan, vision):
    before = plan.number
    page = a_page(plan, vision)
    page.put(" Här.")

    closed = page.save(facts={"title": "Ny bild", "year": "2035", "text": "is not read"}, based_on=before)

    content = says(plan, vision)
    assert (content["title"], content["year"], content["text"]) == ("Ny bild", 2035, "Länet förädlar mer. Här.")
    assert closed.number == plan.number == before + 1


def test_fields_that_others_changed_meanwhile_stay_as_they_made_them(plan, vision, third):
    page = a_page(plan, vision)
    form = {**says(plan, vision), "title": "Ny bild"}
    plan.edit(vision, by=third, year=2040)
    hear(plan.session)

    page.put(" Här.").save(facts=form, based_on=page.joined.base)

    content = says(plan, vision)
    assert (content["title"], content["year"], content["text"]) == ("Ny bild", 2040, "Länet förädlar mer. Här.")


def test_a_field_that_two_changed_is_a_conflict_and_the_session_goes_on(plan, vision, third):
    page = a_page(plan, vision)
    plan.edit(vision, by=third, year=2040)
    hear(plan.session)
    page.put(" Här.").send()

    with pytest.raises(WriteConflict) as conflict:
        page.save(facts={"year": "2035"}, based_on=page.joined.base)

    assert set(conflict.value.blocks[0].fields) == {"year"}
    assert the_session(page).is_open


def test_a_field_that_cannot_be_right_is_told_by_its_name(plan, vision):
    page = a_page(plan, vision)

    with pytest.raises(Invalid) as refusal:
        page.save(facts={"title": ""}, based_on=plan.number)

    assert set(refusal.value.fields) == {"title"}
    assert the_session(page).is_open


def test_whoever_changed_only_another_field_is_told_with_those_who_wrote(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Här är det så.").send()

    closed = second.save(facts={"year": "2035"}, based_on=plan.number)

    assert names(plan, closed.number) == [plan.editor.acting_for_name, other.acting_for_name]


def test_whoever_saves_without_having_written_is_no_author(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Här är det så.").send()

    closed = second.save(facts=says(plan, vision), based_on=plan.number)

    assert names(plan, closed.number) == [plan.editor.acting_for_name]
    assert find_revision(plan.session, plan.roadmap.history, closed.number).how == How.EDIT


def test_whoever_only_took_out_is_an_author_too(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put("Hela ", before="Länet").send()
    second.read()
    second.take_out(" mer").send()

    closed = second.save()

    assert says(plan, vision)["text"] == "Hela Länet förädlar."
    assert names(plan, closed.number) == [plan.editor.acting_for_name, other.acting_for_name]


def test_whoever_left_no_trace_is_no_author(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put("Hela ", before="Länet").send()
    second.put("oj").take_out("oj").send()

    closed = first.save()

    assert names(plan, closed.number) == [plan.editor.acting_for_name]


def test_whoever_wrote_most_words_is_told_first(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Ett ord.").send()
    second.put("Här är många fler ord än så. ", before="Länet").send()

    closed = first.save()

    assert names(plan, closed.number) == [other.acting_for_name, plan.editor.acting_for_name]


def test_two_texts_of_one_form_are_one_revision(plan, other):
    activity = plan.add("activity", text="Vi prövar.", sami_perspective="Vi frågar.")
    before = plan.number
    first = a_page(plan, activity)
    second = a_page(plan, activity, field="sami_perspective")
    guest = a_page(plan, activity, other, field="sami_perspective")
    first.put(" Och vi lär.").send()
    guest.put(" Samebyn svarar.").send()

    closed = first.save(facts={**says(plan, activity), "sami_perspective": "is not read either"}, based_on=before)

    content = says(plan, activity)
    assert (content["text"], content["sami_perspective"]) == ("Vi prövar. Och vi lär.", "Vi frågar. Samebyn svarar.")
    assert closed.number == plan.number == before + 1
    assert the_session(second).closed_why is WhyClosed.SAVED
    assert whose(plan, activity, "sami_perspective")[-1] == ("Samebyn svarar.", other.acting_for_name)
    assert whose(plan, activity)[-1][1] == plan.editor.acting_for_name


def test_a_text_of_the_form_that_others_write_in_live_takes_what_the_form_says(plan, other, third):
    activity = plan.add("activity", text="Vi prövar.", sami_perspective="Vi frågar.")
    first = a_page(plan, activity, third)
    guest = a_page(plan, activity, other, field="sami_perspective")
    guest.put(" Samebyn svarar.").send()

    first.put(" Och vi lär.").save(facts={"sami_perspective": "Vi frågar alla."}, based_on=plan.number)
    hear(plan.session)

    assert guest.read() == "Vi frågar alla. Samebyn svarar."
    assert whose(plan, activity, "sami_perspective")[1] == ("alla", third.acting_for_name)


def test_a_form_that_comes_when_others_have_just_saved_saves_what_remains(plan, vision, other):
    before = plan.number
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Här.").save()
    hear(plan.session)

    closed = rules.save_version(
        plan.session, second.id, facts={"year": "2035", "text": "old"}, based_on=before, actor=other, at=AT
    )

    content = says(plan, vision)
    assert (content["text"], content["year"], closed.number) == ("Länet förädlar mer. Här.", 2035, plan.number)


def test_nobody_saves_without_the_right_to_write(plan, vision):
    page = a_page(plan, vision)

    with pytest.raises(NotAllowed):
        rules.save_version(plan.session, page.id, actor=plan.others["reader"], at=AT)


def test_a_text_that_cannot_be_shown_is_told_and_nothing_is_lost(plan, vision):
    page = a_page(plan, vision)
    page.put(TANGLED).send()

    with pytest.raises(Invalid):
        page.save()

    assert the_session(page).is_open


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mellanrum runt om \n\n", "Mellanrum runt om \n\n"),
        ("Rad\r\nrad\rrad", "Rad\nrad\nrad"),
        ("A\u030a ra\u0308v 😀", "Å räv 😀"),
        ("\ufeff ett\x00två\u202e", "ett\ufffdtvå"),
    ],
)
def test_runs_fit_the_text_as_it_is_kept(plan, other, typed, kept):
    vision = plan.add("vision", text="")
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(typed).send()
    second.read()
    second.put(" Sara.").send()

    first.save()

    assert says(plan, vision)["text"].strip() == f"{kept} Sara."
    told = whose(plan, vision)
    assert told[-1] == ("Sara.", other.acting_for_name)
    assert told[0][1] == plan.editor.acting_for_name
