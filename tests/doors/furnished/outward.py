"""What goes out: a system that is told what happens, and the terms of open data."""

from roadmaps.foundation.clock import now
from roadmaps.webhooks import rules as webhooks
from tests.doors.furnished.corner import Corner
from tests.factories.open_data import terms
from tests.factories.webhooks import a_webhook


def furnish(corner: Corner) -> None:
    """A system of whoever takes part, with a trial that waits; and a licence, under which what is adopted is given."""
    session, actor = corner.session, corner.actor
    organisation_id = actor.organisations[0][0]
    webhook, _ = a_webhook(session, actor, corner.area.id, organisation_id=organisation_id, at=now())
    trial = webhooks.send_trial(session, webhook, at=now(), actor=actor)
    session.flush()
    corner.facts |= {"webhook_id": webhook.id, "delivery_id": trial.id}
    terms(session, corner.coordinator)
    corner.at("open_data.catalogue", sort="rdf")
    corner.at(
        "open_data.table",
        "open_data.table_columns",
        "open_data.version_table",
        "open_data.version_columns",
        name="goals",
    )
