"""The forms of this room."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.neighbours.addresses import LONGEST
from roadmaps.neighbours.languages import SPOKEN
from roadmaps.neighbours.models import Shared, TieSort

_PAGES: Mapping[str, str] = {"sv": N_("Swedish"), "en": N_("English")}


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class ShareForm(_Form):
    """A link by which somebody without an account reads the roadmap."""

    recipient: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("For whom"),
            question=N_("Who is to read it? It stands at the top of the page that the link shows."),
            example=N_("Region Västernorrland, the group for smart specialisation"),
        ),
    ]
    shows: Annotated[Shared, Ask(label=N_("What it shows"), widget="radios")] = Shared.ADOPTED
    language: Annotated[
        str,
        Field(pattern="^(sv|en)$"),
        Ask(
            label=N_("Language"),
            question=N_(
                "In which language is the page shown? Texts that are translated are shown in it, others in Swedish."
            ),
            widget="radios",
            choices=_PAGES,
        ),
    ] = "sv"
    until_on: Annotated[
        date,
        Ask(
            label=N_("Last day"),
            question=N_("Until when is it to work? Two years at most. You can end it at any time."),
            widget="date",
        ),
    ]


class _Hashed(_Form):
    sha256: Annotated[
        str,
        Field(max_length=200),
        Ask(
            label=N_("Hash (SHA-256)"),
            question=N_(
                "If the neighbour has told you the hash of the version, write it here. What comes is kept only if it fits."
            ),
        ),
    ] = ""


class MirrorForm(_Hashed):
    """A roadmap of a neighbour, by its address or as a file."""

    region: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Neighbour"),
            question=N_("Whose roadmap is it?"),
            example=N_("Region Västernorrland"),
        ),
    ]
    language: Annotated[
        str,
        Field(pattern=f"^({'|'.join(SPOKEN)})$"),
        Ask(label=N_("Language"), question=N_("In which language is it written?"), widget="select", choices=SPOKEN),
    ] = "sv"
    address: Annotated[
        str,
        Field(max_length=LONGEST),
        Ask(
            label=N_("Address"),
            question=N_(
                "Paste the address of the area, of a version, or of the link that the neighbour has sent. Newer versions are then looked for once a day."
            ),
            example="https://fardplan.example.org/areas/skog-och-tra",
        ),
    ] = ""


class VersionForm(_Hashed):
    """A newer version, as a file."""


class TieForm(_Form):
    """An activity here and one of a neighbour, and what they have to do with each other."""

    block: Annotated[UUID, Ask(label=N_("Our activity"), widget="select")]
    theirs: Annotated[
        str,
        Field(pattern=r"^[0-9a-f-]{36}:[0-9a-f-]{36}$"),
        Ask(label=N_("The neighbour's activity"), widget="select"),
    ]
    sort: Annotated[
        TieSort,
        BeforeValidator(lambda value: value or TieSort.SIMILAR),
        Ask(label=N_("What they have to do with each other"), widget="radios"),
    ] = TieSort.SIMILAR
    note: Annotated[
        str,
        Field(max_length=1_000),
        Ask(
            label=N_("In what way"),
            question=N_("A few words that help whoever reads it."),
            example=N_("We hold the course together in the autumn of 2027."),
        ),
    ] = ""

    @property
    def mirror_id(self) -> UUID:
        """Whose activity is meant."""
        return UUID(self.theirs.partition(":")[0])

    @property
    def theirs_id(self) -> UUID:
        """Which of them."""
        return UUID(self.theirs.partition(":")[2])
