import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session

from roadmaps.binder.criteria import Criterion
from roadmaps.binder.models import BinderEdition
from roadmaps.binder.queries import editions_of, exhibits_of
from tests.browsing import Browser
from tests.factories.binder import a_judgement, an_edition, an_exhibit
from tests.factories.files import a_pdf
from tests.factories.roadmap import Plan, a_plan


def _freeze(client: Browser, plan: Plan, language: str = "sv") -> BinderEdition:
    client.sign_in(plan.person(plan.leader))
    answer = client.post(
        f"/areas/{plan.slug}/binder/editions/new", data={"title": "God styrning", "note": "", "language": language}
    )
    assert answer.status_code == 303
    return plan.session.scalars(editions_of(plan.roadmap.area_id)).unique().one()


@pytest.mark.parametrize("address", ["/areas/{slug}/binder", "/county/binder"])
def test_the_binder_has_a_row_for_each_criterion(client: Browser, session: Session, address: str):
    plan = a_plan(session)

    page = client.page(address.format(slug=plan.slug))

    assert len(page.css(".binder-table tbody tr")) == 7


@pytest.mark.parametrize("criterion", list(Criterion))
@pytest.mark.parametrize("address", ["/areas/{slug}/binder/{name}", "/county/binder/{name}"])
def test_each_criterion_has_a_page(client: Browser, session: Session, address: str, criterion: Criterion):
    plan = a_plan(session)
    a_judgement(plan, criterion)

    page = client.page(address.format(slug=plan.slug, name=criterion.value))

    assert "Det mesta finns." in page.text()


def test_a_leader_judges_and_puts_in_what_lies_elsewhere(client: Browser, session: Session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    page = f"/areas/{plan.slug}/binder/abroad"

    judged = client.post(f"{page}/judgements/new", data={"judged": "partly", "words": "Vi har börjat."})
    put_in = client.post(
        f"{page}/exhibits/new",
        data={"title": "Avtalet", "dated_on": "2026-03-02", "link": "https://www.example.org/avtal"},
    )

    assert (judged.status_code, put_in.status_code) == (303, 303)
    text = client.page(page)
    assert "Vi har börjat." in text.text()
    assert text.css_first(".binder-items a[href='https://www.example.org/avtal']").text() == "Avtalet"


def test_a_file_is_put_in_and_goes_with_the_package(client: Browser, session: Session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    answer = client.post(
        f"/areas/{plan.slug}/binder/institution/exhibits/new",
        data={"title": "Uppdraget", "dated_on": "2026-03-02", "file": (BytesIO(a_pdf()), "uppdrag.pdf")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 303
    exhibit = session.scalars(exhibits_of(plan.roadmap.area_id)).unique().one()
    edition = _freeze(client, plan)

    package = ZipFile(BytesIO(client.get(f"/binder-editions/{edition.id}/files/zip").data))

    assert exhibit.file.name == "uppdrag.pdf"
    assert sorted(name.rpartition("/")[2] for name in package.namelist()) == [
        "01-uppdrag.pdf",
        "binder.html",
        "binder.json",
    ]
    assert package.read(next(name for name in package.namelist() if name.endswith(".pdf"))) == a_pdf()


def test_a_file_that_cannot_be_kept_is_refused_in_the_form(client: Browser, session: Session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))

    answer = client.post(
        f"/areas/{plan.slug}/binder/institution/exhibits/new",
        data={"title": "Uppdraget", "dated_on": "2026-03-02", "file": (BytesIO(b"MZ..."), "uppdrag.exe")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert "Uppdraget" in answer.text
    assert session.scalars(exhibits_of(plan.roadmap.area_id)).first() is None


def test_evidence_is_taken_out_with_a_reason(client: Browser, session: Session):
    plan = a_plan(session)
    exhibit = an_exhibit(plan)
    client.sign_in(plan.person(plan.leader))

    client.post(f"/areas/{plan.slug}/binder/exhibits/{exhibit.id}/removal", data={"reason": "Den var gammal."})

    page = client.page(f"/areas/{plan.slug}/binder/analysis")
    assert page.css_first(".binder-items s").text() == "Uppdraget"
    assert "Den var gammal." in page.text()


def test_an_edition_never_changes(client: Browser, session: Session):
    plan = a_plan(session)
    a_judgement(plan, words="Som det var.")
    edition = _freeze(client, plan)
    a_judgement(plan, words="Som det blev.")

    text = client.page(f"/binder-editions/{edition.id}").text()

    assert "Som det var." in text
    assert "Som det blev." not in text
    assert json.loads(edition.content)["criteria"][0]["judgement"]["words"] == "Som det var."


@pytest.mark.parametrize("name", ["docx", "odt", "html", "markdown", "json", "zip"])
def test_an_edition_is_taken_home(client: Browser, session: Session, name: str):
    plan = a_plan(session)
    a_judgement(plan)
    an_exhibit(plan)
    edition = _freeze(client, plan, "en")

    answer = client.get(f"/binder-editions/{edition.id}/files/{name}")

    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.data == client.get(f"/binder-editions/{edition.id}/files/{name}").data


def test_an_edition_is_taken_home_as_an_accessible_pdf(client: Browser, session: Session):
    plan = a_plan(session)
    a_judgement(plan)
    plan.add("need", "Det saknas slakterier", source="Enkät")
    edition = _freeze(client, plan)

    answer = client.get(f"/binder-editions/{edition.id}/files/pdf")

    assert answer.data.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.data


def test_an_unknown_format_is_not_there(client: Browser, session: Session):
    edition = an_edition(a_plan(session))

    assert client.get(f"/binder-editions/{edition.id}/files/exe").status_code == 404


def test_an_edition_of_work_that_is_not_public_is_for_its_people(client: Browser, session: Session):
    plan = a_plan(session, is_public=False)
    edition = an_edition(plan, is_public=False)

    assert client.get(f"/binder-editions/{edition.id}").status_code == 404
    assert client.get(f"/binder-editions/{edition.id}/files/json").status_code == 404
    assert client.sign_in(plan.person(plan.others["reader"])).get(f"/binder-editions/{edition.id}").status_code == 200


def test_the_coordinator_freezes_the_county(client: Browser, session: Session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.others["coordinator"]))

    answer = client.post("/county/binder/editions/new", data={"title": "Länet", "language": "sv"})

    page = LexborHTMLParser(client.get(answer.location).text)
    assert page.css_first("h1").text().strip() == "Länet"
    assert len(page.css("section[aria-labelledby^=criterion-]")) == 7


def test_an_edition_of_the_county_tells_those_who_lead_one_area_nothing_of_another(client: Browser, session: Session):
    hidden, open_plan = a_plan(session, is_public=False), a_plan(session)
    edition = an_edition(hidden, is_public=False)
    edition.area = None
    session.flush()

    assert client.sign_in(open_plan.person(open_plan.leader)).get(f"/binder-editions/{edition.id}").status_code == 404


@pytest.mark.parametrize("path", ["analysis/judgements/new", "analysis/exhibits/new", "editions/new"])
def test_others_are_refused(client: Browser, session: Session, path: str):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    assert client.get(f"/areas/{plan.slug}/binder/{path}").status_code == 403
    assert client.get(f"/county/binder/{path}").status_code == 403


def test_who_may_not_read_the_roadmap_finds_no_binder(client: Browser, session: Session):
    plan = a_plan(session, is_public=False)

    assert client.get(f"/areas/{plan.slug}/binder").status_code == 404
    assert client.get(f"/areas/{plan.slug}/binder/analysis").status_code == 404
    assert plan.roadmap.area.name not in client.page("/county/binder/analysis").css_first("main").text()
