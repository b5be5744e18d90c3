"""The roadmap as it was when rows of a file were written: what each cell said then, so that one sees what is new in it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say
from roadmaps.revisions.states import BlockState, State, as_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.spreadsheets.cells import Translate
from roadmaps.spreadsheets.columns import VERSION
from roadmaps.spreadsheets.gathering import Calls
from roadmaps.spreadsheets.importing.lines import Line

MOST_VERSIONS = 12


class Bases:
    """The versions that a file comes from; rows of several files may have been put together."""

    def __init__(self, session: Session, roadmap: Roadmap, actor: Actor, translates: Sequence[Translate]) -> None:
        self._session, self._roadmap, self._actor, self._translates = session, roadmap, actor, translates
        self._states: dict[int, tuple[State, Calls]] = {}

    def of(self, line: Line) -> State:
        """The roadmap as it was when the row was written.

        :raises Fault: when the row does not say when that was
        """
        text = line.cells.get(VERSION, "")
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise Fault(say("The version is missing, so one cannot tell what has changed. Fetch the file anew."))
        number = int(text)
        if number not in self._states:
            if len(self._states) >= MOST_VERSIONS:
                raise Fault(say("The rows come from too many versions. Fetch the file anew."))
            try:
                state = as_of(self._session, self._roadmap.history, number)
            except NotFound:
                raise Fault(say("The roadmap has no version %(number)s. Fetch the file anew.", number=number)) from None
            self._states[number] = state, Calls.of(self._session, self._roadmap, state, self._actor)
        return self._states[number][0]

    def texts_of(self, state: State, block: BlockState) -> list[dict[str, str]]:
        """How each cell of the block's row read then, in each language."""
        calls = self._states[state.number][1]
        return [calls.texts_of(block, translate) for translate in self._translates]

    def held(self, block_id: UUID) -> bool:
        """Whether a file of one of these versions had a row for the block."""
        return any(block_id in state for state, _ in self._states.values())
