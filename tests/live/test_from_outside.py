"""What is written elsewhere while several write together comes into their session, and stays its author's."""

from roadmaps.live.models import WhyClosed
from roadmaps.revisions.models import How
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import current_block
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.suggestions import rules as suggestion_rules
from tests.factories.live import a_page, hear, the_session, whose
from tests.factories.roadmap import AT
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit

PARAGRAPHS = "Länet förädlar mer.\n\nSkogen ger arbete.\n\nFjällen ger upplevelser."


def text_of(plan, block_id, field="text"):
    return current_block(plan.session, block_id).content[field]


def named(actor):
    return actor.acting_for_name


def test_a_form_that_is_saved_meanwhile_comes_into_the_session(plan, vision, third):
    page = a_page(plan, vision)
    page.put(" Här.").send()

    plan.edit(vision, by=third, based_on=page.joined.base, text="Hela länet förädlar mer.")
    hear(plan.session)

    assert page.read() == "Hela länet förädlar mer. Här."
    assert the_session(page).based_on == plan.number


def test_what_is_typed_letter_by_letter_stays_out_of_the_words_of_a_form(plan, vision, third):
    page = a_page(plan, vision)
    for letter in " Vi håller kurser och vi möts.":
        page.put(letter).send()
    hear(plan.session)

    plan.edit(vision, by=third, based_on=page.joined.base, text="Länet förädlar mer.\n\nVi är här och renarna betar.")
    hear(plan.session)

    assert page.read() == "Länet förädlar mer. Vi håller kurser och vi möts.\n\nVi är här och renarna betar."


def test_forms_that_are_saved_one_after_the_other_all_come_in(plan, vision, third):
    page = a_page(plan, vision)
    page.put(" Här.").send()

    for text in ("Hela länet förädlar mer.", "Hela länet förädlar mycket mer.", "Hela länet förädlar mycket mer nu."):
        plan.edit(vision, by=third, text=text)
        hear(plan.session)

    assert page.read() == "Hela länet förädlar mycket mer nu. Här."


def test_history_tells_truly_who_wrote_what(plan, other, third):
    vision = plan.add("vision", text=PARAGRAPHS)
    writer = an_actor_of(plan, "Jämtlands Gymnasium")
    suggestion = a_suggestion(
        plan.session, plan, an_edit(plan, vision, text=PARAGRAPHS.replace("arbete", "mat och arbete")), by=writer
    )
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Det börjar i skolan.", after="mer.").send()
    second.read()
    second.put(" Där växer framtiden.", after="skolan.").send()
    plan.edit(vision, by=third, based_on=first.joined.base, text=PARAGRAPHS + "\n\nVi bor här hela året.")
    hear(plan.session)
    suggestion_rules.accept(plan.session, suggestion, actor=plan.leader, at=AT)
    hear(plan.session)

    closed = first.save()

    assert text_of(plan, vision) == (
        "Länet förädlar mer. Det börjar i skolan. Där växer framtiden.\n\nSkogen ger mat och arbete.\n\n"
        "Fjällen ger upplevelser.\n\nVi bor här hela året."
    )
    assert whose(plan, vision) == [
        ("Länet förädlar mer. Det börjar i skolan.", named(plan.editor)),
        ("Där växer framtiden.", named(other)),
        ("Skogen ger", named(plan.editor)),
        ("mat och", "Jämtlands Gymnasium"),
        ("arbete.\n\nFjällen ger upplevelser.", named(plan.editor)),
        ("Vi bor här hela året.", named(third)),
    ]
    revision = find_revision(plan.session, plan.roadmap.history, closed.number)
    assert revision.how == How.TOGETHER


def test_a_session_in_which_nobody_wrote_takes_nothing_from_others(plan, vision, third):
    page = a_page(plan, vision)
    plan.edit(vision, by=third, text="Hela länet förädlar mer.")
    hear(plan.session)

    closed = page.save()

    assert closed.number is None
    assert text_of(plan, vision) == "Hela länet förädlar mer."


