"""One's own second step: how it stands, new recovery codes, and turning it off."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from roadmaps.accounts.cookie import open_browser
from roadmaps.accounts.models import Person
from roadmaps.accounts.second_ways import ways_of
from roadmaps.foundation.clock import now, today
from roadmaps.second_steps import queries, rules
from roadmaps.second_steps.forms import CodeForm
from roadmaps.second_steps.numbers import as_recovery_code, on_paper
from roadmaps.second_steps.rules.codes import unused_among
from roadmaps.second_steps.views.blueprint import my_sign_in, pages
from roadmaps.second_steps.views.setting_up import codes_shown
from roadmaps.second_steps.views.showing import code_shown
from roadmaps.second_steps.ways import APP
from roadmaps.web.downloads import as_download
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.work import change, reading


@pages.get("/me/second-step")
@signed_in
def mine() -> ResponseReturnValue:
    """How one's own second step stands."""
    person = reading().get_one(Person, the_actor().person_id)
    return render_template(
        "second_steps/mine.html",
        app=queries.app_in_use(reading(), person.id),
        codes_left=queries.codes_left(reading(), person.id),
        has_other=_has_other_way(),
        is_asked=queries.is_asked(reading(), person, today()),
    )


@pages.post("/me/second-step/codes")
@signed_in
@freshly_proved
def new_codes() -> ResponseReturnValue:
    """Make new recovery codes, and show them once."""
    if not ways_of(reading(), the_actor().person_id):
        return redirect(url_for("second_steps.mine"), 303)
    here = my_sign_in()
    with change() as session:
        codes = rules.renew_codes(session, here, at=now())
    return codes_shown(codes, url_for("second_steps.mine"))


@pages.post("/me/second-step/codes/file")
@signed_in
def codes_file() -> ResponseReturnValue:
    """The codes that the page has just shown, as a file: only codes of one's own that still work."""
    shown = [code for typed in request.form.getlist("code")[:20] if (code := as_recovery_code(typed))]
    mine = unused_among(reading(), the_actor().person_id, shown)
    answer: Response = as_download(_paper(mine).encode(), "fardplan-codes.txt", "text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.route("/me/second-step/removal", methods=["GET", "POST"])
@signed_in
@freshly_proved
def turn_off() -> ResponseReturnValue:
    """Turn the app off, which takes a code of it or one from the paper."""

    def act(form: CodeForm) -> AnyResponse:
        mine, has_other = my_sign_in(), _has_other_way()
        open_browser(code_shown(mine, form.code))
        with change() as session:
            rules.give_up_app(session, mine, has_other_way=has_other, on=today(), at=now())
        flash(_("The codes of the app are no longer asked for."), "good")
        return redirect(url_for("second_steps.mine"), 303)

    return fill_in(CodeForm, "second_steps/turn_off.html", act, back="")


def _has_other_way() -> bool:
    return any(way is not APP for way in ways_of(reading(), the_actor().person_id))


def _paper(codes: list[str]) -> str:
    lines = [
        _("Recovery codes for Färdplan"),
        _("Each lets you in once when you do not have your phone. Keep them where nobody else looks."),
        "",
        *map(on_paper, codes),
    ]
    return "\r\n".join(lines) + "\r\n"
