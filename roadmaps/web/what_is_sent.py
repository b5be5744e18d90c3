"""Forms as they come in: every text is made fit to be kept before any room reads it, through a model or by itself."""

from typing import IO, Any

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

from roadmaps.foundation.prose import tidy

# Taken as they are; a zero, which no database takes, is in no password either.
PASSWORDS = frozenset({"password", "old_password"})


class TidyForms(FormDataParser):
    """Reads forms as the library does, and tidies what was typed."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """The rest of what was sent, the texts by their names, and the files."""
        rest, typed, files = super().parse(stream, mimetype, content_length, options)
        texts: Any = self.cls((name, _tidied(name, text)) for name, text in typed.items(multi=True))
        return rest, texts, files


class SiteRequest(Request):
    """A request to the site."""

    form_data_parser_class = TidyForms


def _tidied(name: str, text: str) -> str:
    return text.replace("\x00", "") if name in PASSWORDS else tidy(text)
