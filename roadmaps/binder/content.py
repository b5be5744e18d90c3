"""What an edition of the binder holds: plain data in one language, from which every file of it is made. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from roadmaps.binder.criteria import Criterion
from roadmaps.binder.models import Exhibit, Judgement
from roadmaps.binder.pages import Page
from roadmaps.foundation.clock import day_of
from roadmaps.papers.words import Words

VERSION = 1


def content_of(
    pages: Mapping[Criterion, Page],
    words: Words,
    *,
    areas: Mapping[str, str],
    organisations: Mapping[UUID, str],
    at: datetime,
) -> dict[str, Any]:
    """The whole binder.

    :param areas: what each area is called in the language, by its address; an area of its own has no others
    :param organisations: the names of those for whom somebody judged or put in
    """
    writer = _Writer(words, areas, organisations)
    return {
        "version": VERSION,
        "language": words.language,
        "on": _day(at),
        "criteria": [writer.page(page) for page in pages.values()],
    }


class _Writer:
    """Tells it in one language."""

    def __init__(self, words: Words, areas: Mapping[str, str], organisations: Mapping[UUID, str]) -> None:
        self._words, self._areas, self._organisations = words, areas, organisations

    def page(self, page: Page) -> dict[str, Any]:
        """One criterion."""
        criterion = page.criterion
        return {
            "criterion": criterion.value,
            "number": criterion.number,
            "name": self._words.say(criterion.label),
            "asks": self._words.say(criterion.asks),
            "judgement": self._judgement(page.judgement) if page.judgement else None,
            "in_areas": [
                {"area": area.name_in(self._words.language), **self._judgement(one)} for area, one in page.in_areas
            ],
            "evidence": [
                {
                    "name": self._words.say(group.label),
                    "items": [
                        {
                            "on": one.on.isoformat() if one.on else "",
                            "says": self._words.shown(one.sentence),
                            "address": one.address,
                            "area": self._areas.get(one.area, ""),
                        }
                        for one in group.items
                    ],
                }
                for group in page.groups
            ],
            "put_in": [self._exhibit(one) for one in page.standing_exhibits],
            "missing": [
                {"says": self._words.shown(gap.sentence), "area": self._areas.get(gap.area, "")} for gap in page.gaps
            ],
        }

    def _judgement(self, one: Judgement) -> dict[str, str]:
        return {
            "judged": one.judged.value,
            "says": self._words.say(one.judged.label),
            "words": one.words,
            "on": _day(one.judged_at),
            "by": self._behind(one.judged_for_id),
        }

    def _exhibit(self, one: Exhibit) -> dict[str, str]:
        return {
            "title": one.title,
            "on": one.dated_on.isoformat(),
            "shows": one.shows,
            "link": one.link,
            "file": str(one.file_id) if one.file_id else "",
            "file_name": one.file.name if one.file else "",
            "registry_number": one.registry_number,
            "by": self._behind(one.added_for_id),
        }

    def _behind(self, organisation_id: UUID | None) -> str:
        return self._organisations.get(organisation_id, "") if organisation_id else ""


def files_in_content(content: Mapping[str, Any]) -> Sequence[UUID]:
    """The files that were put in."""
    return [UUID(one["file"]) for page in content["criteria"] for one in page["put_in"] if one["file"]]


def _day(moment: datetime) -> str:
    return day_of(moment).isoformat()
