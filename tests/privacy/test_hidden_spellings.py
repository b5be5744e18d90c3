"""A name that Markdown, HTML or signs that nobody sees keep apart is found and replaced wherever a reader reads it."""

from time import process_time
from unicodedata import normalize

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.discussion.models import Comment
from roadmaps.foundation import prose
from roadmaps.privacy import rules
from roadmaps.privacy.models import Treatment
from roadmaps.privacy.places import Sought
from roadmaps.privacy.wordings import instead_of, pattern_of
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.discussion import a_place, a_thread
from tests.factories.roadmap import AT

NAME = "Zebulon Qvarnström"
WRITTEN = {
    "a space that HTML spells": "Zebulon&nbsp;Qvarnström",
    "another one": "Zebulon&#32;Qvarnström",
    "a quotation that goes on": "> av Zebulon\n> Qvarnström",
    "each name emphasised": "*Zebulon* **Qvarnström**",
    "one name emphasised": "**Zebulon** Qvarnström",
    "half a name emphasised": "Zebu**lon** Qvarnström",
    "a letter that HTML spells": "Zebulon Qvarnstr&ouml;m",
    "another letter": "Zebulon Qvarn&#115;tr&#xF6;m",
    "a line that is broken": "Zebulon\\\nQvarnström",
    "a soft hyphen": "Zebu\u00adlon\u00ad Qvarnström",
    "a soft hyphen that HTML spells": "Zebu&shy;lon Qvarnström",
    "a space that nobody sees": "Zebulon\u200b Qvarnström",
    "an accent put on top": "Zebulon Qvarnstro\u0308m",
    "one name struck through": "Zebulon ~~Qvarnström~~",
    "half a name struck through": "Zebu~~lon~~ ~~Qvarnström~~",
    "a narrow space by its number": "Zebulon&#8239;Qvarnström",
    "a wide space by its number": "Zebulon&#8195;Qvarnström",
    "a space by its number in another base": "Zebulon&#x202F;Qvarnström",
    "a space by its long name": "Zebulon&NonBreakingSpace;Qvarnström",
    "a name that is two spaces": "Zebulon&ThickSpace;Qvarnström",
    "a sign that turns the direction": "Zebulon\u200e Qvarn\u202aström",
    "one that HTML spells": "Zebulon&lrm; Qvarn&rlm;&#8206;ström",
    "a filler": "Zebulon\u3164Qvarn\u034fström",
    "a quotation in a quotation": "> > svar av Zebulon\n> > Qvarnström",
    "one name a link": "[Zebulon](https://x.se) Qvarnström",
    "the other a link": "Zebulon [Qvarnström](https://x.se)",
    "each a link": "[Zebulon](https://x.se) [Qvarnström](https://y.se)",
    "half a name a link": "Zebu[lon](https://x.se) Qvarnström",
    "a link that is told of below": "[Zebulon][källa å] Qvarnström\n\n[källa å]: https://x.se",
    "a link with brackets in its address": "[Zebulon](https://x.se/a_(b)) Qvarnström",
    "a link with a title": '[Zebulon](https://x.se "sida (1)") Qvarnström',
    "an accent that HTML spells": "Zebulon Qvarnstro&#776;m",
    "the cells of a table": "| Förnamn | Efternamn |\n| --- | --- |\n| Zebulon | Qvarnström |\n\nHan",
    "words for a picture": "![Zebulon](/files/1) Qvarnström",
    "a note between": "Zebulon[^1] Qvarnström\n\n[^1]: En not.",
    "one name in brackets": "[Zebulon] Qvarnström",
    "a mark that is none": "Zebulon * \\* ~ Qvarnström",
    "both as code, with a spelling": "`Zebulon&nbsp;Qvarnström`",
    "half of one as code": "Zebu`lon` Qvarnström",
    "one name as code": "`Zebulon` Qvarnström",
    "the other as code": "Zebulon `Qvarnström`",
}

SLOW = [
    f"Zebulon{one * (1_000_000 // len(one))}"
    for one in (
        "\n> > > >",
        " > > > >",
        "][",
        "](",
        "](u)",
        "[a](",
        "~`",
        "&#8239;",
        "&nbsp;\n>",
        "\\\n",
        "\n \t>",
        " | ",
        "](a(b)",
        "](a(",
    )
] + ["Zebulon\n> > > > " * 60_000, "[Zebulon](" * 100_000, "Zebulon ][" * 100_000]


