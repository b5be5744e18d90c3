"""A version is frozen with its translations, read in another language, and taken home in it."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.files.stores import FolderStore
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import Section
from roadmaps.revisions.states import current
from roadmaps.snapshots.document import written
from roadmaps.snapshots.editions import Edition, edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.format import RoadmapFile
from roadmaps.snapshots.manuscripts import manuscript_of, read_in, working_edition
from roadmaps.snapshots.rules.importing import import_document
from roadmaps.translating.gathering import parts_in
from roadmaps.translating.models import How
from roadmaps.translating.queries import translations_of_block
from roadmaps.translating.rules import Wish, translate
from roadmaps.translating.standing import Standing
from tests.browsing import Browser
from tests.factories.papers import all_of
from tests.factories.snapshots import AT, Plan, a_plan, a_snapshot, an_empty_plan, rewrite_goal

SITE = "https://fardplan.example.org"


def said(session: Session, plan: Plan, kind: str, *, minutes: int = 0, **texts: str | Wish) -> None:
    """Let the leader translate texts of the block of a kind into English."""
    block = plan.blocks[kind]
    session.refresh(plan.roadmap.history)
    state = current(session, plan.roadmap.history)
    wishes = {field: one if isinstance(one, Wish) else Wish(one) for field, one in texts.items()}
    translate(
        session,
        plan.roadmap,
        block,
        "en",
        wishes,
        made_from=state[block].number,
        actor=plan.leader,
        at=AT + timedelta(minutes=minutes),
    )


def title_in(edition: Edition, block: UUID) -> str:
    return str(edition.document.state[block].content["title"])


def test_a_version_holds_the_translations_of_its_day_and_is_known_by_them(session: Session) -> None:
    plan = a_plan(session)
    bare = a_snapshot(session, plan)
    said(session, plan, "goal", title="Refine more", text="See *below*.")
    frozen = a_snapshot(session, plan)
    said(session, plan, "goal", minutes=5, title=Wish("Refine a lot more", based_on=1))

    [title, text] = json.loads(frozen.content)["translations"]

    assert title == {
        "block": str(plan.blocks["goal"]),
        "field": "title",
        "language": "en",
        "text": "Refine more",
        "is_behind": False,
    }
    assert text["text"] == "See *below*."
    assert json.loads(frozen.html)[f"{plan.blocks['goal']}@en"] == {"text": "<p>See <em>below</em>.</p>"}
    assert bare.sha256 != frozen.sha256


def test_a_version_without_translations_reads_as_it_always_did(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))
    old = json.loads(snapshot.content)
    del old["translations"]

    assert RoadmapFile.model_validate(old).translations == []
    edition = edition_of(snapshot, address="").read_in("en")
    assert edition.language == "sv"
    assert edition.document.state[UUID(old["blocks"][0]["id"])].content == old["blocks"][0]["content"]


def test_a_frozen_version_is_read_in_what_it_was_frozen_with(session: Session) -> None:
    plan = a_plan(session)
    said(session, plan, "goal", title="Refine more")
    snapshot = a_snapshot(session, plan)
    said(session, plan, "goal", minutes=5, title=Wish("Something else", based_on=1))

    edition = read_in(session, edition_of(snapshot, address=""), plan.roadmap, "en")

    assert title_in(edition, plan.blocks["goal"]) == "Refine more"
    assert edition.names.blocks[str(plan.blocks["goal"])] == "Refine more"
    assert edition.sha256 == snapshot.sha256


def test_what_is_translated_after_freezing_is_read_if_it_was_made_from_the_same_words(session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)
    said(session, plan, "goal", title="Refine more")
    rewrite_goal(session, plan, "Förädla mest")
    said(session, plan, "goal", minutes=5, title=Wish("Refine most", based_on=1))
    said(session, plan, "need", title="Somewhere to refine")

    edition = read_in(session, edition_of(snapshot, address=""), plan.roadmap, "en")

    assert title_in(edition, plan.blocks["goal"]) == "Refine more"
    assert title_in(edition, plan.blocks["need"]) == "Somewhere to refine"
    assert (edition.progress.done, edition.progress.behind) == (2, 0)


def test_what_was_translated_after_freezing_and_taken_away_again_is_not_read(session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)
    said(session, plan, "goal", title="Refine less")
    said(session, plan, "goal", minutes=1, title=Wish("", based_on=1))
    said(session, plan, "need", title="Somewhere to refine")

    edition = read_in(session, edition_of(snapshot, address=""), plan.roadmap, "en")
    said(session, plan, "goal", minutes=2, title=Wish("Refine more", based_on=2))
    mended = read_in(session, edition_of(snapshot, address=""), plan.roadmap, "en")

    assert title_in(edition, plan.blocks["goal"]) == edition.written[plan.blocks["goal"]].content["title"]
    assert title_in(mended, plan.blocks["goal"]) == "Refine more"


def test_words_that_were_behind_when_frozen_are_marked_unless_better_ones_came(session: Session) -> None:
    plan = a_plan(session)
    said(session, plan, "goal", title="Refine more")
    rewrite_goal(session, plan, "Förädla mest")
    snapshot = a_snapshot(session, plan)
    behind = edition_of(snapshot, address="").read_in("en")

    said(session, plan, "goal", minutes=5, title=Wish("Refine most", based_on=1))
    mended = read_in(session, edition_of(snapshot, address=""), plan.roadmap, "en")

    assert [one["is_behind"] for one in json.loads(snapshot.content)["translations"]] == [True]
    assert (title_in(behind, plan.blocks["goal"]), behind.progress.behind) == ("Refine more", 1)
    assert (title_in(mended, plan.blocks["goal"]), mended.progress.behind) == ("Refine most", 0)


def test_files_in_english_say_the_english_words_and_mark_what_does_not_keep_up(
    session: Session, tmp_path: Path
) -> None:
    plan = a_plan(session)
    said(session, plan, "goal", title="Refine more", text="See *below*.")
    said(session, plan, "need", title="Somewhere to refine")
    rewrite_goal(session, plan, "Förädla mest")

    def paper(language: str) -> dict[str, Section]:
        manuscript = manuscript_of(
            session,
            working_edition(session, plan.roadmap, SITE),
            plan.roadmap,
            Choice(language),  # type: ignore[arg-type]
            words_in(language),
            viewer=None,
            today=AT.date(),
            store=FolderStore(tmp_path),
        )
        return {one.anchor: one for one in all_of(Section, manuscript.paper)}

    english, swedish = paper("en"), paper("sv")
    goal, need, activity = (f"block-{plan.blocks[kind]}" for kind in ("goal", "need", "activity"))

    assert text_of([english[goal]]).startswith("Refine more")
    assert [badge.text for badge in english[goal].badges] == ["Long-term goal", "Translation older than the Swedish"]
    assert [badge.text for badge in english[need].badges] == ["Need"]
    assert [badge.text for badge in english[activity].badges][-1] == "In Swedish"
    assert text_of([swedish[goal]]).startswith("Förädla mest")
    assert len(swedish[goal].badges) == 1


def test_data_and_tables_are_the_same_in_every_language(session: Session, tmp_path: Path) -> None:
    plan = a_plan(session)
    said(session, plan, "goal", title="Refine more")
    snapshot = a_snapshot(session, plan)

    made = [
        manuscript_of(
            session,
            edition_of(snapshot, address=SITE, site=SITE),
            plan.roadmap,
            Choice(language),
            words_in(language),
            viewer=None,
            today=AT.date(),
            store=FolderStore(tmp_path),
        )
        for language in ("sv", "en")
    ]

    assert FORMATS["json"].write(made[0]) == FORMATS["json"].write(made[1]) == snapshot.content.encode()
    assert made[1].edition.written[plan.blocks["goal"]].content["title"] == "Förädla | mer"


def test_translations_come_along_to_another_installation(session: Session) -> None:
    plan, here = a_plan(session), an_empty_plan(session)
    said(session, plan, "goal", title="Refine more", text=f"See [it](/blocks/{plan.blocks['need']}).")
    said(session, plan, "need", title="Somewhere")
    rewrite_goal(session, plan, "Förädla mest")
    file, _ = written(session, plan.roadmap, current(session, plan.roadmap.history))

    import_document(session, here.roadmap, file.canonical(), actor=here.leader, at=AT)
    session.flush()

    parts = {part.kind.name: part for part in parts_in(session, here.roadmap, "en")}
    standing = {text.field: text.standing for text in parts["goal"].texts}
    assert standing == {"title": Standing.BEHIND, "text": Standing.DONE}
    [text] = [one for one in translations_of_block(session, parts["goal"].block.id, "en") if one.field == "text"]
    assert (text.text, text.how) == (f"See [it](/blocks/{parts['need'].block.id}).", How.IMPORT)


def test_the_page_of_a_version_is_read_in_english_and_says_so(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)
    said(session, plan, "goal", title="Refine more")
    client.set_cookie("language", "en")

    page = client.page(f"/areas/{plan.slug}/snapshots/{snapshot.number}")
    title = page.css_first(f"#block-{plan.blocks['goal']} .block-title")

    assert (title.text(strip=True), title.attributes["lang"]) == ("Refine more", "en")
    assert "1 of" in page.css_first(".document .callout[data-tone=info]").text()
    swedish = client.page(f"/areas/{plan.slug}/snapshots/{snapshot.number}?in=sv")
    assert swedish.css_first(f"#block-{plan.blocks['goal']} .block-title").attributes["lang"] == "sv"
