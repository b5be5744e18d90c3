"""The pyramid as a drawing for paper: three levels with how much lies at each, and the first of it by name."""

from collections.abc import Iterator, Mapping

from roadmaps.foundation.sentences import N_, say_number
from roadmaps.papers.svg import FAINT, MUTED, PAPER, cut, drawing, tag
from roadmaps.papers.svg import words as text
from roadmaps.papers.tree import Drawing
from roadmaps.papers.words import Words
from roadmaps.pyramid.levels import Pyramid, Tier
from roadmaps.roadmap.kinds.choices import Level, word_of

WIDTH = 442.0
_FOOT, _GAP = 210.0, 14.0
_TIER = 78.0
_NAME, _COUNT, _TITLE, _LINE = 10.0, 7.5, 7.5, 10.0
_MOST_TITLES = 5
_MEANINGS: Mapping[Level, str] = {
    Level.PEAK: N_("What the county is best at and sharpens further: specialisation."),
    Level.BREADTH: N_("What brings in more actors and trades: diversification."),
    Level.BASE: N_("What lays the ground that the rest stands on."),
}


def drawing_of(pyramid: Pyramid, words: Words, *, color: str) -> Drawing:
    """The whole, the peak at the top."""
    tiers = list(enumerate(pyramid.tiers))
    inside = [part for number, tier in tiers for part in _tier(tier, number, len(tiers), words, color)]
    return drawing(inside, WIDTH, len(tiers) * _TIER)


def _tier(tier: Tier, number: int, of: int, words: Words, color: str) -> Iterator[str]:
    top, bottom, middle = number * _TIER, (number + 1) * _TIER - 3, _FOOT / 2
    upper, lower = middle * top / (of * _TIER), middle * bottom / (of * _TIER)
    # The peak is full, and the levels below it are lighter, each with a line around it.
    yield tag(
        "path",
        d=f"M{middle - upper:.2f} {top:.2f}H{middle + upper:.2f}L{middle + lower:.2f} {bottom:.2f}H{middle - lower:.2f}z",
        fill=color,
        fill_opacity=(1.0, 0.16, 0.06)[min(number, 2)],
        stroke=color,
        stroke_width=1,
    )
    center = top + (_TIER * 0.72 if number == 0 else _TIER * 0.48)
    ink = PAPER if number == 0 else color
    yield text(
        words.translate(word_of(tier.level)), middle, center, _NAME, font_weight=700, text_anchor="middle", fill=ink
    )
    count = say_number("%(num)s activity", "%(num)s activities", len(tier.activities))
    # At the peak there is no room for more than the number.
    told = str(len(tier.activities)) if number == 0 else words.translate(count)
    yield text(told, middle, center + 11, _COUNT, text_anchor="middle", fill=ink)
    yield tag("line", x1=middle + lower, y1=bottom + 1.5, x2=WIDTH, y2=bottom + 1.5, stroke=FAINT, stroke_width=0.5)
    yield from _beside(tier, top, words)


def _beside(tier: Tier, top: float, words: Words) -> Iterator[str]:
    left, room = _FOOT + _GAP, WIDTH - _FOOT - _GAP
    yield text(cut(words.say(_MEANINGS[tier.level]), room, _TITLE), left, top + 11, _TITLE, fill=MUTED)
    titles = [one.title for one in tier.activities]
    shown = titles if len(titles) <= _MOST_TITLES else titles[: _MOST_TITLES - 1]
    told = [cut(title, room, _TITLE) for title in shown]
    if rest := len(titles) - len(shown):
        told.append(words.translate(say_number("and %(num)s more", "and %(num)s more", rest)))
    for number, line in enumerate(told or [words.say(N_("Nothing lies here."))]):
        fill = {} if told else {"fill": MUTED}
        yield text(line, left, top + 23 + number * _LINE, _TITLE, **fill)
