"""What writing together costs as a session grows: taking an update, coming in, bringing a form in, saving a version.

    python -m bench.live_rules [--database URL] [--updates 300 3000] [--letters 20000]

Several type in one text, here and there; each act is timed at each length of the log, as the median of some rounds, in a
transaction of its own that is rolled back but for the typing itself. The column at the right is the ratio of the longest
log to the shortest: taking an update should stay near 1.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.app import know_every_table
from roadmaps.areas.models import Role
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live import rules
from roadmaps.live.listeners import wire
from roadmaps.live.models import LiveSession
from roadmaps.live.queries import updates_after
from roadmaps.live.text import log
from roadmaps.live.text.attribution import attribute
from roadmaps.live.text.y_updates import read_update
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import edit_block
from tests.factories.live import Document
from tests.factories.roadmap import a_plan, a_voice

ROUNDS = 9
PEOPLE = 5
SENTENCE = "Aktörerna i länet arbetar tillsammans för att mer av det som marken ger ska förädlas här.\n\n"


class Crowd:
    """Some who type in one text, each at a place that moves now and then."""

    def __init__(self, units: UnitsOfWork, letters: int) -> None:
        self.units, self.chance = units, Random(1)
        with units.change() as session:
            plan = a_plan(session)
            self.roadmap_id = plan.roadmap.id
            self.block_id = plan.add("vision", text=(SENTENCE * (letters // len(SENTENCE) + 1)).rstrip())
            self.people = [a_voice(session, plan.roadmap, Role.EDITOR, f"Nr {n}", f"Org {n}") for n in range(PEOPLE)]
        self.documents: list[Document] = []
        self.places = [0] * PEOPLE
        for actor in self.people:
            with units.change() as session:
                joined = self.join(session, actor)
            self.documents.append(Document(joined.client_id, joined.state))
        self.session_id = joined.session_id
        self.seq = 0

    def join(self, session: Session, actor: Actor):
        roadmap = session.get_one(Roadmap, self.roadmap_id)
        return rules.join(session, roadmap, self.block_id, "text", actor=actor, at=now())

    def type(self) -> bytes:
        """What the next one types; everybody hears it."""
        who = self.seq % PEOPLE
        mine = self.documents[who]
        if self.chance.random() < 0.03 or not self.places[who]:
            self.places[who] = self.chance.randint(1, len(str(mine)) - 200)
        update = mine.put(self.places[who], self.chance.choice("aåeiours "))
        self.places[who] += 1
        return update

    def take(self, session: Session, update: bytes) -> None:
        who = self.seq % PEOPLE
        client = self.documents[who].client_id
        rules.take_update(session, self.session_id, client, update, actor=self.people[who], at=now())

    def write(self, upto: int) -> float:
        """Let the log grow, and tell how long the last fifty took, each in its own transaction, in milliseconds."""
        spent = []
        while self.seq < upto:
            update = self.type()
            begun = time.perf_counter()
            with self.units.change() as session:
                self.take(session, update)
            spent.append((time.perf_counter() - begun) * 1000)
            for who, one in enumerate(self.documents):
                if who != self.seq % PEOPLE:
                    one.doc.apply_update(update)
            self.seq += 1
        return statistics.median(spent[-50:])


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", help="address of an empty database; a temporary SQLite file otherwise")
    parser.add_argument("--updates", type=int, nargs="+", default=[300, 3_000])
    parser.add_argument("--letters", type=int, default=20_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wanted.database or f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        know_every_table()
        Base.metadata.create_all(database.engine)
        listeners = Listeners()
        wire(listeners)
        print_table(wanted.updates, measure(Crowd(UnitsOfWork(database, listeners), wanted.letters), wanted.updates))
        database.close()


def measure(crowd: Crowd, lengths: list[int]) -> dict[str, list[float]]:
    """Milliseconds of each act at each length."""
    told: dict[str, list[float]] = {}
    for length in lengths:
        told.setdefault("take an update, and commit", []).append(crowd.write(length))
        for name, act in acts(crowd).items():
            told.setdefault(name, []).append(timed(crowd.units, act))
    return told


def acts(crowd: Crowd) -> dict[str, Callable[[Session], object]]:
    live = lambda session: session.get_one(LiveSession, crowd.session_id)  # noqa: E731
    return {
        "come into the session": lambda session: crowd.join(session, crowd.people[0]),
        "read the whole log": lambda session: [read_update(one) for one in log.payloads(session, live(session))],
        "see whose each letter is": lambda session: attribute(log.entries(session, live(session))),
        "hear the last ten": lambda session: updates_after(session, crowd.session_id, crowd.seq - 10),
        "bring a form in": lambda session: by_form(session, crowd),
        "save a version": lambda session: rules.save_version(
            session, crowd.session_id, actor=crowd.people[0], at=now()
        ),
    }


def by_form(session: Session, crowd: Crowd) -> None:
    block = current_block(session, crowd.block_id)
    assert block is not None
    roadmap = session.get_one(Roadmap, crowd.roadmap_id)
    text = block.content["text"].replace("marken", "jorden", 3)
    edit_block(session, roadmap, crowd.block_id, {"text": text}, based_on=block.number, actor=crowd.people[0], at=now())


def timed(units: UnitsOfWork, act: Callable[[Session], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        # Closed without having been committed, so that nothing of it is kept.
        with units.database.writing() as session:
            begun = time.perf_counter()
            act(session)
            units.listeners.tell_in_transaction(session)
            spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def print_table(lengths: list[int], told: dict[str, list[float]]) -> None:
    print(f"{'':32}" + "".join(f"{length:>12,}" for length in lengths) + f"{'ratio':>10}")
    for name, spent in told.items():
        cells = "".join(f"{one:>9.1f} ms" for one in spent)
        print(f"{name:32}{cells}{spent[-1] / spent[0]:>10.1f}")


if __name__ == "__main__":
    main()
