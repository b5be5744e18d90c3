"""Several at one text at once: words, carets and names of each other; lost contact, closed tabs, versions and locks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from roadmaps.revisions.states import current_block
from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
FIELD = "textarea[name=text]"
PATIENCE = 15_000
STANDS_AFTER = """text => {
    const range = document.createRange()
    const caret = document.querySelector(".other-caret")
    if (!caret) return false
    range.setStart(caret.closest(".caret-mirror-text, .ProseMirror"), 0)
    range.setEndBefore(caret)
    return range.toString() === text
}"""


@pytest.fixture
def world(site: Site) -> World:
    return site.make_world()


@pytest.fixture
def arrive(visit: Visit, world: World) -> Callable[..., Visitor]:
    """Opens the form of the activity for somebody, in contact with the others; `mode` is how they write."""

    def come(email: str, *, mode: str = "rich", **way: object) -> Visitor:
        visitor = visit(**way)
        visitor.page.add_init_script(f"localStorage.setItem('writes', '{mode}')")
        visitor.sign_in(email)
        at_the_form(visitor, world)
        return visitor

    return come


def at_the_form(visitor: Visitor, world: World) -> None:
    visitor.open(f"/blocks/{world.activity}/edit")
    expect(visitor.page.locator(".live-panel")).to_be_visible()
    stands(visitor.page, "saved")
    visitor.page.locator(FIELD).focus()
    expect(visitor.page.locator(f".editor[data-mode]:has({FIELD})")).to_be_attached(timeout=PATIENCE)


def content_of(site: Site, world: World, name: str = "text") -> str:
    """What the roadmap says now."""
    with site.units.database.reading() as session:
        block = current_block(session, world.activity)
        assert block
        return str(block.content[name])


def stands(page: Page, state: str) -> None:
    """How it stands with one's words, by the panel."""
    expect(page.locator(".live-status")).to_have_attribute("data-state", state, timeout=PATIENCE)


def saves(visitor: Visitor) -> None:
    visitor.press("button", "Save")
    visitor.page.wait_for_url("**/roadmap**", timeout=PATIENCE)
    visitor.sees("Saved.")


def says(page: Page, text: str) -> None:
    expect(page.locator(FIELD)).to_have_value(text, timeout=PATIENCE)


def type_at(page: Page, place: int, words: str) -> None:
    page.locator(FIELD).evaluate("(field, at) => { field.editor.select(at); field.editor.focus() }", place)
    page.keyboard.type(words)


@pytest.mark.parametrize("mode", ["rich", "markdown"])
def test_two_see_each_others_words_names_and_carets(world: World, arrive: Callable[..., Visitor], mode: str) -> None:
    one, other = arrive(world.leader, mode=mode), arrive(world.editor)

    type_at(one.page, 0, "Först. ")
    says(other.page, f"Först. {COURSE}")
    type_at(other.page, len(f"Först. {COURSE}"), " Sist.")
    says(one.page, f"Först. {COURSE} Sist.")
    type_at(one.page, 0, "Allra ")

    expect(one.page.locator(".live-people")).to_contain_text("Strategen")
    expect(other.page.locator(".live-people")).to_contain_text("Processledaren")
    one.page.wait_for_function(STANDS_AFTER, arg=f"Allra Först. {COURSE} Sist.")
    expect(one.page.locator(".other-caret")).to_contain_text("Strategen")
    expect(one.page.locator("#announcements")).to_contain_text("Here now: Strategen", timeout=PATIENCE)


def test_the_caret_stays_among_its_words(world: World, arrive: Callable[..., Visitor]) -> None:
    one, other = arrive(world.leader, mode="markdown"), arrive(world.editor)
    type_at(one.page, 6, "")

    type_at(other.page, 0, "Ett stycke.")
    says(one.page, f"Ett stycke.{COURSE}")
    one.page.keyboard.type("X")

    says(one.page, f"Ett stycke.{COURSE[:6]}X{COURSE[6:]}")


@pytest.mark.parametrize("mode", ["rich", "markdown"])
def test_undoing_takes_back_only_ones_own(world: World, arrive: Callable[..., Visitor], mode: str) -> None:
    one, other = arrive(world.leader, mode=mode), arrive(world.editor)
    type_at(one.page, 0, "Mitt. ")
    says(other.page, f"Mitt. {COURSE}")
    type_at(other.page, 0, "Ditt. ")
    says(one.page, f"Ditt. Mitt. {COURSE}")

    one.page.keyboard.press("Control+Z")

    says(one.page, f"Ditt. {COURSE}")
    says(other.page, f"Ditt. {COURSE}")


