"""The doors of this room."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import beginning_of, now, today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sealing import Seal
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.doors import number_in
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, freshly_proved, signed_in
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import change, reading
from roadmaps.webhooks import overview, policy, rules
from roadmaps.webhooks.addresses import checked_address
from roadmaps.webhooks.forms import ReplayForm, WebhookForm
from roadmaps.webhooks.models import Webhook, WebhookDelivery
from roadmaps.webhooks.packing import body_of
from roadmaps.webhooks.queries import (
    Queue,
    areas_for,
    attempts_of,
    find_delivery,
    find_webhook,
    locked,
    queues,
    visible_to,
)
from roadmaps.webhooks.rules.keeping import Wish
from roadmaps.webhooks.seeing import may_see_matter

pages = Blueprint("webhooks", __name__)
pages.after_request(keep_no_copy)
EXTENSION = "webhook_seal"


@pages.get("/webhooks")
@signed_in
def index() -> ResponseReturnValue:
    """Which systems are told."""
    found = reading().scalars(visible_to(the_actor())).all()
    may_use = policy.may_use(the_actor())
    return render_template(
        "webhooks/index.html",
        webhooks=found,
        may_use=may_use,
        areas_of=overview.areas_of,
        queues=queues(reading()),
        why_not=overview.why_not,
    )


@pages.route("/webhooks/new", methods=["GET", "POST"])
@signed_in
@freshly_proved
def new() -> ResponseReturnValue:
    """Tell another system from now on."""

    def act(form: WebhookForm) -> ResponseReturnValue:
        wish = _wish(form)
        with change() as session:
            made, secret = rules.set_up(session, wish, seal=_seal(), at=now(), actor=the_actor())
        overview.keep_new(made.id, secret)
        return redirect(url_for("webhooks.show", webhook_id=made.id), 303)

    return fill_in(WebhookForm, "webhooks/new.html", act, back=url_for("webhooks.index"), choices=_choices())


@pages.get("/webhooks/<uuid:webhook_id>")
@decided_by("roadmaps.webhooks.policy.may_see")
@signed_in
def show(webhook_id: UUID) -> ResponseReturnValue:
    """One receiver, with its messages."""
    webhook = find_webhook(reading(), webhook_id, the_actor())
    return render_template(
        "webhooks/show.html",
        webhook=webhook,
        page=overview.page_of(webhook, number_in(request.args.get("before")) or None, the_actor()),
        queue=queues(reading()).get(webhook.id, Queue()),
        why_not=overview.why_not(webhook),
        result=overview.result_of(webhook, request.args),
        secret=overview.new_secret(webhook),
        areas_of=overview.areas_of,
        may_change=policy.may_change(the_actor(), webhook),
        may_stop=policy.may_stop(the_actor(), webhook),
    )


@pages.route("/webhooks/<uuid:webhook_id>/edit", methods=["GET", "POST"])
@signed_in
@freshly_proved
def edit(webhook_id: UUID) -> ResponseReturnValue:
    """Send elsewhere, or tell of other things."""
    webhook = _own(webhook_id)

    def act(form: WebhookForm) -> None:
        wish = _wish(form)
        with change() as session:
            rules.change(session, find_webhook(session, webhook_id, the_actor()), wish, at=now(), actor=the_actor())
        flash(_("Changed."), "good")

    back = url_for("webhooks.show", webhook_id=webhook_id)
    start = overview.typed(webhook)
    return fill_in(
        WebhookForm, "webhooks/edit.html", act, back=back, start=start, choices=_choices(webhook), webhook=webhook
    )


@pages.post("/webhooks/<uuid:webhook_id>/trials")
@signed_in
def trial(webhook_id: UUID) -> ResponseReturnValue:
    """Send a message that tells of nothing."""
    with change() as session:
        webhook = locked(session, find_webhook(session, webhook_id, the_actor()))
        rules.send_trial(session, webhook, at=now(), actor=the_actor())
    flash(_("A trial is on its way. What came of it stands below in a moment."), "good")
    return _back(webhook_id)


@pages.post("/webhooks/<uuid:webhook_id>/pause")
@signed_in
def pause(webhook_id: UUID) -> ResponseReturnValue:
    """Send nothing for a time."""
    with change() as session:
        rules.pause(session, find_webhook(session, webhook_id, the_actor()), at=now(), actor=the_actor())
    flash(_("Paused. What happens meanwhile waits for 30 days."), "good")
    return _back(webhook_id)


@pages.post("/webhooks/<uuid:webhook_id>/resumption")
@signed_in
def resume(webhook_id: UUID) -> ResponseReturnValue:
    """Send again."""
    with change() as session:
        rules.resume(session, find_webhook(session, webhook_id, the_actor()), at=now(), actor=the_actor())
    flash(_("It is told again, beginning with what has waited."), "good")
    return _back(webhook_id)


@pages.post("/webhooks/<uuid:webhook_id>/secrets")
@signed_in
@freshly_proved
def renew_secret(webhook_id: UUID) -> ResponseReturnValue:
    """Give it another secret."""
    with change() as session:
        webhook = find_webhook(session, webhook_id, the_actor())
        secret = rules.renew_secret(session, webhook, seal=_seal(), at=now(), actor=the_actor())
    overview.keep_new(webhook_id, secret)
    return _back(webhook_id)


@pages.route("/webhooks/<uuid:webhook_id>/replay", methods=["GET", "POST"])
@signed_in
def replay(webhook_id: UUID) -> ResponseReturnValue:
    """Send everything since a day once more."""
    webhook = _own(webhook_id)

    def act(form: ReplayForm) -> ResponseReturnValue:
        since, at = beginning_of(form.since), now()
        with change() as session:
            found = locked(session, find_webhook(session, webhook_id, the_actor()))
            rules.replay_since(session, found, since=since, at=at, actor=the_actor())
        # What became of it is asked of the messages each time: the address says which they are.
        begun, asked = int(since.timestamp() * 1000), int(at.timestamp() * 1000) + 1
        return redirect(url_for("webhooks.show", webhook_id=webhook_id, since=begun, at=asked, _anchor="result"), 303)

    back = url_for("webhooks.show", webhook_id=webhook_id)
    return fill_in(ReplayForm, "webhooks/replay.html", act, back=back, start={"since": today()}, webhook=webhook)


@pages.get("/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>")
@decided_by("roadmaps.webhooks.policy.may_see")
@signed_in
def delivery(webhook_id: UUID, delivery_id: UUID) -> ResponseReturnValue:
    """One message, and what was tried."""
    webhook = find_webhook(reading(), webhook_id, the_actor())
    found = find_delivery(reading(), webhook, delivery_id)
    return render_template(
        "webhooks/delivery.html",
        webhook=webhook,
        delivery=found,
        body=_body(found) if may_see_matter(reading(), the_actor(), found) else "",
        attempts=reading().scalars(attempts_of([found.id])).all(),
        failure_of=overview.failure_of,
        may_change=policy.may_change(the_actor(), webhook),
    )


@pages.post("/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/replay")
@signed_in
def replay_one(webhook_id: UUID, delivery_id: UUID) -> ResponseReturnValue:
    """Send one message once more."""
    with change() as session:
        webhook = locked(session, find_webhook(session, webhook_id, the_actor()))
        found = find_delivery(session, webhook, delivery_id)
        rules.replay_one(session, webhook, found, at=now(), actor=the_actor())
    flash(_("It is sent again in a moment. What comes of it stands below when you load the page again."), "good")
    return redirect(url_for("webhooks.delivery", webhook_id=webhook_id, delivery_id=delivery_id), 303)


@pages.post("/webhooks/<uuid:webhook_id>/ending")
@signed_in
def end(webhook_id: UUID) -> ResponseReturnValue:
    """Tell it nothing any more."""
    with change() as session:
        rules.end(session, find_webhook(session, webhook_id, the_actor()), at=now(), actor=the_actor())
    flash(_("Ended. Nothing is sent there any more."), "good")
    return redirect(url_for("webhooks.index"), 303)


def _body(delivery: WebhookDelivery) -> str:
    """The message as it is sent."""
    return body_of(delivery, overview.area_of(delivery), str(current_app.config["BASE_URL"])).decode()


def _own(webhook_id: UUID) -> Webhook:
    """One that the reader may change, for the pages that ask how."""
    webhook = find_webhook(reading(), webhook_id, the_actor())
    if not policy.may_change(the_actor(), webhook):
        raise NotAllowed(say("Only the one who set it up can do this, until it is ended."))
    return webhook


def _wish(form: WebhookForm) -> Wish:
    """What the form asks for; the address is looked at before anything is changed."""
    is_local_allowed = current_app.extensions["settings"].are_neighbours_local
    address = checked_address(form.address, is_local_allowed=is_local_allowed)
    return Wish(form.name, address, form.happenings, form.areas, form.organisation)


def _choices(webhook: Webhook | None = None) -> dict[str, list[tuple[str, str]]]:
    """The areas and organisations that one can choose, with those that were chosen before."""
    chosen = webhook.areas if webhook else []
    areas = {one.id: one for one in [*areas_for(reading(), the_actor()), *chosen]}
    organisations = the_actor().organisations
    return {
        "areas": [(str(one.id), one.name_in(locale())) for one in areas.values()],
        "organisation": [(str(id_), name) for id_, name in organisations],
    }


def _back(webhook_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("webhooks.show", webhook_id=webhook_id), 303)


def _seal() -> Seal:
    seal: Seal = current_app.extensions[EXTENSION]
    return seal
