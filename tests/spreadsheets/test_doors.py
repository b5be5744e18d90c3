"""The doors of spreadsheets: who may fetch and who may send, what the pages show, and that nothing goes in unasked."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from roadmaps.foundation.tables import MOST_ROWS
from tests.browsing import Browser, page_of
from tests.factories.roadmap import Plan, a_plan
from tests.factories.spreadsheets import added, content, edited, fetched, opened, page, put, saved, sent, shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def plan(session: Session) -> Plan:
    plan = a_plan(session)
    goal = plan.add("goal", "Fler förädlar")
    plan.add("activity", "Kurs", goal=str(goal), end="2028")
    return plan


@pytest.fixture
def editor(plan: Plan, client: Browser) -> Browser:
    """A browser in which the editor sits."""
    return client.sign_in(plan.person(plan.editor))


def address(plan: Plan, rest: str = "") -> str:
    return f"/areas/{plan.slug}/spreadsheet{rest}"


def send(browser: Browser, plan: Plan, data: bytes, name: str = "plan.xlsx"):
    return browser.post(address(plan), data={"file": (io.BytesIO(data), name)})


def fetch(browser: Browser, plan: Plan) -> bytes:
    return browser.get(address(plan, "/all.xlsx")).data


def seal(browser: Browser, place: str) -> str:
    return browser.page(place).css_first("[name=seal]").attributes["value"]


def test_everyone_who_may_read_fetches_the_files_in_their_language(client: Browser, plan: Plan) -> None:
    workbook = client.get(address(plan, "/all.xlsx"))
    sheet = client.get(address(plan, "/activity.csv"))
    client.set_cookie("language", "en")
    english = client.get(address(plan, "/all.xlsx"))

    assert (workbook.status_code, workbook.mimetype) == (200, XLSX)
    assert workbook.headers["Content-Disposition"].endswith(f'-{plan.number}.xlsx"')
    assert "Aktiviteter" in opened(workbook.data).sheetnames
    assert "Activities" in opened(english.data).sheetnames
    assert sheet.data.decode("utf-8-sig").count("\r\n") == 2
    assert client.get(address(plan, "/person.csv")).status_code == 404


def test_the_file_is_not_sent_again_when_nothing_has_changed(client: Browser, plan: Plan) -> None:
    tag = client.get(address(plan, "/all.xlsx")).headers["ETag"]

    again = client.get(address(plan, "/all.xlsx"), headers={"If-None-Match": tag})
    plan.add("goal")
    changed = client.get(address(plan, "/all.xlsx"), headers={"If-None-Match": tag})

    assert (again.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize("rest", ["", "/all.xlsx", "/goal.csv"])
def test_a_roadmap_that_is_not_open_is_for_those_who_may_read_it(session: Session, client: Browser, rest: str) -> None:
    plan = a_plan(session, is_public=False)

    outside = client.get(address(plan, rest)).status_code
    client.sign_in(plan.person(plan.others["reader"]))

    assert (outside, client.get(address(plan, rest)).status_code) == (404, 200)


def test_the_county_holds_what_the_reader_may_see_and_is_not_sent_back(
    session: Session, client: Browser, plan: Plan
) -> None:
    hidden = a_plan(session, is_public=False)
    hidden.add("goal", "Hemligt mål")

    page_ = client.page("/county/spreadsheet")
    data = client.get("/county/spreadsheet/all.xlsx").data
    text = client.get("/county/spreadsheet/goal.csv").data.decode("utf-8-sig")
    client.sign_in(plan.person(plan.editor))
    refused = send(client, plan, data)

    assert page_.css_first("form[enctype]") is None
    assert "Fler förädlar" in text
    assert "Hemligt mål" not in text
    assert refused.status_code == 422
    assert page_of(refused).css_first("#field-file-error") is not None


def test_each_view_of_a_plan_leads_to_the_spreadsheet(client: Browser, plan: Plan) -> None:
    for view in ("activities", "timeline", "indicators", "responsibilities"):
        assert client.page(f"/areas/{plan.slug}/{view}").css_first(f"a[href='{address(plan)}']") is not None
    assert client.page("/county/activities").css_first("a[href='/county/spreadsheet']") is not None


def test_a_file_is_sent_looked_at_and_imported(editor: Browser, plan: Plan) -> None:
    def edit(book: Workbook) -> None:
        put(book, "activity", 1, title="Kurs för alla")
        added(book, "goal", title="Nytt mål")

    answer = send(editor, plan, edited(fetch(editor, plan), edit))
    before = plan.number
    shown_ = editor.page(answer.location)
    sealed = seal(editor, answer.location)
    done = editor.post(f"{answer.location}/confirmation", data={"seal": sealed, "summary": "Genomgång"})
    again = editor.post(f"{answer.location}/confirmation", data={"seal": sealed})

    assert answer.status_code == 303
    assert shown_.css_first(".compare-change ins") is not None
    assert (done.status_code, again.status_code, plan.number) == (303, 303, before + 1)
    assert "Genomgång" in editor.page(done.location).text()
    assert editor.get(answer.location).status_code == 303
    assert {one.content["title"] for one in plan.state.of_kind("goal", "activity")} == {
        "Fler förädlar",
        "Nytt mål",
        "Kurs för alla",
    }


def test_what_is_at_odds_is_chosen_and_a_missing_choice_is_asked_for(editor: Browser, plan: Plan) -> None:
    [course] = plan.state.of_kind("activity")
    data = edited(fetch(editor, plan), lambda book: put(book, "activity", 1, end="2027"))
    plan.edit(course.id, end="2029", by=plan.leader)
    place = send(editor, plan, data).location
    name, sealed = f"choice-{course.id}-end", seal(editor, place)

    unchosen = editor.post(f"{place}/confirmation", data={"seal": sealed, "summary": "Ny tid"})
    done = editor.post(f"{place}/confirmation", data={"seal": sealed, name: "yours"})

    asked = page_of(unchosen)
    assert unchosen.status_code == 422
    assert asked.css_first(f".error-summary a[href='#field-{name}']") is not None
    assert asked.css_first(f"#field-{name} .field-error") is not None
    assert asked.css_first("[name=summary]").attributes["value"] == "Ny tid"
    assert (done.status_code, content(plan, course.id)["end"]) == (303, "2027")


def test_what_has_changed_meanwhile_is_shown_again(editor: Browser, plan: Plan) -> None:
    [course] = plan.state.of_kind("activity")
    place = send(editor, plan, edited(fetch(editor, plan), lambda book: put(book, "activity", 1, end="2027"))).location
    sealed = seal(editor, place)
    plan.edit(course.id, start="2026", by=plan.leader)

    refused = editor.post(f"{place}/confirmation", data={"seal": sealed})

    assert refused.status_code == 409
    assert page_of(refused).css_first("[name=seal]").attributes["value"] != sealed
    assert content(plan, course.id)["end"] == "2028"


def test_a_file_that_nobody_has_worked_in_has_nothing_to_import(editor: Browser, plan: Plan) -> None:
    place = send(editor, plan, fetch(editor, plan)).location

    assert editor.page(place).css_first("[name=seal]") is None
    refused = editor.post(f"{place}/confirmation", data={"seal": "x"})
    assert (refused.status_code, plan.number) == (409, plan.number)


def test_bad_rows_are_shown_and_there_is_no_button(editor: Browser, plan: Plan) -> None:
    place = send(editor, plan, edited(fetch(editor, plan), lambda book: put(book, "activity", 1, end="<b>"))).location

    shown_ = editor.page(place)

    assert shown_.css_first(".spreadsheet-bad") is not None
    assert shown_.css_first("[name=seal]") is None


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The file with one part more."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return buffer.getvalue()


def merged(book: Workbook) -> None:
    page(book, "activity").merge_cells("D3:E3")


def twice(book: Workbook) -> None:
    book.copy_worksheet(page(book, "goal"))


def many(book: Workbook) -> None:
    for number in range(MOST_ROWS + 1):
        page(book, "goal").append([None, None, f"Mål {number}"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(lambda data: b"", "tom", id="empty"),
        pytest.param(lambda data: b"PK\x03\x04oj", "Excel", id="broken"),
        pytest.param(lambda data: b"\xd0\xcf\x11\xe0", "xlsx", id="of the older kind or with a password"),
        pytest.param(lambda data: b"a;b\n1;2\n", "", id="no spreadsheet of ours, as CSV"),
        pytest.param(lambda data: saved(Workbook()), "", id="no spreadsheet of ours"),
        pytest.param(lambda data: with_part(data, "xl/vbaProject.bin", b"x"), "xlsx", id="with macros"),
        pytest.param(lambda data: with_part(data, "xl/media/a.png", b"0" * 13_000_000), "", id="a bomb"),
        pytest.param(lambda data: edited(data, merged), "", id="merged cells"),
        pytest.param(lambda data: edited(data, twice), "", id="a sheet twice"),
        pytest.param(lambda data: edited(data, many), "", id="too many rows"),
        pytest.param(lambda data: edited(data, lambda b: page(b, "goal").delete_cols(1)), "", id="without ids"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_beside_the_field(
    editor: Browser, plan: Plan, change: object, sentence: str
) -> None:
    answer = send(editor, plan, change(fetch(editor, plan)))

    assert answer.status_code == 422
    assert sentence in page_of(answer).css_first("#field-file-error").text()


def test_no_file_at_all_is_told_too(editor: Browser, plan: Plan) -> None:
    assert editor.post(address(plan)).status_code == 422


@pytest.mark.parametrize("who", ["reader", "actor"])
def test_those_who_may_not_write_find_no_form_and_no_door(client: Browser, plan: Plan, who: str) -> None:
    data = fetched(plan)
    assert send(client, plan, data).status_code == 403
    client.sign_in(plan.person(plan.others[who]))

    shown_ = client.page(address(plan))
    assert shown_.css_first("form[enctype]") is None
    assert "processledaren" in shown_.css_first("main").text()
    assert send(client, plan, data).status_code == 403


def test_only_the_sender_sees_a_file_and_may_forget_it(client: Browser, plan: Plan) -> None:
    client.sign_in(plan.person(plan.editor))
    place = send(client, plan, fetched(plan)).location

    client.sign_in(plan.person(plan.leader))
    others = [client.get(place), client.post(f"{place}/confirmation"), client.post(f"{place}/withdrawal")]
    client.sign_in(plan.person(plan.editor))
    forgotten = client.post(f"{place}/withdrawal")

    assert [one.status_code for one in others] == [404, 404, 404]
    assert (forgotten.status_code, client.get(place).status_code) == (303, 404)


def test_who_may_no_longer_write_imports_nothing(session: Session, editor: Browser, plan: Plan) -> None:
    place = send(editor, plan, edited(fetch(editor, plan), lambda book: put(book, "goal", 1, title="Nytt"))).location
    sealed = seal(editor, place)
    plan.lock(None)

    refused = editor.post(f"{place}/confirmation", data={"seal": sealed})

    assert refused.status_code == 409
    assert page_of(refused).css_first(".spreadsheet-bad") is not None
    assert plan.state.of_kind("goal")[0].content["title"] == "Fler förädlar"


def test_a_file_fetched_in_one_language_is_taken_from_a_page_in_the_other(editor: Browser, plan: Plan) -> None:
    editor.set_cookie("language", "sv")
    data = fetch(editor, plan)
    editor.set_cookie("language", "en")
    place = send(editor, plan, edited(data, lambda book: put(book, "activity", 1, status="Pågår"))).location

    shown_ = editor.page(place)

    assert shown_.css_first(".spreadsheet-bad") is None
    assert len(shown_.css("ins")) == 2  # The legend, and the one change.
    assert shown(plan, sent(plan, fetched(plan))).is_fit is False
