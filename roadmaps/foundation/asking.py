"""How a field asks for its value: the words and the widget that a form, an error and a comparison take from one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Widget = Literal[
    "text",
    "prose",
    "select",
    "radios",
    "checkbox",
    "checkboxes",
    "number",
    "year",
    "date",
    "partial_date",
    "email",
    "password",
    "reference",
    "references",
    "organisation",
    "strategy",
    "goals_elsewhere",
    "hidden",
]


@dataclass(frozen=True)
class Ask:
    """Metadata of a pydantic field, in ``Annotated[str, Ask(label=N_("Title"))]``. All texts are catalogue messages.

    `question` is one plain question, `example` an answer that would do. `unit` is shown beside the field. `choices`
    maps stored values to labels, for fields whose type does not name its own. `refers_to` names the kinds of block
    that a reference may point at.
    """

    label: str
    question: str = ""
    example: str = ""
    widget: Widget = "text"
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    refers_to: tuple[str, ...] = ()

    @property
    def takes_many(self) -> bool:
        """Whether the value is a list, in which each entry was chosen by itself."""
        return self.widget in {"checkboxes", "references", "strategy", "goals_elsewhere"}
