"""What the templates of a roadmap may ask: values in words, and what the policy says."""

from collections.abc import Iterable
from uuid import UUID

from flask import Flask, url_for
from markupsafe import Markup, escape

from roadmaps.revisions.kinds import Content, Kind
from roadmaps.roadmap import policy
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.roadmap.responsibilities import part_in_words
from roadmaps.roadmap.values import LinkedName, Names, Shown, shown
from roadmaps.roadmap.written import Written, as_written, language_of
from roadmaps.web.language import locale, translate

_SOME_BLOCK = UUID(int=0)


def in_words(values: Iterable[Shown]) -> list[str]:
    """Each part of a value in the language of the page."""
    return [value if isinstance(value, str) else translate(value) for value in values]


def field_in_words(kind: type[Kind], name: str, content: Content, names: Names) -> str:
    """A field's whole value in one line."""
    return ", ".join(in_words(shown(kind, name, content, names)))


def spoken(text: str) -> str:
    """Words on a page; somebody's own say in which language they are, where that is not the language of the page."""
    if not isinstance(text, Written | LinkedName) or text.language == locale():
        return text
    return Markup('<span lang="{}">{}</span>').format(text.language, escape(text))


def start_of_block_addresses() -> str:
    """What the address of every block begins with; its identity follows. To put each together costs much on a long page."""
    return url_for("roadmap.block", block_id=_SOME_BLOCK).removesuffix(str(_SOME_BLOCK))


def register(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.filters.update(in_words=in_words, in_word=lambda value: in_words([value])[0])
    app.jinja_env.filters.update(spoken=spoken, own_words=lambda text: spoken(as_written(text)), language=language_of)
    app.jinja_env.globals.update(
        field_in_words=field_in_words,
        start_of_block_addresses=start_of_block_addresses,
        word_of=word_of,
        part_in_words=part_in_words,
        may_edit_block=policy.may_edit,
        may_comment_on=policy.may_comment,
        may_lead_roadmap=policy.may_moderate,
        may_read_roadmap=policy.may_read,
    )
