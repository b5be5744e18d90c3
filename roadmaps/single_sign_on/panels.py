"""What this room hangs in lower pages: the buttons of the providers, and on one's own page the accounts there."""

from flask import render_template

from roadmaps.accounts.models import Person
from roadmaps.single_sign_on import queries
from roadmaps.single_sign_on.policy import may_see_providers
from roadmaps.single_sign_on.trusted import trusted
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.ways_in", ways_in, order=10)
    slots.hang("accounts.second_steps", second_steps, order=90)
    slots.hang("accounts.ways_to_show_again", ways_to_show_again, order=50)
    slots.hang("accounts.me", of_person, order=80)
    slots.hang("accounts.administration.cards", card, order=45)


def ways_in(*, next: str = "/", **_context: object) -> str:  # noqa: A002 - the word of the page
    """A button for each provider."""
    providers = list(trusted())
    return render_template("single_sign_on/_ways_in.html", providers=providers, next=next) if providers else ""


def second_steps(*, person: Person, next: str = "/", **_context: object) -> str:  # noqa: A002
    """A button for each provider where the person shows in two ways who they are."""
    tied = {account.provider for account in reading().scalars(queries.accounts_of(person.id))}
    providers = [one for one in trusted() if one.gives_strength and one.key in tied]
    return render_template("single_sign_on/_second_steps.html", providers=providers, next=next) if providers else ""


def ways_to_show_again(*, person: Person, next: str = "/", **_context: object) -> str:  # noqa: A002
    """A button for each provider that knows the person."""
    tied = {account.provider for account in reading().scalars(queries.accounts_of(person.id))}
    providers = [one for one in trusted() if one.key in tied]
    return render_template("single_sign_on/_show_again.html", providers=providers, next=next) if providers else ""


def of_person(*, person: Person, **_context: object) -> str:
    """The accounts elsewhere that open the door for the person, and how to tie another."""
    accounts = reading().scalars(queries.accounts_of(person.id)).all()
    if not accounts and not trusted():
        return ""
    tied = {account.provider for account in accounts}
    return render_template(
        "single_sign_on/_of_person.html",
        accounts=accounts,
        name_of=trusted().name_of,
        others=[one for one in trusted() if one.key not in tied],
    )


def card() -> str:
    """The coordinators' way to the list of providers."""
    return render_template("single_sign_on/_card.html", providers=list(trusted())) if may_see_providers(actor()) else ""
