"""With somebody in every column of every table: all of it is given out to them, none of it to others, and it all goes."""

from sqlalchemy.orm import Session

from roadmaps.privacy.erasing import NO_HOST, erase
from roadmaps.privacy.gathering import Part, Subject, gathered
from roadmaps.privacy.places import FROZEN, Sought, named_places
from roadmaps.privacy.register import REGISTER
from tests.privacy.everywhere import Filler, everything_in

PSEUDONYM = "Tidigare företrädare för Torsta"


def by_table(parts: list[Part]) -> dict[str, Part]:
    """The parts by their tables."""
    return {one.entry.table: one for one in parts}


def test_everything_about_somebody_is_given_out(everywhere: Session, sigbritt: Filler, bertil: Filler):
    parts = by_table(gathered(everywhere, Subject(sigbritt.person_id, sigbritt.email)))

    expected = {
        one.table for one in REGISTER.values() if one.own or one.addresses or one.hashed or one.through or one.deeds
    }
    assert set(parts) == expected
    assert all(len(part.rows) == 1 for part in parts.values() if part.rows)


def test_nothing_about_anybody_else_is_given_out(everywhere: Session, sigbritt: Filler, bertil: Filler):
    parts = gathered(everywhere, Subject(sigbritt.person_id, sigbritt.email))

    told = repr([(one.rows, one.deeds) for one in parts])
    assert "Bertil" not in told
    assert "bertil@" not in told
    assert str(bertil.person_id) not in told


def test_no_secret_is_given_out(everywhere: Session, sigbritt: Filler):
    parts = gathered(everywhere, Subject(sigbritt.person_id, sigbritt.email))

    given = {(part.entry.table, name) for part in parts for row in part.rows for name in row}
    assert not [(one.table, name) for one in REGISTER.values() for name in one.secrets if (one.table, name) in given]


def test_after_an_erasure_no_table_but_the_frozen_ones_holds_the_name_or_the_address(
    everywhere: Session, sigbritt: Filler, bertil: Filler
):
    subject = Subject(sigbritt.person_id, sigbritt.email)
    sought = Sought((sigbritt.name, sigbritt.email))
    places = [one for one in named_places(everywhere, sought, subject) if not one.is_frozen]

    erase(everywhere, subject, sought=sought, places=places, pseudonym=PSEUDONYM)

    # The erasure itself holds the address until the rule that does it empties it; the filler writes in all there is.
    left = {table for table, held in everything_in(everywhere).items() if "Sigbritt" in held or "sigbritt@" in held}
    assert left <= FROZEN | {"erasures", "named_places"}


def test_an_erasure_leaves_everybody_else_as_they_were(everywhere: Session, sigbritt: Filler, bertil: Filler):
    before = {table: held.count("Bertil") for table, held in everything_in(everywhere).items()}
    subject = Subject(sigbritt.person_id, sigbritt.email)
    sought = Sought((sigbritt.name, sigbritt.email))
    places = [one for one in named_places(everywhere, sought, subject) if not one.is_frozen]

    erase(everywhere, subject, sought=sought, places=places, pseudonym=PSEUDONYM)

    assert {table: held.count("Bertil") for table, held in everything_in(everywhere).items()} == before


def test_what_the_history_needs_still_leads_to_the_same_person(everywhere: Session, sigbritt: Filler, bertil: Filler):
    subject = Subject(sigbritt.person_id, sigbritt.email)

    erase(everywhere, subject, sought=Sought((sigbritt.name, sigbritt.email)), places=[], pseudonym=PSEUDONYM)

    held = everything_in(everywhere)
    assert f"{sigbritt.person_id.hex}@{NO_HOST}" in held["persons"]
    assert PSEUDONYM in held["persons"]
    for table in ("revisions", "comments", "threads", "snapshots", "moderation_entries", "journal_lines"):
        assert str(sigbritt.person_id) in held[table], table


def test_an_address_without_an_account_is_forgotten_wherever_it_stands(everywhere: Session, sigbritt: Filler):
    subject = Subject.at(sigbritt.email)

    parts = by_table(gathered(everywhere, subject))
    erase(everywhere, subject, sought=Sought((subject.email,)), places=[], pseudonym=PSEUDONYM)

    assert {"consultees", "pulse_asked", "meeting_participants", "findings", "invitations"} <= set(parts)
    assert not by_table(gathered(everywhere, subject)).keys() - {"persons", "erasures", "named_places"}
