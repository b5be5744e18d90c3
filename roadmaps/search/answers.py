"""What the page of a search shows."""

from dataclasses import replace
from typing import Any, cast

from flask import get_template_attribute, url_for
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.search.filters import BY_DATE, KINDS, PAGE, Asked
from roadmaps.search.hits import hits_of
from roadmaps.search.models import Sort
from roadmaps.search.offered import Offered, drawn_lately
from roadmaps.search.queries import Answer, count, find
from roadmaps.search.wanted import Wanted
from roadmaps.web.language import locale, translate


def answer_of(session: Session, asked: Asked, actor: Actor | None) -> dict[str, Any]:
    """All that the page needs."""
    answer = find(session, asked, actor)
    return {
        "asked": asked,
        "answer": answer,
        "hits": hits_of(session, answer.documents, asked.wanted),
        "sorts": _sorts(asked, answer),
        "orders": _orders(asked),
        "choices": _choices(session, asked, actor),
        "previous": _address(asked, page=answer.page - 1) if answer.page > 1 else None,
        "next": _address(asked, page=answer.page + 1) if answer.page < answer.pages else None,
        "first": (answer.page - 1) * PAGE + 1,
        "last": min(answer.page * PAGE, answer.total),
        "elsewhere": _elsewhere(session, asked, answer, actor),
    }


def _choices(session: Session, asked: Asked, actor: Actor | None) -> str:
    """The choices to narrow it to, drawn once for all who are offered the same and have chosen none of them yet."""
    is_open = asked.chosen or asked.wrong_days
    known_as = None if is_open else (locale(), asked.order, asked.sort)
    return drawn_lately(session, actor, known_as, lambda offered: _drawn(asked, offered))


def _drawn(asked: Asked, offered: Offered) -> str:
    kinds = sorted(((name, translate(plural)) for name, plural in KINDS.items()), key=lambda kind: kind[1])
    areas = [(slug, names[locale()]) for slug, names in offered.areas]
    macro = get_template_attribute("search/_choices.html", "choices")
    return cast(str, macro(asked, areas, kinds, offered.organisations))


def _sorts(asked: Asked, answer: Answer) -> list[tuple[str, int, str, bool]]:
    """Each sort with how much of it there is, its address, and whether it is shown; everything first."""
    everything = ("", answer.found_in_all, _address(replace(asked, sort=None)), asked.sort is None)
    shown = [sort for sort in Sort if sort in answer.by_sort or sort is asked.sort]
    rows = [
        (sort.label, answer.by_sort.get(sort, 0), _address(replace(asked, sort=sort)), sort is asked.sort)
        for sort in shown
    ]
    return [everything, *rows] if len(rows) > 1 or asked.sort else []


def _orders(asked: Asked) -> list[tuple[str, bool]]:
    """The addresses of the two orders, by relevance and by date, and which of them it is."""
    return [(_address(replace(asked, order=order)), asked.order == order) for order in ("", BY_DATE)]


def _elsewhere(session: Session, asked: Asked, answer: Answer, actor: Actor | None) -> dict[str, Any]:
    """What else there is to try when nothing was found: everything, another sort, or each word by itself."""
    if answer.total or asked.wanted.is_empty:
        return {}
    parts = asked.wanted.parts if len(asked.wanted.parts) > 1 else []
    by_itself = [(_typed(part), count(session, part, actor)) for part in parts]
    everywhere = count(session, asked.wanted, actor)
    return {
        "everywhere": (everywhere, _address(asked.without_choices())) if everywhere else None,
        "by_itself": [(words, number, url_for("search.show", q=words)) for words, number in by_itself if number],
    }


def _typed(part: Wanted) -> str:
    """One part of a question as it would be typed."""
    if part.phrases:
        return f'"{" ".join(part.phrases[0])}"'
    word = part.words[0]
    return word.text if word.in_any_form else f"{word.text}*"


def _address(asked: Asked, *, page: int = 1) -> str:
    values: dict[str, Any] = {**asked.address, "page": page if page > 1 else None}
    return url_for("search.show", **values)
