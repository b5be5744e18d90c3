"""What is sent to each door that takes a form, as `forms.toml` declares it."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.doors.every_door import Door
from tests.factories.files import a_pdf, a_picture
from tests.factories.incoming import a_tidy_strategy
from tests.factories.neighbours import as_sent, the_data

DECLARED = Path(__file__).parent / "forms.toml"
FILES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "pdf": ("brev.pdf", a_pdf),
    "picture": ("karta.png", a_picture),
    "markdown": ("plan.md", lambda: b"# Vision\n\nMer mat.\n"),
    "calls": ("u.csv", lambda: b"Titel;Fond;St\xc3\xa4nger\nEn till;ERUF;2027-05-01\n"),
    "readings": ("m.csv", lambda: b"Indikator;Period;V\xc3\xa4rde\nF\xc3\xb6retag;2023;13\n"),
    "roadmap": ("skog.json", lambda: as_sent(the_data())),
    "template": ("mall.docx", a_tidy_strategy),
}


@cache
def declared() -> Mapping[str, Mapping[str, Any]]:
    """The file, read."""
    return tomllib.loads(DECLARED.read_text(encoding="utf-8"))


def form_of(door: Door) -> Mapping[str, Any]:
    """What is sent to the door, before the facts are put in."""
    forms = declared()
    return forms.get(door.name) or forms.get(door.endpoint) or {}


def filled(value: Any, facts: Mapping[str, Any]) -> Any:
    """The value with the facts that it names."""
    match value:
        case str() if value.startswith("file:"):
            name, make = FILES[value.removeprefix("file:")]
            return BytesIO(make()), name
        case str() if value.startswith("bytes:"):
            name, content = facts[value.removeprefix("bytes:")]
            return BytesIO(content), name
        case str() if value.startswith("{") and value.endswith("}") and value.count("{") == 1:
            return facts[value[1:-1]]
        case str():
            return _with_facts(value, facts)
        case list():
            return [filled(one, facts) for one in value]
        case dict():
            return {_with_facts(name, facts): filled(one, facts) for name, one in value.items()}
    return value


def _with_facts(text: str, facts: Mapping[str, Any]) -> str:
    for name, fact in facts.items():
        text = text.replace("{" + name + "}", str(fact))
    return text
