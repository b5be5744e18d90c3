"""By which words headings and columns are known, in Swedish and English: what people write above their texts.

These are words of other people's files, not of this site, so they stand here and not in the catalogues.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

OUT, JOIN = "out", "join"

# What stands alone, or at the end of a longer word: "kompetensbehov", "huvudmål".
_NAMES: Mapping[str, tuple[str, ...]] = {
    "goal_conflict": ("målkonflikt", "målkonflikter", "intressekonflikt", "intressekonflikter", "goal conflict", "goal conflicts", "conflicts of interest", "trade-offs"),
    "indicator": ("indikator", "indikatorer", "nyckeltal", "kpi", "kpi:er", "mätetal", "indicator", "indicators", "key figures", "kpis"),
    "milestone": ("milstolpe", "milstolpar", "delsteg", "hållpunkter", "milestone", "milestones"),
    "activity": ("aktivitet", "aktiviteter", "insats", "insatser", "åtgärd", "åtgärder", "handlingsplan", "genomförandeplan", "aktivitetsplan", "activity", "activities", "measures", "actions", "action plan"),
    "sub_area": ("delområde", "delområden", "fokusområde", "fokusområden", "insatsområde", "insatsområden", "sub-area", "sub-areas", "focus area", "focus areas"),
    "vision": ("vision", "visionen", "målbild", "målbilden", "framtidsbild", "önskat läge", "vision statement"),
    "goal": ("mål", "målen", "delmål", "delmålen", "långsiktiga mål", "övergripande mål", "strategiska mål", "effektmål", "målsättning", "målsättningar", "goal", "goals", "objective", "objectives", "sub-goal", "sub-goals"),
    "need": ("behov", "utmaning", "utmaningar", "utmaningarna", "behov och utmaningar", "utmaningar och behov", "hinder", "need", "needs", "challenge", "challenges", "needs and challenges"),
    "background": ("bakgrund", "inledning", "introduktion", "nuläge", "nulägesanalys", "nulägesbeskrivning", "sammanfattning", "förord", "syfte", "metod", "omvärldsanalys", "styrkor", "organisation", "styrning", "uppföljning", "referenser", "källor", "bilaga", "bilagor", "background", "introduction", "summary", "present state", "context", "governance", "references", "appendix"),
}  # fmt: skip
# Lists of contents say once more what stands elsewhere in the file.
_SAID_ELSEWHERE = ("innehåll", "innehållsförteckning", "contents", "table of contents")
_SMALL = {"och", "i", "för", "på", "av", "med", "till", "and", "of", "the", "in", "for", "our", "våra", "vår", "länets", "samt", "ett", "en", "de", "den", "a"}  # fmt: skip
_NUMBER = re.compile(
    r"^(?:(?:kapitel|del|chapter|part)\s+)?(\d{1,3}(?:\.\d{1,3})*\\?[.)]?|[A-Z]\.|[IVX]{1,4}\.)[ \t]+(?=\S)"
)
_LABELLED = re.compile(
    r"^(?P<name>[a-zåäöéü -]{3,24}?)\s*(?:(?P<number>\d{1,3}(?:[.:]\d{1,3})*[a-z]?)(?:\s*[:.–—-]+\s*|\s+|$)|[a-z]\s*[:.–—-]+\s*|[a-z]$)(?P<rest>\S.*)?$",
    re.IGNORECASE,
)
_COLONED = re.compile(r"^(?P<name>[a-zåäöéü -]{3,24}?)\s*[:–—]\s+(?P<rest>\S.*)$", re.IGNORECASE)
_WORD = re.compile(r"[\w:-]+")
_OF_NAME = {word: kind for kind, words in _NAMES.items() for word in words}
_ONE_PART = {"delområde", "fokusområde", "insatsområde", "sub-area"}


class Meant(NamedTuple):
    """What a heading tells: the kind, and whether it names one such thing, those below it, or nothing but the kind."""

    kind: str
    names_one: bool
    is_bare: bool


def without_number(heading: str) -> tuple[str, str]:
    """The number that was typed before a heading, and the rest of it."""
    number = _NUMBER.match(heading)
    return (heading[: number.end()].strip(), heading[number.end() :]) if number else ("", heading)


def meant_by(title: str) -> Meant | None:
    """What a heading without its number tells of the kind; None when nothing."""
    said = " ".join(title.casefold().split()).strip(" :.–-")
    if said in _SAID_ELSEWHERE:
        return Meant(OUT, names_one=False, is_bare=False)
    if said in _OF_NAME:
        return Meant(_OF_NAME[said], names_one=False, is_bare=True)
    for pattern in (_LABELLED, _COLONED):
        if (label := pattern.match(said)) and (kind := _OF_NAME.get(label["name"].strip())):
            return Meant(kind, names_one=True, is_bare=False)
    first, _, rest = said.partition(" ")
    if first in _ONE_PART and rest:
        return Meant("sub_area", names_one=True, is_bare=False)
    words = [word for word in _WORD.findall(said) if not word[0].isdigit()]
    kinds = {kind for word in words if (kind := _kind_of_word(word))}
    if not kinds or len(words) > 8:
        return None
    kind = next(kind for kind in _NAMES if kind in kinds)
    is_bare = all(word in _SMALL or _kind_of_word(word) for word in words) and len(kinds) == 1
    return Meant(kind, names_one=False, is_bare=is_bare)


def without_label(title: str, kind: str) -> tuple[str, str]:
    """“Aktivitet: Prova på-veckor” says the kind and then the name; with a number before the colon the label stays."""
    label, colon, rest = title.partition(":")
    if colon and rest.strip() and _OF_NAME.get(label.casefold().strip()) == kind:
        return f"{label}:", rest.strip()
    return "", title


def _kind_of_word(word: str) -> str | None:
    return _OF_NAME.get(word) or next(
        (
            kind
            for name, kind in _OF_NAME.items()
            if len(name) > 4 and len(word) > len(name) + 2 and word.endswith(name) and kind != "background"
        ),
        None,
    )
