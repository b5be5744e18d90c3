"""What is asked of whoever sets the site up."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.accounts.email_addresses import EmailAddress
from roadmaps.accounts.forms import Language, Name, NewSecret
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

LONGEST_TYPED = 60


class SetupForm(BaseModel):
    """The code, and who becomes the first coordinator."""

    model_config = ConfigDict(frozen=True)

    code: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TYPED),
        Ask(label=N_("Code"), question=N_("It was printed where the site was started, such as 7H2K-90QZ-M4TR-X8WE.")),
    ]
    name: Annotated[Name, Ask(label=N_("Your name"), question=N_("It is shown to others beside what you write."))]
    email: Annotated[EmailAddress, Ask(label=N_("E-mail address"), widget="email")]
    language: Language
    password: NewSecret
