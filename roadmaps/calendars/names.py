"""What calendars are called: in people's own programs, and in the list of their links."""

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.sentences import Sentence, say


def name_of(about: Area | Organisation | None, language: str) -> Sentence:
    """The name of the calendar of an area or an organisation; None stands for all that its reader may see."""
    if about is None:
        return say("Roadmaps: all areas")
    return say("Roadmaps: %(name)s", name=about.name_in(language) if isinstance(about, Area) else about.name)
