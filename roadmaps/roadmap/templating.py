"""What the templates of a roadmap may ask: values in words, and what the policy says."""

from collections.abc import Iterable

from flask import Flask

from roadmaps.revisions.kinds import Content, Kind
from roadmaps.roadmap import policy
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.roadmap.responsibilities import part_in_words
from roadmaps.roadmap.values import Names, Shown, shown
from roadmaps.web.language import translate


def in_words(values: Iterable[Shown]) -> list[str]:
    """Each part of a value in the language of the page."""
    return [value if isinstance(value, str) else translate(value) for value in values]


def field_in_words(kind: type[Kind], name: str, content: Content, names: Names) -> str:
    """A field's whole value in one line."""
    return ", ".join(in_words(shown(kind, name, content, names)))


def register(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.filters.update(in_words=in_words, in_word=lambda value: in_words([value])[0])
    app.jinja_env.globals.update(
        field_in_words=field_in_words,
        word_of=word_of,
        part_in_words=part_in_words,
        may_edit_block=policy.may_edit,
        may_comment_on=policy.may_comment,
        may_lead_roadmap=policy.may_moderate,
    )
