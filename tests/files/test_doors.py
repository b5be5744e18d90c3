"""The doors: a file is sent by a form or a script, fetched by who may, listed with where it is used, and removed with a reason."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.files import rules
from roadmaps.files.models import StoredFile
from roadmaps.files.sizes import Sizes
from roadmaps.files.stores import Store
from roadmaps.foundation import prose
from roadmaps.foundation.ids import new_id
from tests.browsing import Browser, page_of
from tests.cases import check_html
from tests.factories.files import ALT, a_file, a_pdf, a_picture
from tests.factories.roadmap import AT, Plan, a_plan

DATA = {"Accept": "application/json"}


def send(
    client: Browser, plan: Plan, data: bytes, name: str = "karta.png", alt: str = ALT, **how: object
) -> TestResponse:
    """One request in one piece, as the test client would otherwise keep a file of its own open."""
    words = f'--b\r\nContent-Disposition: form-data; name="alt"\r\n\r\n{alt}\r\n'
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = words.encode() + head.encode() + data + b"\r\n--b--\r\n"
    return client.post(f"/areas/{plan.slug}/files", data=body, content_type="multipart/form-data; boundary=b", **how)


def test_a_script_that_sends_a_picture_is_told_where_it_is(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.others["actor"]))

    answer = send(client, plan, a_picture(), headers=DATA)

    file = session.scalars(select(StoredFile)).one()
    assert answer.status_code == 201
    assert answer.json == {
        "id": str(file.id),
        "address": f"/files/{file.id}",
        "name": "karta.png",
        "kind": "picture",
        "width": 40,
        "height": 30,
        "alt": ALT,
        "size": file.size,
        "markdown": f"![{ALT}](/files/{file.id})",
    }


def test_a_script_is_told_in_a_sentence_why_a_file_is_not_taken(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    without_words = send(client, plan, a_picture(), alt="", headers=DATA)
    drawing = send(client, plan, b"<svg><script/></svg>", "a.svg", headers=DATA)

    assert (without_words.status_code, without_words.json["field"]) == (422, "alt")
    assert (drawing.status_code, drawing.json["field"]) == (422, "file")
    assert "PNG" in drawing.json["sentence"]
    assert session.scalars(select(StoredFile)).all() == []


def test_who_may_not_send_is_refused(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.others["reader"]))

    assert send(client, plan, a_pdf(), headers=DATA).status_code == 403
    assert send(client, plan, a_pdf()).status_code == 403
    client.sign_in(plan.person(plan.others["editor elsewhere"]))
    plan.roadmap.is_working_public = False
    assert send(client, plan, a_pdf(), headers=DATA).status_code == 404
    assert client.post("/areas/none/files", headers=DATA).status_code == 404


def test_a_file_as_large_as_may_be_is_taken_and_a_larger_one_refused_in_words(
    client: Browser, session: Session
) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))
    large = a_pdf(b"a" * 5_000_000)

    assert send(client, plan, large, "a.pdf", headers=DATA).status_code == 201
    too_large = send(client, plan, bytes(10_300_000), headers=DATA)
    assert too_large.status_code == 413
    assert "10 MB" in too_large.json["sentence"]
    assert send(client, plan, bytes(10_300_000)).status_code == 413
    slightly = send(client, plan, a_pdf(bytes(10_050_000)), headers=DATA)
    assert (slightly.status_code, "10 MB" in slightly.json["sentence"]) == (422, True)


def test_other_doors_do_not_take_more_than_before(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    client.sign_in(plan.person(plan.leader))

    assert (
        client.post(f"/areas/{plan.slug}/files/{file.id}/removal", data={"reason": "a" * 3_000_000}).status_code == 413
    )


@pytest.mark.csrf
def test_a_script_from_elsewhere_cannot_send(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    assert send(client, plan, a_pdf(), headers=DATA).status_code == 400


def test_without_a_script_the_page_gives_the_line_to_copy(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    answer = send(client, plan, a_picture())
    assert answer.status_code == 303
    page = client.page(answer.location)

    file = session.scalars(select(StoredFile)).one()
    assert page.css_first("#new input").attributes["value"] == f"![{ALT}](/files/{file.id})"
    assert page.css_first("#orphaned-1 a").attributes["href"] == f"/files/{file.id}"
    assert page.css_first(".file img").attributes["alt"] == ALT


def test_without_a_script_the_form_comes_back_with_what_is_wrong(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    answer = send(client, plan, b"MZ" + bytes(50), "a.exe", alt="Det jag skrev")
    page = page_of(answer)

    assert answer.status_code == 422
    assert page.css_first("#field-file-error") is not None
    assert page.css_first("#field-alt").attributes["value"] == "Det jag skrev"
    nothing = client.post(f"/areas/{plan.slug}/files", data={"alt": ""})
    assert nothing.status_code == 422


def test_a_picture_is_shown_and_what_else_there_is_fetched(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    picture, paper = a_file(session, plan, store), a_file(session, plan, store, a_pdf(), name="Möte på ön.pdf")

    shown, fetched = client.get(f"/files/{picture.id}"), client.get(f"/files/{paper.id}")

    assert (shown.mimetype, shown.data) == ("image/png", store.get(picture.sha256))
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert (fetched.mimetype, fetched.data) == ("application/pdf", a_pdf())
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert "M%C3%B6te%20p%C3%A5%20%C3%B6n.pdf" in fetched.headers["Content-Disposition"]
    for answer in (shown, fetched):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["Cache-Control"].startswith("private")
        assert "Set-Cookie" not in answer.headers


def test_whoever_has_the_file_already_is_told_so_without_getting_it_again(
    client: Browser, session: Session, store: Store
) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    etag = client.get(file.address).headers["ETag"]

    again = client.get(file.address, headers={"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")
    assert client.get(file.address, headers={"If-None-Match": '"annat"'}).status_code == 200
    assert client.head(file.address).status_code == 200


def test_what_is_not_for_everybody_is_asked_for_each_time(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session, is_public=False)
    file = a_file(session, plan, store)

    assert client.get(file.address).status_code == 404
    client.sign_in(plan.person(plan.others["reader"]))
    answer = client.get(file.address)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    client.sign_in(plan.person(plan.others["editor elsewhere"]))
    assert client.get(file.address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 404
    assert client.get(f"/files/{new_id()}").status_code == 404


def test_a_content_that_is_missing_is_told_of(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store, a_pdf(b"saknas"))
    store.delete(file.sha256)

    assert client.get(file.address).status_code == 404


def test_the_list_tells_where_each_file_is_used(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    goal = plan.add("goal", "Mer mat härifrån", text=f"![{ALT}]({file.address})")
    a_file(session, plan, store, a_pdf(b"ensam"), name="ensam.pdf")
    client.sign_in(plan.person(plan.others["reader"]))

    page = client.page(f"/areas/{plan.slug}/files")

    used, orphaned = page.css_first("[aria-labelledby=used]"), page.css_first("[aria-labelledby=orphaned]")
    assert used.css_first(f"a[href='/blocks/{goal}']").text() == "Mer mat härifrån"
    assert "ensam.pdf" in orphaned.text()
    assert "Erik Nilsson" in orphaned.text()
    assert page.css_first("input[type=file]") is None
    assert page.css_first("a[href$=removal]") is None


def test_the_list_is_for_those_who_take_part(client: Browser, session: Session) -> None:
    plan = a_plan(session)

    assert client.get(f"/areas/{plan.slug}/files").status_code == 303
    client.sign_in(plan.person(plan.others["editor elsewhere"]))
    assert client.get(f"/areas/{plan.slug}/files").status_code == 403
    assert "/files" not in client.get(plan.address).text
    client.sign_in(plan.person(plan.editor))
    assert f'href="/areas/{plan.slug}/files"' in client.get(plan.address).text
    assert "input[type=file]" not in client.get(f"/areas/{plan.slug}/files").text


def test_who_leads_removes_a_file_with_a_reason(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    goal = plan.add("goal", text=f"![{ALT}]({file.address})")
    client.sign_in(plan.person(plan.leader))
    page = client.page(f"/areas/{plan.slug}/files")
    address = page.css_first("a[href$=removal]").attributes["href"]

    assert f"/blocks/{goal}" in client.page(address).html
    assert client.post(address, data={"reason": " "}).status_code == 422
    assert client.post(address, data={"reason": "Fel karta."}).status_code == 303

    assert client.get(file.address).status_code == 404
    assert "Fel karta." in client.page(f"/areas/{plan.slug}/files").css_first(".files-removed").text()
    assert client.get(address).status_code == 404


def test_nobody_else_removes_and_nobody_removes_what_is_frozen(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    address = f"/areas/{plan.slug}/files/{file.id}/removal"

    client.sign_in(plan.person(plan.editor))
    assert client.get(address).status_code == 403
    assert client.post(address, data={"reason": "Nej"}).status_code == 403
    rules.hold(session, plan.roadmap, [file.id], holder_id=UUID(int=7), is_public=False, at=AT)
    client.sign_in(plan.person(plan.leader))
    refused = client.post(address, data={"reason": "Nej"})
    assert refused.status_code == 422
    assert client.get(file.address).status_code == 200


def test_a_picture_in_a_text_is_shown_on_the_page(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    plan.add("vision", text=f"Så här ser det ut:\n\n![{ALT}]({file.address})")

    image = client.page(plan.address).css_first(".prose img")

    assert image.attributes == {
        "src": file.address,
        "alt": ALT,
        "loading": "lazy",
        "width": "40",
        "height": "30",
    }


def test_a_very_high_picture_is_shown_smaller(client: Browser, session: Session, store: Store) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store, a_picture("PNG", (100, 1_600)))
    plan.add("vision", text=f"![{ALT}]({file.address})")

    image = client.page(plan.address).css_first(".prose img")

    assert (image.attributes["width"], image.attributes["height"]) == ("50", "800")


def test_sizes_are_told_of_pictures_only_and_of_nothing_that_merely_reads_like_one(
    app: Flask, session: Session, store: Store
) -> None:
    plan = a_plan(session)
    picture, paper = a_file(session, plan, store), a_file(session, plan, store, a_pdf())
    asked = []
    sizes = Sizes(lambda: asked.append(1) or session)
    text = (
        f'![src="{picture.address}" > "]({picture.address})\n\n`src="{picture.address}">` ![b]({paper.address}) '
        f"![c](/files/{new_id()})"
    )
    html = prose.render(text)

    told = sizes.tell(html)

    assert told.count("width=") == told.count("height=") == 1
    assert told.replace(' width="40" height="30"', "") == html
    assert check_html.is_safe(told)
    again = len(asked)
    assert sizes.tell(prose.render(f"![a]({picture.address})")).endswith('width="40" height="30"></p>')
    assert len(asked) == again
