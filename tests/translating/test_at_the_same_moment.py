"""Two who save a translation at once: what goes together is joined, and what does not is told to one of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Conflict
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.roadmap.models import Roadmap
from roadmaps.translating.models import Translation
from roadmaps.translating.rules import Wish, translate
from tests.factories.roadmap import AT, a_plan
from tests.factories.translating import translated

TEXT = "Vi förädlar mer här.\n\nOch vi gör det tillsammans."
ENGLISH = "We refine more here.\n\nAnd we do it together."


def a_translated_goal(database: Database) -> tuple[UUID, UUID, int, list[Actor]]:
    with UnitsOfWork(database, Listeners()).change() as session:
        plan = a_plan(session)
        goal = plan.add("goal", "Mer mat", text=TEXT)
        translated(plan, goal, text=ENGLISH)
        return plan.roadmap.id, goal, plan.state[goal].number, [plan.editor, plan.leader]


def outcomes(database: Database, texts: list[str]) -> tuple[list[str], list[str]]:
    """What came of two who each save a text at the same moment, and every version that there is then."""
    roadmap_id, goal, number, actors = a_translated_goal(database)
    units, start = UnitsOfWork(database, Listeners()), Barrier(len(texts))

    def saving(text: str, actor: Actor) -> Callable[[Session], object]:
        return lambda session: translate(
            session,
            session.get_one(Roadmap, roadmap_id),
            goal,
            "en",
            {"text": Wish(text, based_on=1)},
            made_from=number,
            actor=actor,
            at=AT,
        )

    def run(act: Callable[[Session], object]) -> str:
        start.wait()
        try:
            with units.change() as session:
                act(session)
        except Conflict:
            return "told"
        return "kept"

    with ThreadPoolExecutor(len(texts)) as pool:
        told = sorted(pool.map(run, map(saving, texts, actors)))
    with database.reading() as session:
        versions = session.scalars(select(Translation).order_by(Translation.number)).all()
    return told, [one.text for one in versions]


def test_changes_of_different_paragraphs_are_both_kept(fresh_database: Database) -> None:
    mine, theirs = ENGLISH.replace("refine more", "refine a lot"), ENGLISH.replace("together", "as one")

    told, versions = outcomes(fresh_database, [mine, theirs])

    assert told == ["kept", "kept"]
    assert len(versions) == 3
    assert versions[-1] == "We refine a lot here.\n\nAnd we do it as one."


def test_of_two_wordings_for_the_same_words_one_is_kept_and_the_other_told(fresh_database: Database) -> None:
    mine, theirs = ENGLISH.replace("refine more", "refine a lot"), ENGLISH.replace("refine more", "process more")

    told, versions = outcomes(fresh_database, [mine, theirs])

    assert told == ["kept", "told"]
    assert versions in ([ENGLISH, mine], [ENGLISH, theirs])
