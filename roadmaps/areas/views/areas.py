"""The areas themselves: the page of one, and how coordinators look after them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas import queries, rules
from roadmaps.areas.doors import area_at, area_id_at, led_area_at
from roadmaps.areas.forms import AreaForm, DescriptionForm
from roadmaps.areas.models import Color
from roadmaps.areas.serving import serving
from roadmaps.areas.views.blueprint import pages
from roadmaps.foundation.clock import now, today
from roadmaps.freshness.pages import kept_for_area
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, decided_by, open_to_all, signed_in
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>")
@open_to_all
@kept_for_area(area_id_at)
def show(slug: str) -> ResponseReturnValue:
    """An area: what it is about, what state its work is in, and who serves it."""
    area = area_at(slug)
    return render_template("areas/area.html", area=area, serving=serving(reading(), area, today()))


@pages.get("/administration/areas")
@coordinators_only
def index() -> ResponseReturnValue:
    """The areas in their order, archived ones last."""
    found = reading().scalars(queries.areas_visible_to(actor())).all()
    unled = {area.id for area in reading().scalars(queries.areas_without_leader(today()))}
    running = [area for area in found if not area.is_archived]
    return render_template(
        "areas/index.html", running=running, archived=[area for area in found if area.is_archived], unled=unled
    )


@pages.route("/administration/areas/new", methods=["GET", "POST"])
@coordinators_only
def create() -> ResponseReturnValue:
    """Create an area."""

    def act(form: AreaForm) -> ResponseReturnValue:
        with change() as session:
            area = rules.create_area(session, **form.model_dump(), at=now(), actor=the_actor())
        flash(_("%(name)s is created.", name=area.name), "good")
        return redirect(url_for("areas.show", slug=area.slug))

    return fill_in(AreaForm, "areas/area_form.html", act, back="/", start={"color": Color.SLATE}, area=None)


@pages.route("/areas/<slug>/edit", methods=["GET", "POST"])
@coordinators_only
def edit(slug: str) -> ResponseReturnValue:
    """Change an area's name, colour and description."""
    area = area_at(slug)

    def act(form: AreaForm) -> ResponseReturnValue:
        with change() as session:
            mine = area_at(slug, session)
            rules.rename_area(session, mine, name=form.name, name_en=form.name_en, at=now(), actor=the_actor())
            rules.recolour_area(session, mine, color=form.color, actor=the_actor())
            rules.describe_area(session, mine, description=form.description, actor=the_actor())
        flash(_("The changes are kept."), "good")
        return redirect(url_for("areas.show", slug=mine.slug))

    start = {name: getattr(area, name) for name in AreaForm.model_fields}
    return fill_in(AreaForm, "areas/area_form.html", act, back="/", start=start, area=area)


@pages.route("/areas/<slug>/description", methods=["GET", "POST"])
@decided_by("coordinators and those who lead the area")
@signed_in
def describe(slug: str) -> ResponseReturnValue:
    """Change an area's description."""
    area = led_area_at(slug)

    def act(form: DescriptionForm) -> None:
        with change() as session:
            rules.describe_area(session, area_at(slug, session), description=form.description, actor=the_actor())
        flash(_("The description is kept."), "good")

    back = url_for("areas.show", slug=area.slug)
    return fill_in(
        DescriptionForm,
        "areas/description_form.html",
        act,
        back=back,
        start={"description": area.description},
        area=area,
    )


@pages.post("/areas/<slug>/position")
@coordinators_only
def move(slug: str) -> ResponseReturnValue:
    """Move an area one step up or down in the order."""
    with change() as session:
        rules.move_area(session, area_at(slug, session), up=request.form.get("to") == "up", actor=the_actor())
    return redirect(url_for("areas.index"))


@pages.post("/areas/<slug>/archiving")
@coordinators_only
def archive(slug: str) -> ResponseReturnValue:
    """Take an area out of the lists."""
    with change() as session:
        rules.archive_area(session, area_at(slug, session), at=now(), actor=the_actor())
    flash(_("The area is archived. Its pages can still be read."), "good")
    return redirect(url_for("areas.index"))


@pages.post("/areas/<slug>/reopening")
@coordinators_only
def reopen(slug: str) -> ResponseReturnValue:
    """Bring an archived area back."""
    with change() as session:
        rules.reopen_area(session, area_at(slug, session), at=now(), actor=the_actor())
    flash(_("The area is back."), "good")
    return redirect(url_for("areas.index"))
