"""The things of a request, each with what is to become of it and as it will read. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from roadmaps.public_records.masking import Masked, Masker, stands_in
from roadmaps.public_records.models import RecordsChoice, RecordsMask
from roadmaps.public_records.things import Thing
from roadmaps.public_records.words import Naming, Outcome


@dataclass(frozen=True)
class Laid:
    """One thing with what is to become of it; `outcome` is None as long as somebody has to look.

    `shown` is the thing as the package would tell it, `left_over` masked words that can still be read in it.
    """

    number: int
    thing: Thing
    shown: Thing
    outcome: Outcome | None
    grounds: Sequence[int] = ()
    ground: str = ""
    left_over: Sequence[str] = ()
    has_changed: bool = False

    @property
    def needs_look(self) -> bool:
        """Whether nobody has decided about it, or what was decided does not hold any more."""
        return self.outcome is None or bool(self.left_over)


@dataclass(frozen=True)
class LayingOut:
    """The whole request: its things, what was chosen, which words are masked and by which rules."""

    things: Sequence[Thing]
    choices: Mapping[str, RecordsChoice]
    masks: Sequence[RecordsMask]
    naming: Naming
    naming_ground: str
    sign: str

    @cached_property
    def grounds(self) -> list[str]:
        """The rules by which something is not given out, each once; they are told by their number, from 1."""
        named = [self.naming_ground] if self.naming is Naming.UNNAMED else []
        withheld = [self.choices[one.key].ground for one in self.things if one.key in self.choices]
        return [one for one in dict.fromkeys((*named, *(mask.ground for mask in self.masks), *withheld)) if one]

    @cached_property
    def laid(self) -> list[Laid]:
        """Every thing, numbered from 1."""
        return [self._lay(number, thing) for number, thing in enumerate(self.things, 1)]

    def masker(self, key: str = "") -> Masker:
        """What takes words out of one thing, or out of all."""
        passages = [one for one in self.masks if one.key in {"", key}]
        return Masker([Masked(one.passage, self._number(one.ground)) for one in passages], self.sign)

    def readable_elsewhere(self) -> list[str]:
        """Words that are masked in one thing and can be read in others that are given out; it may be meant so."""
        given = {one.thing.key: one.shown.words() for one in self.laid if one.outcome is not Outcome.WITHHELD}
        return [
            mask.passage
            for mask in self.masks
            if mask.key and any(stands_in(mask.passage, words) for key, words in given.items() if key != mask.key)
        ]

    def _lay(self, number: int, thing: Thing) -> Laid:
        choice = self.choices.get(thing.key)
        has_changed = choice is not None and (choice.fingerprint != thing.fingerprint or self._is_unread(thing, choice))
        seen = self._unnamed(thing) if self.naming is Naming.UNNAMED else thing
        masker = self.masker(thing.key)
        shown = seen.reworded(masker)
        grounds = [mask.ground for mask in masker.masks if stands_in(mask.passage, seen.words())]
        if seen is not thing and (thing.by or thing.people):
            grounds.insert(0, self._number(self.naming_ground))
        laid = Laid(number, thing, shown, self._outcome(thing, choice, bool(grounds)), list(dict.fromkeys(grounds)))
        if choice is not None and not choice.is_given_out:
            return replace(
                laid,
                ground=choice.ground,
                grounds=[self._number(choice.ground)],
                has_changed=has_changed,
                outcome=None if has_changed else Outcome.WITHHELD,
            )
        left_over = sorted({one for text in shown.words() for one in masker.left_over(text)})
        return replace(
            laid, outcome=None if has_changed else laid.outcome, left_over=left_over, has_changed=has_changed
        )

    def _outcome(self, thing: Thing, choice: RecordsChoice | None, is_masked: bool) -> Outcome | None:
        """What everybody can read already is given out without a look; inside a file nobody but a person can look."""
        if choice is None and (not thing.is_open or thing.needs_reading):
            return None
        return Outcome.MASKED if is_masked else Outcome.GIVEN_OUT

    def _is_unread(self, thing: Thing, choice: RecordsChoice) -> bool:
        """Whether words have been masked since somebody looked into a file, where nothing takes them out."""
        return bool(thing.files) and any(
            mask.key in {"", thing.key} and mask.added_at > choice.chosen_at for mask in self.masks
        )

    def _unnamed(self, thing: Thing) -> Thing:
        return replace(thing, by="", people=[])

    def _number(self, ground: str) -> int:
        return self.grounds.index(ground) + 1
