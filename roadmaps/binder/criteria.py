"""The seven criteria by which it is judged whether smart specialisation is well governed, and how far one is fulfilled.

They are those of the enabling condition for the European Regional Development Fund 2021–2027: Regulation (EU) 2021/1060,
Annex IV, policy objective 1. What is asked here is told in other and plainer words; the regulation alone is law.
"""

from enum import StrEnum

from roadmaps.foundation.sentences import N_

REGULATION = "https://eur-lex.europa.eu/eli/reg/2021/1060/oj"


class Criterion(StrEnum):
    """One of the seven, in the order of the regulation."""

    ANALYSIS = "analysis"
    INSTITUTION = "institution"
    MONITORING = "monitoring"
    COOPERATION = "cooperation"
    RESEARCH = "research"
    TRANSITION = "transition"
    ABROAD = "abroad"

    @property
    def number(self) -> int:
        """Its place among them, from 1."""
        return list(Criterion).index(self) + 1

    @property
    def label(self) -> str:
        """What it is called, as a catalogue message."""
        return {
            Criterion.ANALYSIS: N_("An analysis of what stands in the way"),
            Criterion.INSTITUTION: N_("Somebody who is responsible"),
            Criterion.MONITORING: N_("Tools for following up and evaluating"),
            Criterion.COOPERATION: N_("Cooperation that discovers together"),
            Criterion.RESEARCH: N_("Better conditions for research and innovation"),
            Criterion.TRANSITION: N_("Support for industrial transition"),
            Criterion.ABROAD: N_("Cooperation outside the country"),
        }[self]

    @property
    def asks(self) -> str:
        """What is asked, in plain words, as a catalogue message."""
        return {
            Criterion.ANALYSIS: N_(
                "Is there a fresh picture of what keeps new knowledge and digital tools from being spread and used?"
            ),
            Criterion.INSTITUTION: N_("Is there an institution with the task and the means to lead the strategy?"),
            Criterion.MONITORING: N_("Can one see whether the strategy comes nearer to its goals, and learn from it?"),
            Criterion.COOPERATION: N_(
                "Do companies, academia, the public sector and civil society find out and choose together what to go for?"
            ),
            Criterion.RESEARCH: N_(
                "Is something done, where it is needed, to make the research and innovation system better?"
            ),
            Criterion.TRANSITION: N_("Is something done, where it is needed, to help industry to change?"),
            Criterion.ABROAD: N_(
                "Is something done to work with partners in other countries in the prioritised areas?"
            ),
        }[self]


class Judged(StrEnum):
    """How far a criterion is fulfilled. A person says so, with reasons; nothing here reckons it."""

    FULFILLED = "fulfilled"
    PARTLY = "partly"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Judged.FULFILLED: N_("Fulfilled"),
            Judged.PARTLY: N_("Partly fulfilled"),
            Judged.NOT_YET: N_("Not fulfilled yet"),
        }[self]
