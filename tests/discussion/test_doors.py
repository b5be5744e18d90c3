from uuid import UUID

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.discussion import comments, rules
from roadmaps.discussion.models import Outcome, Thread
from roadmaps.foundation.ids import new_id
from tests.browsing import Browser, page_of
from tests.factories.areas import an_area, someone_with
from tests.factories.discussion import AT, a_place, a_thread, comments_of, person_of


def text_of(page: LexborHTMLParser, selector: str) -> str:
    found = page.css_first(selector)
    assert found is not None, f"nothing matches {selector}"
    return " ".join(found.text().split())


def test_a_thread_is_read_from_its_beginning(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Vad menas?", quote="Mer av skogens råvara")
    rules.reply(session, thread, body="Bättre <virke>.", actor=place.peak, at=AT)
    client.sign_in(person_of(session, place.peak))

    page = client.page(f"/threads/{thread.id}")

    assert "Mer av skogens råvara" in text_of(page, ".passage")
    assert [" ".join(one.text().split()) for one in page.css(".comment-body")] == ["Vad menas?", "Bättre <virke>."]
    assert "Tove Ström" in text_of(page, ".comment-header")


def test_a_thread_of_a_roadmap_that_one_may_not_read_is_not_there(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    stranger = someone_with(session, an_area(session), Role.EDITOR)

    assert client.get(f"/threads/{thread.id}").status_code == 404
    client.sign_in(person_of(session, stranger))
    assert client.get(f"/threads/{thread.id}").status_code == 404
    assert client.post(f"/threads/{thread.id}/comments", data={"body": "Hej"}).status_code == 404
    assert client.get(f"/threads/{new_id()}").status_code == 404


def test_the_public_reads_a_public_roadmaps_threads_without_names_and_is_asked_to_sign_in_to_write(
    client: Browser, session: Session
) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place)

    answer = client.get(f"/threads/{thread.id}")

    assert answer.status_code == 200
    assert "Tove Ström" not in answer.get_data(as_text=True)
    assert page_of(answer).css_first("form[action$='/comments']") is None
    assert "/sign-in" in client.get(f"/blocks/{place.goal}/threads/new").location
    assert client.post(f"/threads/{thread.id}/comments", data={"body": "Hej"}).status_code == 403
    assert len(comments_of(session, thread)) == 1


def test_an_answer_is_kept_and_shown_in_its_place(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))

    answer = client.post(f"/threads/{thread.id}/comments", data={"body": "En tredjedel mer."})

    [_, comment] = comments_of(session, thread)
    assert answer.location.endswith(f"/threads/{thread.id}#comment-{comment.id}")
    assert comment.body == "En tredjedel mer."


def test_a_refused_answer_keeps_what_was_typed(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    rules.resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=place.leader, at=AT)
    client.sign_in(person_of(session, place.peak))

    answer = client.post(f"/threads/{thread.id}/comments", data={"body": "Jag hann inte klart"})

    assert answer.status_code == 403
    assert "Jag hann inte klart" in text_of(page_of(answer), "textarea[name=body]")
    assert len(comments_of(session, thread)) == 1


def test_a_tangled_answer_is_told_beside_its_field(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))

    answer = client.post(f"/threads/{thread.id}/comments", data={"body": "[" * 3000})

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("#field-body-error") is not None
    assert text_of(page, "textarea[name=body]") == "[" * 3000


