"""The demo's suggestions: sent, supported, held back, overtaken by the text, and decided."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.demo.roadmaps import as_content
from roadmaps.demo.world import World, content, moment
from roadmaps.discussion.rules import reply
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import Change
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import write_blocks
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import ChangeAct, SourceSort, Stance, Suggestion

Step = dict[str, Any]


class Play:
    """Plays the steps of the file in the order of their days."""

    def __init__(self, session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
        self._session, self._world, self._roadmaps = session, world, roadmaps
        self._sent: dict[str, Suggestion] = {}

    def run(self) -> None:
        """From the first day to the last."""
        acts: dict[str, Callable[[Step], None]] = {
            "suggest": self._suggest,
            "stance": self._take_stance,
            "comment": self._comment,
            "edit": self._edit,
            "decide": self._decide,
            "ask_more": self._ask_more,
        }
        for step in sorted(content("suggestions.toml")["steps"], key=itemgetter("on")):
            next(act for name, act in acts.items() if name in step)(step)

    def _suggest(self, step: Step) -> None:
        slug = step["roadmap"]
        self._sent[step["suggest"]] = rules.suggest(
            self._session,
            self._roadmaps[slug],
            [self._wish(slug, change) for change in step["changes"]],
            motive=step["motive"],
            sources=[
                rules.Source(SourceSort(one["sort"]), one["words"], one.get("address", "")) for one in step["sources"]
            ],
            **self._by(step),
        )

    def _wish(self, slug: str, change: Step) -> rules.Wish:
        facts = as_content(
            self._world, slug, {name: one for name, one in change.items() if name not in {"block", "add", "kind"}}
        )
        if "add" in change:
            block_id = self._world.blocks[slug, change["add"]] = new_id()
            return rules.Wish(ChangeAct.ADD, block_id, kind=change["kind"], content=facts)
        block_id = self._world.blocks[slug, change["block"]]
        return rules.Wish(ChangeAct.EDIT, block_id, based_on=self._number(block_id), content=facts)

    def _number(self, block_id: UUID) -> int:
        block = current_block(self._session, block_id)
        assert block is not None
        return block.number

    def _take_stance(self, step: Step) -> None:
        rules.take_stance(
            self._session,
            self._sent[step["stance"]],
            Stance(step["says"]),
            words=step["words"],
            **self._by(step),
        )

    def _comment(self, step: Step) -> None:
        thread = self._sent[step["comment"]].thread
        assert thread is not None
        reply(self._session, thread, body=step["body"], **self._by(step))

    def _edit(self, step: Step) -> None:
        slug, block_id = step["roadmap"], self._world.blocks[step["roadmap"], step["edit"]]
        change = Change(block_id, self._number(block_id), content={"title": step["title"]})
        write_blocks(self._session, self._roadmaps[slug], [change], summary=step["summary"], **self._by(step))

    def _decide(self, step: Step) -> None:
        suggestion = self._sent[step["decide"]]
        if "declines" in step:
            rules.decline(self._session, suggestion, reason=step["reason"], **self._by(step))
        else:
            parts = {change.id: rules.Part(step["accepts"]) for change in suggestion.changes}
            rules.accept(self._session, suggestion, parts=parts, reason=step["reason"], **self._by(step))

    def _ask_more(self, step: Step) -> None:
        rules.ask_for_more(self._session, self._sent[step["ask_more"]], words=step["words"], **self._by(step))

    def _by(self, step: Step) -> dict[str, Any]:
        return {"actor": self._world.actor(self._session, step["by"], step["on"]), "at": moment(step["on"])}


def make_suggestions(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Let every suggestion be sent, discussed and, where it was, decided."""
    Play(session, world, roadmaps).run()
