"""Which words came in place of which between two texts, as a person would tell it."""

from collections.abc import Sequence

from roadmaps.foundation.tokens import Run, is_word, word_edits

LONGEST_ISLAND = 3
MARKS = frozenset("*_~`")


def word_changes(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Which tokens came in place of which, as a person would tell it: no mosaic of lone words, spaces and signs."""
    joined: list[Run] = []
    for run in word_edits(old, new):
        o1, o2, n1, n2 = _with_marked_word(run, old, new)
        while joined and _is_island(joined[-1], (o1, o2, n1, n2), old):
            o1, _, n1, _ = joined.pop()
        joined.append((o1, o2, n1, n2))
    return [_without_outer_space(run, old, new) for run in joined]


def _with_marked_word(run: Run, old: Sequence[str], new: Sequence[str]) -> Run:
    """A change of nothing but Markdown marks is a change of the word that they stand at."""
    o1, o2, n1, n2 = run
    if not MARKS.issuperset("".join([*old[o1:o2], *new[n1:n2]])):
        return run
    if o2 < len(old) and is_word(old[o2]) and not (o1 and is_word(old[o1 - 1])):
        return o1, o2 + 1, n1, n2 + 1
    if o1 and is_word(old[o1 - 1]):
        return o1 - 1, o2, n1 - 1, n2
    return run


def _is_island(left: Run, right: Run, old: Sequence[str]) -> bool:
    """Whether what stands unchanged between two changes is too little to be read on its own."""
    between = old[left[1] : right[0]]
    if any("\n" in token or "|" in token for token in between):
        return False
    words = [token for token in between if is_word(token)]
    text = "".join(between).strip()
    if not words or (len(words) == 1 and len(text) <= LONGEST_ISLAND):
        return True
    replaced = all(o1 < o2 and n1 < n2 for o1, o2, n1, n2 in (left, right))
    return replaced and len(words) <= min(o2 - o1 for o1, o2, _, _ in (left, right)) // 2


def _without_outer_space(run: Run, old: Sequence[str], new: Sequence[str]) -> Run:
    """A joined change without the space that both sides of it begin or end with."""
    o1, o2, n1, n2 = run
    while o1 < o2 and n1 < n2 and old[o1] == new[n1] and old[o1].isspace():
        o1, n1 = o1 + 1, n1 + 1
    while o1 < o2 and n1 < n2 and old[o2 - 1] == new[n2 - 1] and old[o2 - 1].isspace():
        o2, n2 = o2 - 1, n2 - 1
    return o1, o2, n1, n2
