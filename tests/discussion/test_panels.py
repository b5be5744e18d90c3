from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.discussion import rules
from roadmaps.discussion.models import Outcome
from roadmaps.revisions.changes import FIRST
from roadmaps.revisions.changes import Place as Spot
from roadmaps.roadmap.rules import add_block, remove_block
from tests.browsing import Browser
from tests.factories.areas import someone_with
from tests.factories.discussion import AT, Place, a_place, a_thread, person_of


def document(client: Browser, place: Place) -> LexborHTMLParser:
    return client.page(f"/areas/{place.slug}/roadmap")


def notes(page: LexborHTMLParser) -> list[str]:
    return [" ".join(note.text().split()) for note in page.css(".margin-note .margin-note-text")]


def test_open_threads_stand_in_the_margin_in_the_order_of_the_document(client: Browser, session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Om slutet", quote="kunskap om marknader")
    a_thread(session, place, "Om början", quote="Mer av skogens")
    need = add_block(
        session, place.roadmap, "need", {"title": "Arbetskraft"}, place=Spot(None, FIRST), actor=place.editor, at=AT
    )
    rules.open_thread(session, place.roadmap, block_id=need, body="Om behovet", actor=place.peak, at=AT)
    done = a_thread(session, place, "Avslutad")
    rules.resolve(session, done, outcome=Outcome.CHANGED, text="", actor=place.leader, at=AT)
    client.sign_in(person_of(session, place.peak))

    page = document(client, place)

    assert notes(page) == ["Om behovet", "Om början", "Om slutet"]
    note = page.css_first(f".margin-note[data-block='block-{place.goal}']")
    assert (note.attributes["data-field"], note.attributes["data-quote"]) == ("text", "Mer av skogens")
    assert page.css_first(f"#block-{place.goal}") is not None


def test_a_block_tells_how_many_threads_are_open_and_offers_the_form(client: Browser, session: Session) -> None:
    place = a_place(session)
    first = a_thread(session, place)
    a_thread(session, place)
    client.sign_in(person_of(session, place.torsta))

    block = document(client, place).css_first(f"#block-{place.goal}")

    assert block.css_first(".block-threads").attributes["href"] == f"#thread-{first.id}"
    form = block.css_first(f"form[action='/blocks/{place.goal}/threads']")
    assert {field.attributes["data-passage-part"] for field in form.css("input[data-passage-part]")} == {
        "quote",
        "prefix",
        "suffix",
        "field",
    }
    assert form.css_first("textarea[name=body]") is not None
    assert form.css_first("input[name=back]").attributes["value"] == f"/areas/{place.slug}/roadmap"


def test_who_may_not_comment_gets_no_forms(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    a_thread(session, place, "Frågan")
    reader = someone_with(session, place.roadmap.area, Role.READER)

    anonymous = document(client, place)
    client.sign_in(person_of(session, reader))
    as_reader = document(client, place)

    for page in (anonymous, as_reader):
        assert notes(page) == ["Frågan"]
        assert page.css_first("form[action$='/threads']") is None
    assert "Tove Ström" not in anonymous.body.text()


def test_what_lies_beside_nothing_is_listed_after_the_document(client: Browser, session: Session) -> None:
    place = a_place(session)
    rules.open_thread(session, place.roadmap, body="Om helheten", actor=place.peak, at=AT)
    a_thread(session, place, "Om det som togs bort", quote="Mer av skogens")
    remove_block(session, place.roadmap, [place.goal], based_on=1, actor=place.editor, at=AT)
    client.sign_in(person_of(session, place.torsta))

    page = document(client, place)

    loose = page.css_first(".loose-threads").text()
    assert notes(page) == []
    assert "Om helheten" in loose
    assert "Om det som togs bort" in loose
    assert "Mer av skogens" in loose


def test_the_page_costs_the_same_number_of_queries_however_many_threads(client: Browser, session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, quote="Mer av skogens")
    client.sign_in(person_of(session, place.torsta))
    document(client, place)

    few = queries_of(client, place, session)
    for number in range(15):
        thread = a_thread(session, place, f"Fråga {number}", actor=place.peak)
        rules.reply(session, thread, body="Svar", actor=place.leader, at=AT)
    many = queries_of(client, place, session)

    assert many <= few


def queries_of(client: Browser, place: Place, session: Session) -> int:
    session.flush()
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", counted)
    document(client, place)
    event.remove(connection, "before_cursor_execute", counted)
    return count
