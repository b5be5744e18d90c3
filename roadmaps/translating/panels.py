"""What this room hangs in lower pages: in which language one reads a roadmap, and the way to translating."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template, request

from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.wordings import ASKED, language_to_read, wordings
from roadmaps.roadmap.written import SOURCE, words_in
from roadmaps.translating import policy
from roadmaps.translating.languages import KNOWN, SWEDISH
from roadmaps.translating.queries import languages_begun, languages_used, name_of
from roadmaps.translating.standing import progress_of_words
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.versions", choice, order=5)
    slots.hang("roadmap.header", notice, order=-5)
    slots.hang_map("roadmap.block_menu", in_menus, order=20)
    slots.hang("accounts.administration.cards", languages_card)


def choice(*, roadmap: Roadmap, **_context: Any) -> str:
    """The languages in which the document can be read; nothing where it is in Swedish only."""
    begun = languages_begun(reading(), roadmap)
    if not begun:
        return ""
    here = language_to_read()
    choices = [
        (one, f"{request.path}?{ASKED}={one.code}", one.code == here)
        for one in (SWEDISH, *(KNOWN[code] for code in begun))
    ]
    return render_template("translating/_choice.html", choices=choices)


def notice(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """That one reads a translation, and how far it keeps up."""
    language = language_to_read()
    if language == SOURCE:
        return ""
    return render_template(
        "translating/_notice.html",
        roadmap=roadmap,
        language=language,
        name=name_of(language),
        progress=progress_of_words(wordings().state_in(reading(), roadmap, state, language)),
        may_translate=policy.may_translate(actor(), roadmap),
    )


def in_menus(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """For those who translate, the way from a block to its translations."""
    if not policy.may_translate(actor(), roadmap):
        return {}
    part = get_template_attribute("translating/_menu.html", "menu_entry")
    languages = languages_used(reading())
    return {
        block.id: "".join(part(block.id, one) for one in languages)
        for block in state
        if words_in(ROADMAP[block.kind], block.content)
    }


def languages_card(**_context: Any) -> str:
    """The way to the languages of the site's texts."""
    return render_template("translating/_languages_card.html", languages=languages_used(reading()))
