"""The frozen version of a consultation, ready to be read, with the places that people speak about."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from roadmaps.consultation.models import Consultation
from roadmaps.consultation.places import Places, places_of
from roadmaps.snapshots.editions import Edition, edition_of
from roadmaps.snapshots.models import Snapshot


@dataclass(frozen=True)
class Frozen:
    """What is asked about."""

    snapshot: Snapshot
    edition: Edition
    places: Places


def frozen_text(session: Session, consultation: Consultation) -> Frozen:
    """The version that the consultation is about."""
    snapshot = session.get_one(Snapshot, consultation.snapshot_id)
    address = f"/areas/{consultation.roadmap.area.slug}/snapshots/{snapshot.number}"
    edition = edition_of(snapshot, address=address)
    return Frozen(snapshot, edition, places_of(consultation, edition.document))
