"""The languages that texts can be read in, beside the one that roadmaps are written in. Which of them are used is chosen on
the site (`models.LanguageChoice`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.written import SOURCE


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47), its name as a catalogue message, and what those who speak it call it."""

    code: str
    label: str
    own_name: str


SWEDISH = Language(SOURCE, N_("Swedish"), "Svenska")
KNOWN: Mapping[str, Language] = {
    one.code: one
    for one in (
        Language("en", N_("English"), "English"),
        Language("sma", N_("South Sámi"), "Åarjelsaemien"),
        Language("se", N_("Northern Sámi"), "Davvisámegiella"),
        Language("nb", N_("Norwegian"), "Norsk bokmål"),
        Language("fi", N_("Finnish"), "Suomi"),
        Language("de", N_("German"), "Deutsch"),
    )
}
# Used until somebody has chosen otherwise.
USUAL = frozenset({"en"})
