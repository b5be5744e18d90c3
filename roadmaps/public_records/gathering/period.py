"""What everything is gathered by: the roadmap, the days, the language, and what people and organisations are called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import organisation_names
from roadmaps.foundation.clock import beginning_of, day_of
from roadmaps.foundation.sentences import N_
from roadmaps.papers.words import Words
from roadmaps.public_records.things import Fact
from roadmaps.revisions.kinds import Content, Kind
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Names, shown


@dataclass(frozen=True)
class Period:
    """One roadmap between two days, both of them included."""

    session: Session
    roadmap: Roadmap
    first_on: date
    last_on: date
    words: Words

    def holds(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Whether the moment in the column lies within the days."""
        return and_(moment >= beginning_of(self.first_on), moment < beginning_of(self.last_on + timedelta(days=1)))

    @cached_property
    def people(self) -> Mapping[UUID | None, str]:
        """What every person here is called."""
        return dict(self.session.execute(select(Person.id, Person.name)).all())

    @cached_property
    def organisations(self) -> Mapping[UUID | None, str]:
        """What every organisation here is called."""
        return dict(organisation_names(self.session).items())

    @property
    def is_public(self) -> bool:
        """Whether everybody reads the working version, and what is said beside it."""
        return self.roadmap.is_working_public

    def person(self, person_id: UUID | None) -> str:
        """The name, empty where nobody is known."""
        return self.people.get(person_id, "")

    def organisation(self, organisation_id: UUID | None) -> str:
        """The name, empty where there is none."""
        return self.organisations.get(organisation_id, "")

    def say(self, message: str, /, **values: object) -> str:
        """The product's own words, in the language of the package."""
        return self.words.say(message, **values)

    def day(self, moment: datetime | date | None) -> str:
        """The day as it is written in lists."""
        if moment is None:
            return ""
        return (day_of(moment) if isinstance(moment, datetime) else moment).isoformat()

    def facts(self, *pairs: tuple[str, object]) -> list[Fact]:
        """Labels, as catalogue messages, with what is said under them; what says nothing is left out."""
        return [(self.say(label), str(value)) for label, value in pairs if value]

    def fields(self, kind: type[Kind], content: Content, names: Names) -> str:
        """All that a block says, field by field."""
        return "\n".join(self._fields(kind, content, names))

    def _fields(self, kind: type[Kind], content: Content, names: Names) -> Iterator[str]:
        for name, ask in kind.asks().items():
            told = [self.words.shown(one) for one in shown(kind, name, content, names)] if name in content else []
            if told:
                yield f"{self.say(ask.label)}: {', '.join(told)}"

    def turns(self, turns: Iterable[tuple[datetime, str, str]]) -> list[Fact]:
        """What happened one after the other, in one text: a day, what it was, and in which words."""
        told = [": ".join(filter(None, (self.day(at), what, words))) for at, what, words in turns]
        return [(self.say(N_("What happened")), "\n".join(told))] if told else []