def erase(session: Session, person: Person) -> None:
    """Let two coordinators have the person's name replaced everywhere."""
    maja, nils = (as_actor(session, a_person(session, name, is_coordinator=True)) for name in ("Maja Ek", "Nils Ek"))
    erasure = rules.begin(session, person, reason="", at=AT, actor=maja)
    rules.decide_places(session, erasure, {}, rest=Treatment.REPLACED, at=AT, actor=maja)
    rules.propose(session, erasure, at=AT, actor=maja)
    rules.confirm(session, erasure, on=AT.date(), at=AT, actor=nils)
    session.expire_all()


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_it_is_replaced_in_the_text_and_in_what_was_made_from_it(session: Session, written: str) -> None:
    place = a_place(session)
    person = a_person(session, NAME)
    a_thread(session, place, f"{written} skrev det.", actor=place.torsta)
    before = session.scalars(select(Comment)).one()
    assert "ström" in normalize("NFC", prose.plain(before.html)), "as a reader reads it"

    erase(session, person)

    comment = session.scalars(select(Comment)).one()
    for told in (comment.body, comment.html):
        assert not any(part in told for part in ("Zebu", "lon", "Qvarn", "ström"))
        assert "Tidigare" in told
        assert "skrev det" in told


def test_the_short_name_of_a_firm_of_ones_own_is_found(session: Session) -> None:
    person, firm = a_person(session, NAME), an_organisation(session, f"{NAME} konsult")
    firm.short_name = NAME
    session.flush()

    erase(session, person)

    assert NAME not in session.get_one(Organisation, firm.id).name
    assert NAME not in session.get_one(Organisation, firm.id).short_name


@pytest.mark.parametrize(
    "text", ["Zebulon Berg", "Zebulonia Qvarnström", "Zebulon, Qvarnström", "Zebulon och Qvarnström"]
)
def test_another_name_is_left(text: str) -> None:
    assert not pattern_of((NAME,)).search(text)


@pytest.mark.parametrize(
    "text", ["Zebulon" + "*" * 200_000, "Zebulon " * 50_000, "Z*" * 100_000, "Z\n>" * 100_000, *SLOW]
)
def test_no_text_takes_long(text: str) -> None:
    began = process_time()
    pattern_of((NAME,)).sub(lambda hit: instead_of(hit[0], "hon"), text)
    assert process_time() - began < 2


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[Zebulon](https://x.se) Qvarnström", "[hon](https://x.se)"),
        ("Zebulon [Qvarnström](https://x.se)", "[hon](https://x.se)"),
        ("Zebu[lon](https://x.se) Qvarnström", "hon"),
        ("[Zebulon](https://x.se) [Qvarnström](https://y.se)", "[hon](https://y.se)"),
        ("**[Zebulon](https://x.se) Qvarnström**", "**[hon](https://x.se)**"),
        ("`Zebulon` Qvarnström", "`hon`"),
        ("Zebulon `Qvarnström`", "`hon`"),
        ("Zebulon ~~Qvarnström~~", "~~hon~~"),
        ("[[Zebulon]] Qvarnström", "[[hon]]"),
    ],
)
def test_what_begins_or_ends_within_a_name_stays_whole(written: str, told: str) -> None:
    assert pattern_of((NAME,)).sub(lambda hit: instead_of(hit[0], "hon"), written) == told


@pytest.mark.parametrize("sign", ["\u200e", "\u2060", "\u115f", "*", "~~", "&lrm;", "&#x202a;"])
def test_an_address_with_a_sign_in_it_that_nobody_reads_is_found(sign: str) -> None:
    assert pattern_of(("torsta@example.org",)).search(f"Skriv till torsta{sign}@example.org.")


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_database_never_says_no_where_a_text_hides_it(session: Session, written: str) -> None:
    place = a_place(session)
    a_thread(session, place, f"{written} skrev det.", actor=place.torsta)

    asked = select(Comment.id).where(Sought((NAME,)).may_stand_in([Comment.__table__.c.body]))

    assert len(session.scalars(asked).all()) == 1


def test_a_database_passes_over_a_text_that_hides_nothing(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Blåbär, åt alla – och än i dag.", actor=place.torsta)

    asked = select(Comment.id).where(Sought((NAME,)).may_stand_in([Comment.__table__.c.body]))

    assert not session.scalars(asked).all()
