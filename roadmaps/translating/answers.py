"""What the doors of this room answer with: which language and which blocks an address asks for, and the page of one block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import organisation_names
from roadmaps.foundation.errors import NotFound, Refusal
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.wordings import ASKED
from roadmaps.translating import policy
from roadmaps.translating.forms import Typed
from roadmaps.translating.gathering import part_in
from roadmaps.translating.languages import Language
from roadmaps.translating.queries import language_called, languages_used, translations_of_block
from roadmaps.translating.rules import TextConflict
from roadmaps.translating.standing import Part, Standing, usable_again
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import reading

ON_A_PAGE = 20
ALL = "all"


@dataclass(frozen=True)
class AskedPage:
    """Which blocks the address asks for: those with a text that stands so (None: all), and the page of them."""

    standing: Standing | None
    page: int
    found: Sequence[Part]

    @classmethod
    def of(cls, asked: Mapping[str, str], parts: Sequence[Part], *, usual: Standing | None) -> "AskedPage":
        """What an address asks for; `usual` holds where it does not say and there is such a block."""
        wanted = asked.get("show", "")
        standing = Standing(wanted) if wanted in set(Standing) else None
        if not wanted and usual and any(part.has(usual) for part in parts):
            standing = usual
        found = [part for part in parts if standing is None or part.has(standing)]
        number = asked.get("page", "1")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
        return cls(standing, min(max(page, 1), max(-(-len(found) // ON_A_PAGE), 1)), found)

    @property
    def show(self) -> str:
        """As addresses name it."""
        return self.standing.value if self.standing else ALL

    @property
    def shown(self) -> Sequence[Part]:
        """The blocks of the page."""
        return self.found[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]

    @property
    def first(self) -> int:
        """The place of the first of them."""
        return (self.page - 1) * ON_A_PAGE + 1

    @property
    def is_last(self) -> bool:
        """Whether no page follows."""
        return self.page * ON_A_PAGE >= len(self.found)


def language_asked() -> Language | None:
    """The language that the address names, or else that of the page, or else the first in use; None without any."""
    used = languages_used(reading())
    asked = language_called(reading(), request.args.get(ASKED) or locale())
    return asked or next(iter(used), None)


def block_page(
    roadmap: Roadmap,
    block_id: UUID,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
    conflicts: Mapping[str, TextConflict] | None = None,
) -> str:
    """The page of one block, filled with what was sent where that could not be kept."""
    language = language_asked()
    if language is None:
        raise NotFound
    part = part_in(reading(), block_id, language.code)
    versions = translations_of_block(reading(), block_id, language.code)
    return render_template(
        "translating/show.html",
        area=roadmap.area,
        roadmap=roadmap,
        language=language,
        languages=languages_used(reading()),
        part=part,
        typed=typed,
        refusal=refusal,
        conflicts=conflicts or {},
        versions=versions,
        usable=usable_again(part, versions),
        organisations=organisation_names(reading()),
        saved=request.args.get("saved", ""),
        back=_back(),
        may_translate=policy.may_translate(actor(), roadmap),
    )


def sent_to(roadmap: Roadmap, block_id: UUID, language: str, *, has_kept: bool) -> ResponseReturnValue:
    """Where one goes after saving: the block alone, where only that part of a page changes, or back to the list."""
    asked: dict[str, Any] = {ASKED: language}
    if "Turbo-Frame" in request.headers:
        asked |= {"saved": "yes" if has_kept else "same", "back": _back() or None}
        return redirect(url_for("translating.show", block_id=block_id, **asked), 303)
    flash(_("Saved.") if has_kept else _("Nothing was changed, so nothing new was saved."), "good")
    index = url_for("translating.index", slug=roadmap.area.slug, **asked)
    return redirect(safe_path(_back(), index), 303)


def _back() -> str:
    return safe_path(request.values.get("back", ""), "")
