import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.discussion import comments, rules
from roadmaps.discussion.events import Mentioned
from roadmaps.discussion.mentions import MOST, mentionable
from roadmaps.discussion.models import CommentMention
from roadmaps.foundation.events import take_recorded
from tests.browsing import Browser
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role
from tests.factories.discussion import AT, Place, a_place, a_thread, comments_of, person_of

ON = AT.date()


@pytest.fixture
def place(session: Session) -> Place:
    return a_place(session)


def mentioned(session: Session) -> set[object]:
    return {one.person_id or one.organisation_id for one in session.scalars(select(CommentMention))}


def html_of(session: Session, place: Place, body: str) -> str:
    return comments_of(session, a_thread(session, place, body))[0].html


def test_a_name_after_the_sign_is_marked_and_stored(session: Session, place: Place) -> None:
    html = html_of(session, place, "Vad säger @Pål Dahl och @lena berg?")

    assert '<span class="mention mention-person">@Pål Dahl</span>' in html
    assert '<span class="mention mention-person">@lena berg</span>?' in html
    assert mentioned(session) == {place.peak.person_id, place.leader.person_id}


def test_an_organisation_is_mentioned_by_its_name_or_its_short_name(session: Session, place: Place) -> None:
    slu = an_organisation(session, "Lantbruk & Skog <AB>")
    slu.short_name = "LoS"
    session.flush()

    html = html_of(session, place, "Fråga @Lantbruk & Skog <AB>, eller @LoS.")

    assert '<span class="mention">@Lantbruk &amp; Skog &lt;AB&gt;</span>' in html
    assert '<span class="mention">@LoS</span>.' in html
    assert mentioned(session) == {slu.id}


@pytest.mark.parametrize(
    "body",
    [
        "Skriv till pal@Pål Dahl",
        "`@Pål Dahl`",
        "```\n@Pål Dahl\n```",
        "[@Pål Dahl](https://example.org)",
        "@Pål Dahlström",
        "@ Pål Dahl",
        "@Ingen Alls",
    ],
)
def test_what_only_looks_so_is_no_mention(session: Session, place: Place, body: str) -> None:
    assert "mention" not in html_of(session, place, body)
    assert mentioned(session) == set()


def test_who_may_not_read_the_thread_is_neither_marked_nor_told(session: Session, place: Place) -> None:
    stranger, gone = a_person(session, "Främling Här"), a_person(session, "Borta Nu")
    a_role(session, place.roadmap.area, gone, Role.READER)
    gone.deactivated_at = AT
    session.flush()
    take_recorded(session)

    html = html_of(session, place, f"Hej @{stranger.name} och @{gone.name}")

    assert "mention" not in html
    assert not any(isinstance(one, Mentioned) for one in take_recorded(session))
    place.roadmap.is_working_public = True
    assert "mention-person" in html_of(session, place, f"Hej @{stranger.name}")


def test_two_of_the_same_name_are_told_apart_by_their_organisation(session: Session, place: Place) -> None:
    namesakes = [a_person(session, "Anna Berg") for _ in range(2)]
    for person, organisation in zip(namesakes, ("Norr", "Söder"), strict=True):
        a_membership(session, person, an_organisation(session, organisation))
        a_role(session, place.roadmap.area, person, Role.READER)

    offered = [one.written for one in mentionable(session, place.roadmap, "anna", on=ON)]
    assert sorted(offered) == ["Anna Berg (Norr)", "Anna Berg (Söder)"]

    html_of(session, place, "Hej @Anna Berg (Söder)!")
    assert mentioned(session) == {namesakes[1].id}


def test_only_those_who_are_new_in_a_comment_are_announced(session: Session, place: Place) -> None:
    [comment] = comments_of(session, a_thread(session, place, "Hej @Pål Dahl"))
    take_recorded(session)

    comments.edit_comment(session, comment, body="Hej @Lena Berg och @Pål Dahl", based_on=1, actor=place.torsta, at=AT)
    [announced] = [one for one in take_recorded(session) if isinstance(one, Mentioned)]
    assert announced.mentioned_people == (place.leader.person_id,)

    comments.edit_comment(session, comment, body="Hej alla", based_on=2, actor=place.torsta, at=AT)
    assert mentioned(session) == set()


