"""Whatever a template puts into the brackets of a translation comes out as text."""

import re

import pytest
from jinja2 import Environment, select_autoescape

from roadmaps import paths
from roadmaps.foundation.template_words import say_as_text

HARMFUL = '<img src=x onerror="alert(1)"> 100 % %d %(x)s {{7*7}}'


@pytest.fixture
def environment() -> Environment:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=select_autoescape(["html"], default=True))
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    say_as_text(environment, lambda one: one, lambda one, many, number: one if number == 1 else many)
    return environment


@pytest.mark.parametrize(
    "template",
    ["{{ _(words) }}", "{{ _('%(x)s', x=words) }}", "{{ ngettext('%(x)s', '%(num)s %(x)s', 1, x=words) }}"],
)
def test_somebodys_words_are_text(environment: Environment, template: str) -> None:
    told = environment.from_string(template).render(words=HARMFUL)

    assert told == HARMFUL.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


def test_what_is_markup_already_stays_so(environment: Environment) -> None:
    link = environment.from_string("{{ _('See %(link)s & more, 100 %%.', link='<a>x</a>'|safe) }}").render()

    assert link == "See <a>x</a> &amp; more, 100 %."


def test_no_message_of_ours_holds_markup() -> None:
    for catalogue in paths.TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        found = re.findall(r'^"?.*(?:<[a-z/!]|&[a-z#]).*$', catalogue.read_text(encoding="utf-8"), re.MULTILINE)
        assert not [line for line in found if not line.startswith("#")]
