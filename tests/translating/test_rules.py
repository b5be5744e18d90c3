"""Texts are translated version by version, each from words that it names; nobody's words are written over unseen."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.roadmap.phases import Phase
from roadmaps.translating import rules
from roadmaps.translating.gathering import part_in, parts_in
from roadmaps.translating.models import How, LanguageChoice, Translation
from roadmaps.translating.queries import codes_used, translations_of_block
from roadmaps.translating.rules import TranslationConflict, Wish, choose_languages
from roadmaps.translating.standing import Standing, progress_in
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.translating import translated, use_languages

TEXT = "Vi förädlar mer här.\n\nOch vi gör det tillsammans."
ENGLISH = "We refine more here.\n\nAnd we do it together."


def standings(plan: Plan, language: str = "en") -> dict[str, Standing]:
    plan.session.flush()
    return {text.field: text.standing for part in parts_in(plan.session, plan.roadmap, language) for text in part.texts}


def test_a_text_is_missing_then_translated_then_behind_then_translated_again(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån", text=TEXT)
    assert standings(plan) == {"title": Standing.MISSING, "text": Standing.MISSING}

    [one] = translated(plan, goal, text=ENGLISH)
    assert (one.number, one.made_from, one.how) == (1, plan.state[goal].number, How.WRITTEN)
    assert one.html == "<p>We refine more here.</p>\n<p>And we do it together.</p>"
    assert standings(plan) == {"title": Standing.MISSING, "text": Standing.DONE}

    plan.edit(goal, text=TEXT.replace("mer", "allt mer"))
    assert standings(plan)["text"] is Standing.BEHIND

    translated(plan, goal, text=Wish(ENGLISH.replace("more", "ever more"), based_on=1))
    assert standings(plan)["text"] is Standing.DONE
    assert [one.number for one in translations_of_block(session, goal, "en")] == [2, 1]


def test_what_changes_elsewhere_in_the_block_leaves_the_translation_as_good_as_it_was(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån", text=TEXT)
    translated(plan, goal, text=ENGLISH)

    plan.edit(goal, title="Mer mat", horizon=2030)

    assert standings(plan)["text"] is Standing.DONE


def test_words_that_are_taken_up_again_find_their_translation_again(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån")
    translated(plan, goal, title="More food from here")
    plan.edit(goal, title="Mer mat")
    translated(plan, goal, title=Wish("More food", based_on=1))

    plan.edit(goal, title="Mer mat härifrån")

    [part] = parts_in(session, plan.roadmap, "en")
    assert part.texts[0].translation is not None
    assert (part.texts[0].standing, part.texts[0].translation.text) == (Standing.DONE, "More food from here")


def test_words_that_were_taken_away_are_not_found_again_with_the_text(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån")
    translated(plan, goal, title="Less food from here")
    translated(plan, goal, title=Wish("", based_on=1))
    plan.edit(goal, title="Mer mat")
    translated(plan, goal, title=Wish("More food", based_on=2))

    plan.edit(goal, title="Mer mat härifrån")

    [part] = parts_in(session, plan.roadmap, "en")
    assert part.texts[0].translation is not None
    assert (part.texts[0].standing, part.texts[0].translation.text) == (Standing.BEHIND, "More food")


def test_the_translator_sees_what_has_changed_word_by_word(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån")
    translated(plan, goal, title="More food from here")

    plan.edit(goal, title="Mer fisk härifrån")

    [title] = part_in(session, goal, "en").texts
    assert [(one.op, one.text) for one in title.since if one and one.op != "same"] == [
        ("removed", "mat"),
        ("added", "fisk"),
    ]


def test_a_translation_that_is_right_still_is_told_so_without_being_written_anew(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån")
    translated(plan, goal, title="More food from here")
    plan.edit(goal, title="Mera mat härifrån")

    assert translated(plan, goal, title=Wish("More food from here", based_on=1)) == []
    assert standings(plan)["title"] is Standing.BEHIND
    [row] = translated(plan, goal, title=Wish("More food from here", based_on=1, holds=True))

    assert (row.number, row.how, standings(plan)["title"]) == (2, How.HOLDS, Standing.DONE)


def test_saving_what_stands_there_keeps_nothing_new(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån", text=TEXT)
    translated(plan, goal, title="More food", text=ENGLISH)

    again = translated(plan, goal, title=Wish("  More   food ", based_on=1), text=Wish(ENGLISH, based_on=1, holds=True))

    assert again == []


def test_a_translation_that_is_taken_away_is_missing_and_not_forgotten(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån")
    translated(plan, goal, title="More food")

    translated(plan, goal, title=Wish("", based_on=1))

    assert standings(plan)["title"] is Standing.MISSING
    assert [one.text for one in translations_of_block(session, goal, "en")] == ["", "More food"]


def test_what_the_swedish_said_when_the_translator_began_counts(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat härifrån")
    seen = plan.state[goal].number
    plan.edit(goal, title="Mer fisk härifrån")

    translated(plan, goal, made_from=seen, title="More food from here")

    assert standings(plan)["title"] is Standing.BEHIND


def test_two_who_translate_different_paragraphs_are_joined(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, text=ENGLISH)
    translated(plan, goal, by=plan.leader, text=Wish(ENGLISH.replace("refine more", "refine a lot more"), based_on=1))

    [row] = translated(plan, goal, text=Wish(ENGLISH.replace("it together", "it as one"), based_on=1))

    assert row.text == "We refine a lot more here.\n\nAnd we do it as one."


def test_two_who_translate_the_same_words_meet_and_neither_is_lost(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food", text=ENGLISH)
    theirs = ENGLISH.replace("refine more", "process more")
    translated(
        plan, goal, by=plan.leader, title=Wish("Food, and more of it", based_on=1), text=Wish(theirs, based_on=1)
    )
    mine = {"title": Wish("A lot of food", 1), "text": Wish(ENGLISH.replace("refine more", "use more"), 1)}

    with pytest.raises(TranslationConflict) as met:
        translated(plan, goal, **mine)

    assert set(met.value.fields) == {"title", "text"}
    assert met.value.fields["title"].theirs.text == "Food, and more of it"
    proposal = met.value.fields["text"].proposal
    assert "process more" in proposal
    assert "use more" in proposal
    assert len(translations_of_block(session, goal, "en")) == 4


def test_when_one_of_several_texts_meets_another_none_is_kept(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    translated(plan, goal, title="More food")

    with pytest.raises(TranslationConflict):
        translated(plan, goal, title="Food", text=ENGLISH)

    assert standings(plan)["text"] is Standing.MISSING


def test_two_rows_with_one_number_cannot_be(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    [row] = translated(plan, goal, title="More food")
    session.flush()
    names = [column.name for column in Translation.__table__.columns if column.name != "id"]

    with pytest.raises(Conflict):
        rules._add(session, [Translation(**{name: getattr(row, name) for name in names})])


@pytest.mark.parametrize(
    ("field", "text"),
    [("title", "x" * 201), ("text", "x" * 200_001), ("rationale", "There is no Swedish text for this.")],
)
def test_what_cannot_be_kept_is_refused_in_words(session: Session, field: str, text: str) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)

    with pytest.raises(Invalid) as refused:
        translated(plan, goal, **{field: text})

    assert set(refused.value.fields) == {field}


def test_hostile_words_are_cleaned_as_any_others(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)

    [row] = translated(plan, goal, text='<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="y">')

    assert row.html is not None
    assert not any(word in row.html for word in ("<script", "javascript:", "<img"))


def test_a_version_that_was_never_there_is_refused(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")

    with pytest.raises(Invalid):
        translated(plan, goal, made_from=99, title="More food")
    with pytest.raises(Invalid):
        translated(plan, goal, title=Wish("More food", based_on=3))


def test_a_block_of_another_roadmap_is_not_found(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)
    goal = other.add("goal", "Mer mat")

    with pytest.raises(NotFound):
        translated(plan, goal, made_from=1, title="More food")


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere"])
def test_only_those_who_write_translate(session: Session, who: str) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")

    with pytest.raises(NotAllowed):
        translated(plan, goal, by=plan.others[who], title="More food")


def test_a_locked_text_can_be_translated_and_that_of_a_closed_roadmap_not(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    plan.lock(goal)

    assert translated(plan, goal, title="More food")
    plan.roadmap.phase = Phase.CLOSED
    with pytest.raises(NotAllowed):
        translated(plan, goal, title=Wish("Food", based_on=1))


def test_figures_count_texts_and_not_blocks(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat", text=TEXT)
    plan.add("need", "Lokaler", source="Samtal")
    translated(plan, goal, title="More food", text=ENGLISH)
    plan.edit(goal, title="Mer fisk")
    session.flush()

    progress = progress_in(parts_in(session, plan.roadmap, "en"))

    assert (progress.done, progress.behind, progress.missing, progress.share) == (1, 1, 2, 0.25)


def test_english_is_used_until_somebody_chooses_otherwise(session: Session) -> None:
    plan = a_plan(session)
    assert codes_used(session) == ["sv", "en"]

    use_languages(plan, "sma", "nb")

    assert codes_used(session) == ["sv", "sma", "nb"]
    assert {(one.language, one.is_used) for one in session.scalars(select(LanguageChoice))} == {
        ("en", False),
        ("sma", True),
        ("nb", True),
    }


def test_translations_of_a_language_that_comes_back_are_there_again(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    translated(plan, goal, title="More food")
    use_languages(plan, "nb")
    with pytest.raises(NotFound):
        translated(plan, goal, title=Wish("Food", based_on=1))

    choose_languages(session, ["en"], actor=plan.others["coordinator"], at=AT + timedelta(minutes=1))

    assert standings(plan)["title"] is Standing.DONE


def test_only_coordinators_choose_languages_and_only_known_ones(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(NotAllowed):
        choose_languages(session, ["nb"], actor=plan.leader, at=AT)
    with pytest.raises(Invalid):
        use_languages(plan, "xx")
