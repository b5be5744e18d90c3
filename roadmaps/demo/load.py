"""Loading the demo into an empty site."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.demo.answers import ask_organisations
from roadmaps.demo.binder import fill_binder
from roadmaps.demo.calls import make_calls
from roadmaps.demo.consultation import hold_consultation
from roadmaps.demo.conversations import hold_conversations
from roadmaps.demo.discovery import decide_on_candidates, make_candidates
from roadmaps.demo.follow_up import report_on_last_year
from roadmaps.demo.frozen import freeze_versions
from roadmaps.demo.meetings import hold_meetings, tell_what_came
from roadmaps.demo.neighbours import meet_neighbours
from roadmaps.demo.open_data import give_data_to_all
from roadmaps.demo.pictures import show_a_picture
from roadmaps.demo.pulse import take_pulses
from roadmaps.demo.readings import make_readings
from roadmaps.demo.roadmaps import SLUGS, begin_areas, write_roadmap
from roadmaps.demo.six_steps import tell_of_steps
from roadmaps.demo.strategy import tell_strategy
from roadmaps.demo.suggestions import make_suggestions
from roadmaps.demo.translating import translate_roadmaps
from roadmaps.demo.weighing import recommend, weigh_candidates
from roadmaps.demo.world import DEMO_PASSWORD, content, give_roles, populate
from roadmaps.demo.year_wheel import write_in_wheel
from roadmaps.files.stores import Store
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.foundation.unit_of_work import UnitsOfWork

SHOWN_SIGN_INS = ("coordinator", "leader_forest", "torsta", "coompanion")


def is_empty(session: Session) -> bool:
    """Whether nobody uses the site yet."""
    return session.scalar(select(func.count()).select_from(Person)) == 0


def is_loaded(session: Session) -> bool:
    """Whether those whom one can be in the demo are people of this site."""
    emails = {email for _name, email, _password in sign_ins()}
    return session.scalar(select(func.count()).select_from(Person).where(Person.email.in_(emails))) == len(emails)


def load_demo(units: UnitsOfWork, store: Store | None = None) -> None:
    """Bring in the whole demo, or nothing of it.

    :param store: where its picture is to lie; without a place it has none
    :raises Invalid: when the site is in use
    """
    with units.change() as session:
        if not is_empty(session):
            raise Invalid(say("The demo can only be loaded into an empty site."))
        world = populate(session)
        begin_areas(session, world)
        give_roles(session, world)
        tell_strategy(session, world)
        roadmaps = {slug: write_roadmap(session, world, slug) for slug in SLUGS}
        hold_conversations(session, world, roadmaps)
        ask_organisations(session, world, roadmaps)
        make_readings(session, world, roadmaps)
        make_suggestions(session, world, roadmaps)
        freeze_versions(session, world, roadmaps)
        hold_consultation(session, world, roadmaps)
        hold_meetings(session, world, roadmaps)
        translate_roadmaps(session, world, roadmaps)
        report_on_last_year(session, world)
        meet_neighbours(session, world, roadmaps)
        take_pulses(session, world)
        candidates = make_candidates(session, world, roadmaps)
        rounds = weigh_candidates(session, world, roadmaps, candidates)
        decide_on_candidates(session, world, candidates)
        recommend(session, world, roadmaps, rounds, candidates)
        tell_what_came(session, world)
        make_calls(session, world, roadmaps)
        write_in_wheel(session, world)
        tell_of_steps(session, world)
        fill_binder(session, world)
        give_data_to_all(session, world)
        if store is not None:
            show_a_picture(session, world, roadmaps, store)


def sign_ins() -> list[tuple[str, str, str]]:
    """Whom one can be in the demo: function, e-mail address and password."""
    people = {person["key"]: person for person in content("world.toml")["people"]}
    return [(people[key]["name"], people[key]["email"], DEMO_PASSWORD) for key in SHOWN_SIGN_INS]