def test_nobody_calls_everybody(session: Session, place: Place) -> None:
    people = [a_person(session, f"Person Nummer{number}x") for number in range(MOST + 5)]
    for person in people:
        a_role(session, place.roadmap.area, person, Role.READER)

    html_of(session, place, " ".join(f"@{person.name}" for person in people))

    assert len(mentioned(session)) == MOST


def test_names_are_offered_by_the_beginning_of_any_word(session: Session, place: Place) -> None:
    def offered(query: str) -> list[str]:
        return [one.name for one in mentionable(session, place.roadmap, query, on=ON)]

    assert offered("DAHL") == ["Pål Dahl"]
    assert offered("på") == ["Pål Dahl"]
    assert offered("tors")[0].startswith("Torsta")
    assert offered("") == offered(" ") == offered("%") == []


def test_who_serves_the_area_is_offered_before_others(session: Session) -> None:
    place = a_place(session, is_public=True)
    a_person(session, "Lena Annanstans")

    assert [one.name for one in mentionable(session, place.roadmap, "lena", on=ON)] == ["Lena Berg", "Lena Annanstans"]


def test_the_door_offers_names_to_those_who_may_comment_only(client: Browser, session: Session, place: Place) -> None:
    a_person(session, "Pålle Utanför")
    address = f"/areas/{place.slug}/mentionable?q=pål"
    reader = a_person(session, "Läsare")
    a_role(session, place.roadmap.area, reader, Role.READER)

    assert client.get(address).status_code == 303
    assert client.sign_in(reader).get(address).status_code == 403
    assert client.sign_in(a_person(session, "Främling")).get(address).status_code == 404
    found = client.sign_in(person_of(session, place.torsta)).get(address).json
    assert [one["name"] for one in found] == ["Pål Dahl"]
    assert found[0]["written"] == "Pål Dahl"


def test_without_scripts_somebody_is_chosen_from_a_list(client: Browser, session: Session, place: Place) -> None:
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.torsta))
    options = client.page(f"/threads/{thread.id}").css("select[name=mention] option")
    chosen = next(one for one in options if "Pål Dahl" in one.text())

    client.post(f"/threads/{thread.id}/comments", data={"body": "Vad tror du?", "mention": chosen.attributes["value"]})

    assert mentioned(session) == {place.peak.person_id}
    assert "Vad tror du?" in comments_of(session, thread)[-1].body


def test_the_public_reads_a_comment_without_the_names_in_it(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place, "Vad säger @Pål Dahl om det?")

    public = [
        client.get(address).get_data(as_text=True)
        for address in (f"/threads/{thread.id}", f"/areas/{place.slug}/roadmap", f"/areas/{place.slug}/feed.atom")
    ]
    assert not any("Pål Dahl" in page for page in public)
    assert "Vad säger" in public[0]
    client.sign_in(person_of(session, place.leader))
    assert "@Pål Dahl" in client.page(f"/threads/{thread.id}").css_first(".mention").text()


def test_a_name_written_with_markup_stays_harmless(session: Session, place: Place) -> None:
    person = session.get_one(Person, place.peak.person_id)
    person.name = 'Pål "<img src=x onerror=alert(1)>'
    session.flush()

    html = html_of(session, place, f'Hej @{person.name} där, [länk](https://example.org "@Lena Berg")')

    assert "<img" not in html


def test_an_answer_mentions_as_an_opening_does(session: Session, place: Place) -> None:
    thread = a_thread(session, place, "Utan namn")

    rules.reply(session, thread, body="Svar till @Tove Ström", actor=place.peak, at=AT)

    assert mentioned(session) == {place.torsta.person_id}


def test_a_name_that_is_called_again_and_again_is_asked_about_once(session: Session, place: Place) -> None:
    def asked(body: str) -> int:
        counted: list[int] = []

        def count(*_: object) -> None:
            counted.append(1)

        event.listen(session.connection(), "before_cursor_execute", count)
        html_of(session, place, body)
        event.remove(session.connection(), "before_cursor_execute", count)
        return len(counted)

    html_of(session, place, "@Pål Dahl")
    once = asked("@Pål Dahl, hej.")

    assert asked("@Pål Dahl " * 400) == once
