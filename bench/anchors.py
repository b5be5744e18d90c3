"""How well passages are found again while their texts are rewritten, and what that costs.

    python -m bench.anchors [--edits 1000] [--anchors 200] [--seed 1]

Every character of the texts carries a number that follows it through all edits, so that for each passage it is known
where it truly is. After each edit every passage of the edited text is sought; the table tells how, and whether the
answer was right. No passage may be lost: each is found in its text, or said to be gone and left to the whole text.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from roadmaps.revisions.anchors import Anchor, Found, find, make_anchor, moved_anchor

SAID = (
    "aktörerna företagen kommunerna länet skogen vattnet energin maten resorna lärandet tillsammans genom för och i "
    "som att med nya fler hållbara öppna bygger delar prövar stärker leder testbädd batterier färdplan målet året "
    "kunskap marknader Torsta Åre Härjedalen 2027 2030 20 150"
)
WORDS = SAID.split()
TEXTS = 10
SENTENCES = 25
Letter = tuple[int, str]
Sentence = list[Letter]


@dataclass
class Passage:
    """What was marked: the letters themselves, and the anchor that has to find them."""

    letters: frozenset[int]
    first: Anchor
    anchor: Anchor
    how: str = "exact"


@dataclass
class Text:
    """A text as sentences of numbered letters, with every version that it has had."""

    sentences: list[Sentence]
    passages: list[Passage] = field(default_factory=list)
    versions: list[list[Sentence]] = field(default_factory=list)

    @property
    def letters(self) -> Sentence:
        return [letter for sentence in self.sentences for letter in sentence]

    def __str__(self) -> str:
        return "".join(sign for _, sign in self.letters)


class Writers:
    """People who edit at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.number = 0
        self.ways: list[Callable[[Text], None]] = [
            self.insert, self.delete, self.rewrite, self.reword, self.move, self.merge, self.split, self.restore
        ]  # fmt: skip

    def letters(self, text: str) -> Sentence:
        self.number += len(text)
        return list(zip(range(self.number - len(text), self.number), text, strict=True))

    def sentence(self) -> Sentence:
        words = " ".join(self.random.choices(WORDS, k=self.random.randint(5, 14)))
        return self.letters(words[0].upper() + words[1:] + ". ")

    def text(self) -> Text:
        return Text([self.sentence() for _ in range(SENTENCES)])

    def edit(self, text: Text) -> str:
        text.versions.append([list(sentence) for sentence in text.sentences])
        way = self.random.choice(self.ways)
        way(text)
        return way.__name__

    def place(self, text: Text) -> int:
        return self.random.randrange(len(text.sentences))

    def insert(self, text: Text) -> None:
        text.sentences.insert(self.place(text), self.sentence())

    def delete(self, text: Text) -> None:
        if len(text.sentences) > SENTENCES // 2:
            del text.sentences[self.place(text)]

    def rewrite(self, text: Text) -> None:
        text.sentences[self.place(text)] = self.sentence()

    def reword(self, text: Text) -> None:
        sentence = text.sentences[self.place(text)]
        spaces = [index for index, (_, sign) in enumerate(sentence) if sign == " "]
        start = self.random.choice(spaces[:-1] or [0])
        end = next((index for index in spaces if index > start), len(sentence) - 1)
        sentence[start:end] = self.letters(" " + self.random.choice(WORDS))

    def move(self, text: Text) -> None:
        moved = text.sentences.pop(self.place(text))
        text.sentences.insert(self.random.randrange(len(text.sentences) + 1), moved)

    def merge(self, text: Text) -> None:
        here = self.place(text)
        if here + 1 < len(text.sentences):
            first, second = text.sentences[here : here + 2]
            text.sentences[here : here + 2] = [first[:-2] + self.letters(" och ") + second]

    def split(self, text: Text) -> None:
        here = self.place(text)
        sentence = text.sentences[here]
        spaces = [index for index, (_, sign) in enumerate(sentence) if sign == " "]
        middle = spaces[len(spaces) // 2]
        text.sentences[here : here + 1] = [sentence[:middle] + self.letters(". Det "), sentence[middle + 1 :]]

    def restore(self, text: Text) -> None:
        recent = text.versions[-6:-1]
        if recent:
            text.sentences = [list(sentence) for sentence in self.random.choice(recent)]


def main() -> None:
    """Edit, seek, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--anchors", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    writers = Writers(wanted.seed)
    texts = [writers.text() for _ in range(TEXTS)]
    for index in range(wanted.anchors):
        mark(texts[index % TEXTS], writers.random)
    answers: dict[str, Counter[str]] = {}
    verdicts: dict[str, Counter[str]] = {}
    seconds = 0.0
    for _ in range(wanted.edits):
        text = writers.random.choice(texts)
        before = str(text)
        way = writers.edit(text)
        after = str(text)
        begun = time.perf_counter()
        found = [follow(passage, before, after) for passage in text.passages]
        seconds += time.perf_counter() - begun
        where = {number: index for index, (number, _) in enumerate(text.letters)}
        for passage, one in zip(text.passages, found, strict=True):
            answers.setdefault(way, Counter())[one.how] += 1
            verdicts.setdefault(way, Counter())[judge(passage, one, where, after)] += 1
    print_shares("found", answers, ["exact", "moved", "changed", "orphaned"])
    print_shares("truly", verdicts, ["right", "same words", "missed", "wrong"])
    at_the_end = Counter(passage.how for text in texts for passage in text.passages)
    print(f"\nat the end: {dict(at_the_end)}; {1000 * seconds / wanted.edits:.2f} ms an edit")
    assert sum(at_the_end.values()) == wanted.anchors, "a passage has been lost"


def mark(text: Text, random: Random) -> None:
    """Mark some whole words of the text."""
    plain = str(text)
    starts = [0, *(index + 1 for index, sign in enumerate(plain[:-1]) if sign == " ")]
    first = random.randrange(len(starts) - 12)
    start, end = starts[first], starts[first + random.randint(1, 12)] - 1
    anchor = make_anchor(plain, start, end)
    text.passages.append(Passage(frozenset(number for number, _ in text.letters[start:end]), anchor, anchor))


def follow(passage: Passage, before: str, after: str) -> Found:
    """Seek the passage as the discussion does: as it last was, then as it first was."""
    found = find(passage.anchor, after, previous=before)
    if found.how == "orphaned":
        found = find(passage.first, after)
    passage.how = found.how
    if found.how == "orphaned":
        assert found.start is None, "what is gone is nowhere"
    else:
        passage.anchor = moved_anchor(found, after)
        assert after[found.start : found.end].strip(), "a passage says something"
    return found


def judge(passage: Passage, found: Found, where: dict[int, int], after: str) -> str:
    """Whether the answer covers the letters that were marked, as far as they are there."""
    alive = sorted(where[number] for number in passage.letters if number in where)
    if found.start is None or found.end is None:
        return "missed" if len(alive) > len(passage.letters) / 2 else "right"
    covered = sum(found.start <= place < found.end for place in alive)
    if alive and 2 * covered >= len(alive):
        return "right"
    return "same words" if after[found.start : found.end] == passage.first.quote else "wrong"


def print_shares(title: str, figures: dict[str, Counter[str]], columns: list[str]) -> None:
    """One row for each way of editing, in per cent."""
    print(f"\n{title}".ljust(13) + "".join(f"{column:>12}" for column in columns))
    whole: Counter[str] = sum(figures.values(), Counter())
    for way, counts in [*sorted(figures.items()), ("all", whole)]:
        shares = (100 * counts[column] / counts.total() for column in columns)
        print(way.ljust(12) + "".join(f"{share:11.1f}%" for share in shares))


if __name__ == "__main__":
    main()