def test_where_sockets_are_blocked_one_asks_instead(world: World, arrive: Callable[..., Visitor], visit: Visit) -> None:
    def full(socket: WebSocketRoute) -> None:
        socket.close(code=1013)

    other = arrive(world.editor)
    one = visit()
    one.page.route_web_socket("**/socket**", full)
    one.sign_in(world.leader)
    at_the_form(one, world)

    type_at(one.page, 0, "Utan sockel. ")
    says(other.page, f"Utan sockel. {COURSE}")
    type_at(other.page, 0, "Med. ")

    says(one.page, f"Med. Utan sockel. {COURSE}")
    stands(one.page, "saved")


def test_what_is_written_without_contact_goes_when_it_is_back(world: World, arrive: Callable[..., Visitor]) -> None:
    one, other = arrive(world.leader), arrive(world.editor)

    one.page.context.set_offline(True)
    type_at(one.page, 0, "Utan nät. ")
    stands(one.page, "away")
    expect(one.page.locator("#announcements")).to_contain_text("No contact. Your text is kept here")
    type_at(other.page, len(COURSE), " Med nät.")
    stands(other.page, "saved")
    one.page.context.set_offline(False)

    stands(one.page, "saved")
    says(one.page, f"Utan nät. {COURSE} Med nät.")
    says(other.page, f"Utan nät. {COURSE} Med nät.")


def closes_the_tab_on_the_train(visitor: Visitor) -> BrowserContext:
    """Without contact, and with words in it that nobody has yet; contact comes back when the test says so."""
    context = visitor.page.context
    context.set_offline(True)
    # Until the page knows, what is typed may still leave by a line that is open.
    stands(visitor.page, "away")
    type_at(visitor.page, 0, "Skrivet på tåget. ")
    stands(visitor.page, "away")
    visitor.page.close()
    return context


def test_a_tab_closed_without_contact_gives_its_words_at_the_next_visit(
    world: World, arrive: Callable[..., Visitor]
) -> None:
    one, other = arrive(world.leader), arrive(world.editor)
    context = closes_the_tab_on_the_train(one)
    context.set_offline(False)
    says(other.page, COURSE)

    one.page = context.new_page()
    at_the_form(one, world)

    says(one.page, f"Skrivet på tåget. {COURSE}")
    says(other.page, f"Skrivet på tåget. {COURSE}")
    stands(one.page, "saved")
    expect(one.page.locator("[data-autosave-target=notice]")).to_be_hidden()


def test_words_of_a_closed_tab_are_taken_in_when_a_version_was_saved_meanwhile(
    site: Site, world: World, arrive: Callable[..., Visitor]
) -> None:
    one, other = arrive(world.leader), arrive(world.editor)
    context = closes_the_tab_on_the_train(one)
    type_at(other.page, len(COURSE), " Och sparat.")
    saves(other)
    assert content_of(site, world) == f"{COURSE} Och sparat."
    context.set_offline(False)

    one.page = context.new_page()
    at_the_form(one, world)

    says(one.page, f"Skrivet på tåget. {COURSE} Och sparat.")
    stands(one.page, "saved")


def test_words_of_a_closed_tab_are_shown_where_the_text_has_been_locked_meanwhile(
    world: World, arrive: Callable[..., Visitor], visit: Visit
) -> None:
    one, leader = arrive(world.editor), visit()
    leader.sign_in(world.leader)
    context = closes_the_tab_on_the_train(one)
    leader.open(f"/blocks/{world.activity}/lock")
    leader.write("Why", "Texten ligger hos nämnden.", within="main")
    leader.press("button", "Lock", within="main")
    leader.sees("Locked: Texten ligger hos nämnden.")
    context.set_offline(False)

    one.page = context.new_page()
    one.open(f"/blocks/{world.activity}/edit")

    expect(one.page.get_by_label("What you wrote")).to_have_value(f"Skrivet på tåget. {COURSE}")
    one.axe_finds_nothing()
    one.press("button", "I have taken care of it")
    expect(one.page.get_by_label("What you wrote")).to_have_count(0)
    one.page.reload()
    expect(one.page.get_by_label("What you wrote")).to_have_count(0)


def test_a_version_has_the_rest_of_the_form_in_it_and_the_others_go_on(
    site: Site, world: World, arrive: Callable[..., Visitor]
) -> None:
    one, other = arrive(world.leader), arrive(world.editor)
    type_at(other.page, 0, "Från den ena. ")
    says(one.page, f"Från den ena. {COURSE}")
    type_at(one.page, len(f"Från den ena. {COURSE}"), " Från den andra.")

    one.write("The activity in one line", "Kurs i god beredskap")
    saves(one)
    assert content_of(site, world) == f"Från den ena. {COURSE} Från den andra."
    assert content_of(site, world, "title") == "Kurs i god beredskap"
    expect(other.page.locator("#announcements")).to_contain_text("was saved by Processledaren", timeout=PATIENCE)
    type_at(other.page, 0, "Vidare. ")
    stands(other.page, "saved")
    at_the_form(one, world)
    says(one.page, f"Vidare. Från den ena. {COURSE} Från den andra.")