def test_closing_is_no_news_to_the_session_itself(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").send()
    page.save()
    before = the_session(page).upto

    hear(plan.session)

    assert the_session(page).upto == before
    assert text_of(plan, vision) == "Länet förädlar mer. Här."


def test_what_is_written_in_another_field_does_not_touch_the_text(plan, vision, third):
    page = a_page(plan, vision)
    page.put(" Här.").send()

    plan.edit(vision, by=third, year=2035)
    hear(plan.session)
    closed = page.save()

    block = current_block(plan.session, vision)
    assert (block.content["text"], block.content["year"], block.number) == (
        "Länet förädlar mer. Här.",
        2035,
        closed.number,
    )


def test_what_others_take_out_is_taken_out_in_the_session(plan, third):
    vision = plan.add("vision", text=PARAGRAPHS)
    page = a_page(plan, vision)
    page.put(" Så är det.", after="arbete.").send()

    plan.edit(vision, by=third, based_on=page.joined.base, text="Länet förädlar mer.\n\nFjällen ger upplevelser.")
    hear(plan.session)

    assert "Så är det." in page.read()
    assert "Skogen ger arbete" not in page.text


def test_a_restored_version_comes_into_the_session(plan, vision):
    old = plan.number
    plan.edit(vision, text="Länet förädlar mycket mer i dag.")
    page = a_page(plan, vision)
    page.put(" Här.").send()

    roadmap_rules.restore_block(plan.session, plan.roadmap, vision, old, based_on=plan.number, actor=plan.leader, at=AT)
    hear(plan.session)

    assert page.read() == "Länet förädlar mer. Här."


def test_several_texts_that_are_changed_at_once_come_into_each_session(plan, vision):
    goal = plan.add("goal", text="Fler i arbete.")
    before = plan.number
    plan.edit(vision, text="Något annat.")
    plan.edit(goal, text="Något helt annat.")
    pages = a_page(plan, vision), a_page(plan, goal)
    for page in pages:
        page.put(" Här.").send()

    roadmap_rules.restore_roadmap(plan.session, plan.roadmap, before, actor=plan.leader, at=AT)
    hear(plan.session)

    assert [page.read() for page in pages] == ["Länet förädlar mer. Här.", "Fler i arbete. Här."]


def test_what_is_moved_goes_on_being_written_in(plan, vision):
    second = plan.add("vision", text="En annan bild.")
    page = a_page(plan, second)
    page.put(" Här.").send()

    roadmap_rules.move_block(
        plan.session,
        plan.roadmap,
        second,
        roadmap_rules.writing.Place(None, "first"),
        based_on=plan.number,
        actor=plan.editor,
        at=AT,
    )
    hear(plan.session)

    assert the_session(page).is_open
    assert page.save().number == plan.number


def test_what_is_removed_keeps_the_words_that_were_being_written(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").send()

    plan.remove(vision)
    hear(plan.session)

    block = current_block(plan.session, vision)
    assert (block.is_removed, block.content["text"]) == (True, "Länet förädlar mer. Här.")
    assert the_session(page).closed_why is WhyClosed.REMOVED
    assert whose(plan, vision) == [("Länet förädlar mer. Här.", named(plan.editor))]


def test_whoever_saves_the_whole_text_by_the_form_does_not_double_it(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Skogen ger mat, virke och arbete åt många.").send()
    second.read()
    second.put(" Och fjällen ger ro.")
    first.put(" Till sist.").send()

    plan.edit(vision, by=other, based_on=second.joined.base, text=second.text)
    hear(plan.session)

    assert first.read().count("Skogen ger mat") == 1
    assert first.text.count("fjällen ger ro") == first.text.count("Till sist") == 1


def test_the_same_session_may_be_saved_whole_by_the_form_many_times(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    for number in range(4):
        first.put(f" Mening {number}.").send()
        second.read()
        second.put(f" Svar {number}.")
        second.waiting = []
        plan.edit(vision, by=other, based_on=plan.number, text=second.text)
        hear(plan.session)
        second.join()
        first.read()

    assert [first.text.count(f"{what} {number}.") for what in ("Mening", "Svar") for number in range(4)] == [1] * 8
