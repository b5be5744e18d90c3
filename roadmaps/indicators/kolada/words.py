"""What is written beside a figure from Kolada: where it comes from, and why it corrects another. In Swedish, as the
roadmaps are, whoever asks and in whichever language.
"""

from flask_babel import force_locale

from roadmaps.foundation.clock import today
from roadmaps.foundation.sentences import say
from roadmaps.indicators.kolada.rules import Words
from roadmaps.revisions.states import BlockState
from roadmaps.web.language import LANGUAGES, day, translate


def words_for(indicator: BlockState) -> Words:
    """For the figures of this indicator that are fetched today."""
    with force_locale(LANGUAGES[0]):
        return Words(
            source=translate(
                say("Kolada, %(number)s, fetched %(day)s", number=indicator.content["kolada_id"], day=day(today()))
            ),
            reason=translate(say("Kolada has changed the figure.")),
        )