def test_the_form_of_a_new_thread_works_without_a_script(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(person_of(session, place.torsta))

    page = client.page(f"/blocks/{place.goal}/threads/new?quote=råvara&field=text")
    assert text_of(page, "textarea[name=quote]") == "råvara"
    assert page.css_first("option[value=text][selected]") is not None
    answer = client.post(f"/blocks/{place.goal}/threads", data={"body": "Vilken?", "quote": "råvara", "field": "text"})

    thread = session.scalars(select(Thread)).unique().one()
    assert answer.location.endswith(f"/threads/{thread.id}")
    assert (thread.passage, thread.block_id) == ("råvara", place.goal)


def test_a_comment_from_the_document_leads_back_to_it(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(person_of(session, place.torsta))
    back = f"/areas/{place.slug}/roadmap"

    answer = client.post(f"/blocks/{place.goal}/threads", data={"body": "Vilken?", "back": back})
    evil = client.post(f"/blocks/{place.goal}/threads", data={"body": "Och?", "back": "//ond.example"})

    assert answer.location.startswith(f"{back}#thread-")
    assert "/threads/" in evil.location


def test_words_that_have_gone_are_told_and_all_that_was_typed_stays(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(person_of(session, place.torsta))

    answer = client.post(f"/blocks/{place.goal}/threads", data={"body": "Lång tanke", "quote": "inte där"})

    page = page_of(answer)
    assert answer.status_code == 422
    assert text_of(page, "textarea[name=body]") == "Lång tanke"
    assert text_of(page, "textarea[name=quote]") == "inte där"
    assert page.css_first("details[open] #field-quote-error") is not None


def test_a_reader_is_told_that_commenting_is_for_others(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(person_of(session, someone_with(session, place.roadmap.area, Role.READER)))

    assert client.get(f"/blocks/{place.goal}/threads/new").status_code == 403
    refused = client.post(f"/blocks/{place.goal}/threads", data={"body": "Får jag?"})

    assert refused.status_code == 403
    assert "Får jag?" in refused.get_data(as_text=True)


def test_a_thread_about_the_whole_is_opened_from_the_list(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(person_of(session, place.torsta))
    client.page(f"/areas/{place.slug}/threads/new")

    answer = client.post(f"/areas/{place.slug}/threads", data={"body": "Hur hänger det ihop?"})

    thread = session.scalars(select(Thread)).unique().one()
    assert thread.block_id is None
    assert answer.location.endswith(f"/threads/{thread.id}")


def test_a_thread_is_resolved_and_reopened_by_forms(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.leader))
    at = f"/threads/{thread.id}"

    nothing_chosen = client.post(f"{at}/resolution", data={"text": "Därför"})
    assert nothing_chosen.status_code == 422
    assert text_of(page_of(nothing_chosen), "textarea[name=text]") == "Därför"
    client.post(f"{at}/resolution", data={"outcome": "not_changed", "text": "Därför"})
    assert thread.outcome is Outcome.NOT_CHANGED
    assert "Därför" in text_of(client.page(at), ".thread-turn")
    client.post(f"{at}/reopening", data={"text": "Ny uppgift"})
    assert thread.is_open


def test_others_see_no_form_to_resolve_and_are_refused(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))

    assert client.page(f"/threads/{thread.id}").css_first("form[action$='/resolution']") is None
    assert client.post(f"/threads/{thread.id}/resolution", data={"outcome": "changed"}).status_code == 403
    assert thread.is_open


def test_a_comment_is_edited_in_place_and_its_earlier_wording_can_be_read(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Första")
    [comment] = comments_of(session, thread)
    client.sign_in(person_of(session, place.torsta))
    frame = f"turbo-frame#comment-frame-{comment.id}"
    assert client.page(f"/threads/{thread.id}").css_first(frame) is not None
    assert client.page(f"/comments/{comment.id}/edit").css_first(f"{frame} form") is not None

    client.post(f"/comments/{comment.id}/edit", data={"body": "Andra", "based_on": "1"})
    stale = client.post(f"/comments/{comment.id}/edit", data={"body": "Tredje", "based_on": "1"})

    assert stale.status_code == 409
    assert text_of(page_of(stale), "textarea[name=body]") == "Tredje"
    assert page_of(stale).css_first("input[name=based_on][value='2']") is not None
    assert "Första" in client.get(f"/comments/{comment.id}/wordings").get_data(as_text=True)


def test_others_do_not_get_the_form_of_a_comment(client: Browser, session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Mitt"))
    client.sign_in(person_of(session, place.peak))

    assert client.get(f"/comments/{comment.id}/edit").status_code == 404
    assert client.post(f"/comments/{comment.id}/edit", data={"body": "X", "based_on": "1"}).status_code == 403
    assert client.post(f"/comments/{comment.id}/withdrawal").status_code == 403
    assert comment.body == "Mitt"


def test_a_comments_own_address_leads_to_its_place(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place)
    [comment] = comments_of(session, thread)

    assert client.get(f"/comments/{comment.id}").location.endswith(f"/threads/{thread.id}#comment-{comment.id}")


SECRET = "Hemligt-telefonnummer-0701"


def pages_about(thread_id: UUID, comment_id: UUID, slug: str) -> list[str]:
    return [
        f"/threads/{thread_id}",
        f"/areas/{slug}/threads?shown=all",
        f"/areas/{slug}/log",
        f"/areas/{slug}/new?days=90",
        f"/comments/{comment_id}",
        f"/comments/{comment_id}/wordings",
        f"/comments/{comment_id}/edit",
        f"/comments/{comment_id}/hiding",
        "/me/threads",
        f"/areas/{slug}/roadmap",
    ]


@pytest.mark.parametrize("how", ["hidden", "withdrawn", "hidden after it was edited"])
@pytest.mark.parametrize("who", ["anonymous", "torsta", "peak", "editor"])
def test_a_text_that_is_not_to_be_read_is_on_no_page(client: Browser, session: Session, how: str, who: str) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place, SECRET)
    [comment] = comments_of(session, thread)
    rules.reply(session, thread, body="Ett svar", actor=place.peak, at=AT)
    if "edited" in how:
        comments.edit_comment(session, comment, body="Städat", based_on=1, actor=place.torsta, at=AT)
    if "hidden" in how:
        comments.hide_comment(session, comment, reason="Privat", actor=place.leader, at=AT)
    else:
        comments.withdraw_comment(session, comment, actor=place.torsta, at=AT)
    if who != "anonymous":
        client.sign_in(person_of(session, getattr(place, who)))

    leaks = [
        address
        for address in pages_about(thread.id, comment.id, place.slug)
        if SECRET in client.get(address).get_data(as_text=True)
    ]

    assert leaks == []


def test_a_leader_reads_a_hidden_text_but_nobody_a_withdrawn_one(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, SECRET)
    [comment] = comments_of(session, thread)
    comments.hide_comment(session, comment, reason="Privat", actor=place.leader, at=AT)
    client.sign_in(person_of(session, place.leader))
    assert SECRET in client.get(f"/threads/{thread.id}").get_data(as_text=True)

    comments.withdraw_comment(session, comment, actor=place.torsta, at=AT)

    for address in pages_about(thread.id, comment.id, place.slug):
        assert SECRET not in client.get(address).get_data(as_text=True)


def test_the_list_shows_what_was_chosen(client: Browser, session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Den öppna")
    resolved = a_thread(session, place, "Den avslutade", actor=place.peak)
    rules.resolve(session, resolved, outcome=Outcome.CHANGED, text="Klart", actor=place.leader, at=AT)
    rules.open_thread(session, place.roadmap, body="Den lösa", actor=place.peak, at=AT)
    client.sign_in(person_of(session, place.torsta))

    def shown(query: str) -> set[str]:
        page = client.page(f"/areas/{place.slug}/threads?{query}")
        listed = " ".join(one.text() for one in page.css(".thread"))
        return {word for word in ("öppna", "avslutade", "lösa") if f"Den {word}" in listed}

    assert shown("") == {"öppna", "lösa"}
    assert shown("shown=resolved") == {"avslutade"}
    assert shown("shown=loose") == {"lösa"}
    assert shown("shown=all") == {"öppna", "avslutade", "lösa"}
    assert shown("shown=all&kind=goal") == {"öppna", "avslutade"}
    assert shown(f"shown=all&organisation={place.peak.acting_for_id}") == {"avslutade", "lösa"}
    assert shown("shown=nonsense&kind=nonsense&organisation=nonsense&page=x") == {"öppna", "lösa"}


def test_my_threads_are_gathered(client: Browser, session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Min fråga")
    a_thread(session, place, "En annans", actor=place.peak)
    client.sign_in(person_of(session, place.torsta))

    page = client.page("/me/threads")

    assert len(page.css(".thread")) == 1
    assert "Min fråga" in text_of(page, ".thread")


def test_in_english_the_page_speaks_english(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place)

    client.set_cookie("language", "en")

    assert "Thread about" in text_of(client.page(f"/threads/{thread.id}"), "h1")


@pytest.mark.csrf
def test_no_form_is_taken_without_its_token(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))

    assert client.post(f"/threads/{thread.id}/comments", data={"body": "Hej"}).status_code == 400
    assert len(comments_of(session, thread)) == 1