def test_a_form_with_a_fault_comes_back_and_nothing_is_doubled(
    site: Site, world: World, arrive: Callable[..., Visitor]
) -> None:
    one, other = arrive(world.leader), arrive(world.editor)
    type_at(one.page, 0, "En gång. ")

    one.write("The activity in one line", "")
    one.press("button", "Save")
    expect(one.page.locator(".error-summary")).to_be_visible()
    stands(one.page, "saved")
    says(one.page, f"En gång. {COURSE}")
    one.write("The activity in one line", "Kurs")
    saves(one)
    says(other.page, f"En gång. {COURSE}")
    assert content_of(site, world) == f"En gång. {COURSE}"


def test_without_contact_no_version_is_saved_and_nothing_is_lost(
    site: Site, world: World, arrive: Callable[..., Visitor]
) -> None:
    one = arrive(world.leader)
    one.page.context.set_offline(True)
    type_at(one.page, 0, "Kvar. ")
    stands(one.page, "away")

    one.press("button", "Save")
    expect(one.page.locator("#announcements")).to_contain_text("no version was saved", timeout=PATIENCE)
    one.page.context.set_offline(False)
    stands(one.page, "saved")
    saves(one)
    assert content_of(site, world) == f"Kvar. {COURSE}"


@pytest.mark.parametrize("mode", ["rich", "markdown"])
def test_a_lock_ends_the_writing_and_says_why(
    site: Site, world: World, arrive: Callable[..., Visitor], visit: Visit, mode: str
) -> None:
    one, leader = arrive(world.editor, mode=mode), visit()
    leader.sign_in(world.leader)
    type_at(one.page, 0, "Före låset. ")
    stands(one.page, "saved")

    leader.open(f"/blocks/{world.activity}/lock")
    leader.write("Why", "Texten ligger hos nämnden.", within="main")
    leader.press("button", "Lock", within="main")

    stands(one.page, "closed")
    one.page.keyboard.type("Efter. ")
    says(one.page, f"Före låset. {COURSE}")
    expect(one.page.locator(".surface-locked").first).to_contain_text("Texten ligger hos nämnden.")
    expect(one.page.locator(".live-status")).to_contain_text("Texten ligger hos nämnden.")
    assert content_of(site, world) == f"Före låset. {COURSE}"


def test_words_that_came_after_a_lock_are_given_back(
    world: World, arrive: Callable[..., Visitor], visit: Visit
) -> None:
    one, leader = arrive(world.editor), visit()
    leader.sign_in(world.leader)
    one.page.context.set_offline(True)
    type_at(one.page, 0, "För sent. ")
    stands(one.page, "away")

    leader.open(f"/blocks/{world.activity}/lock")
    leader.write("Why", "Texten ligger hos nämnden.", within="main")
    leader.press("button", "Lock", within="main")
    leader.sees("Locked: Texten ligger hos nämnden.")
    one.page.context.set_offline(False)

    stands(one.page, "closed")
    expect(one.page.get_by_label("What you wrote")).to_have_value(f"För sent. {COURSE}", timeout=PATIENCE)
    one.axe_finds_nothing()
    one.press("button", "I have taken care of it")
    expect(one.page.get_by_label("What you wrote")).to_have_count(0)


@pytest.mark.parametrize(
    "way",
    [pytest.param({"width": 1440}, id="at-a-desk"), pytest.param({"width": 390}, id="on-a-phone")],
)
def test_the_form_is_for_everybody_while_others_are_in_it(
    world: World, arrive: Callable[..., Visitor], way: dict[str, object]
) -> None:
    other = arrive(world.editor, mode="markdown", **way)
    one = arrive(world.leader, **way)

    type_at(one.page, 0, "Hej. ")
    says(other.page, f"Hej. {COURSE}")
    type_at(other.page, 0, "Hallå. ")
    says(one.page, f"Hallå. Hej. {COURSE}")

    one.axe_finds_nothing()
    other.axe_finds_nothing()


def test_by_keyboard_alone_one_comes_in_writes_and_saves(
    site: Site, world: World, arrive: Callable[..., Visitor], visit: Visit
) -> None:
    arrive(world.editor)
    one = visit(keyboard=True)
    one.sign_in(world.leader)
    one.open(f"/blocks/{world.activity}/edit")
    stands(one.page, "saved")

    one.write("How it is done", "Skrivet med tangenter.")
    stands(one.page, "saved")
    saves(one)
    assert content_of(site, world) == "Skrivet med tangenter."
