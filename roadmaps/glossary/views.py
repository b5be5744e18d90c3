"""Reading the glossary: its list, its terms, and what has become of them."""

from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.freshness.pages import kept
from roadmaps.glossary.doors import COOKIE, address_of, page_number, term_then
from roadmaps.glossary.history import changes as changes_before
from roadmaps.glossary.history import comparison_of, steps_of
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.lookup import LONGEST_ASKED, by_letter, looked_up
from roadmaps.glossary.policy import may_write_glossary
from roadmaps.glossary.queries import glossary_history, term_called, term_or_removed, terms
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.numbers import number_asked
from roadmaps.web.permissions import open_to_all
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import reading

pages = Blueprint("glossary", __name__)
ONE_YEAR = 365 * 24 * 3600


@pages.get("/glossary")
@open_to_all
@kept
def index() -> ResponseReturnValue:
    """Every term in alphabetical order, or those that were looked up."""
    asked = request.args.get("q", "").strip()[:LONGEST_ASKED]
    every = terms(reading())
    history = glossary_history(reading())
    return render_template(
        "glossary/index.html",
        asked=asked,
        count=len(every),
        found=looked_up(every, asked) if asked else [],
        letters=by_letter(every, locale()),
        newest=history.current if history else 0,
        undoable=number_asked("undoable"),
    )


@pages.get("/glossary/<uuid:term_id>")
@open_to_all
@kept
def show(term_id: UUID) -> ResponseReturnValue:
    """The lasting address of a term: leads to its page, or to its history when it has been removed."""
    number = page_number()
    if number is not None:
        return _page(term_then(term_id, number), number)
    found = term_or_removed(reading(), term_id)
    address = url_for("glossary.history", term_id=term_id) if found.is_removed else address_of(found)
    return _page(found) if address == request.path else redirect(address)


@pages.get("/glossary/<word>")
@open_to_all
@kept
def term(word: str) -> ResponseReturnValue:
    """One term by its name; a former name leads on."""
    found = term_called(reading(), word)
    address = address_of(found)
    return _page(found) if address == url_for("glossary.term", word=word) else redirect(address, 301)


@pages.get("/glossary/<uuid:term_id>/card")
@open_to_all
def card(term_id: UUID) -> ResponseReturnValue:
    """A term in few words, for whoever meets it in a text."""
    number = page_number()
    found = term_or_removed(reading(), term_id) if number is None else term_then(term_id, number)
    return render_template("glossary/_card.html", term=found, as_of=number)


@pages.get("/glossary/<uuid:term_id>/history")
@open_to_all
@kept
def history(term_id: UUID) -> ResponseReturnValue:
    """Every version of a term."""
    steps, whole = steps_of(reading(), term_id), glossary_history(reading())
    return render_template(
        "glossary/history.html",
        term=steps[0].term,
        steps=steps,
        newest=whole.current if whole else 0,
        may_restore=may_write_glossary(actor()),
    )


@pages.get("/glossary/<uuid:term_id>/comparison")
@open_to_all
def compare(term_id: UUID) -> ResponseReturnValue:
    """What lies between two versions of a term."""
    steps = steps_of(reading(), term_id)
    numbers = [
        request.args.get(name, default, type=int)
        for name, default in (("from", steps[-1].term.number), ("to", steps[0].term.number))
    ]
    old, new = sorted(numbers)
    diff = comparison_of(steps, old, new)
    sides = [next(step for step in steps if step.term.number == number) for number in (old, new)]
    return render_template("glossary/comparison.html", term=steps[0].term, diff=diff, sides=sides, kind=Term)


@pages.get("/glossary/changes")
@open_to_all
@kept
def changes() -> ResponseReturnValue:
    """Everything that has been changed in the glossary."""
    days, older = changes_before(reading(), number_asked("before"))
    return render_template("glossary/changes.html", days=days, older=older)


@pages.post("/glossary/marks")
@open_to_all
def choose_marks() -> ResponseReturnValue:
    """Keep in this browser whether terms are marked in texts, and go back."""
    answer = make_response(redirect(safe_path(request.form.get("back", ""), url_for("glossary.index")), 303))
    chosen = "off" if request.form.get("marks") == "off" else "on"
    answer.set_cookie(COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer


def _page(found: object, number: int | None = None) -> str:
    return render_template("glossary/term.html", term=found, as_of=number)
