"""Longer texts are written on a page that looks like the result: by keys alone, by touch, with and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.site import COURSE, Site, World
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
ODD = "Se [källan].\n\n[källan]: https://www.example.org/en-sida\n\nSlut."


@pytest.fixture
def world(site: Site) -> World:
    """A new area for each."""
    return site.make_world()


def suggesting(visit: Visit, world: World, **ways: object) -> Page:
    """The page where one suggests a change: a form that one writes in alone."""
    person = visit(**ways)
    person.sign_in(world.editor)
    person.open(f"/blocks/{world.activity}/suggest")
    return person.page


def in_the_text(page: Page) -> Locator:
    """The page to write on, with the caret at its end."""
    page.locator("textarea[name=text]").focus()
    text = page.get_by_role("textbox", name="How it is done")
    expect(text).to_have_attribute("contenteditable", "true")
    expect(text).to_be_focused()
    page.keyboard.press("Control+End")
    return text


def anew(page: Page) -> Locator:
    """The same, with nothing in it."""
    text = in_the_text(page)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    return text


def tools(page: Page) -> Locator:
    """What stands around the text."""
    return page.locator(".editor", has=page.locator("textarea[name=text]"))


def source(page: Page) -> str:
    """What the form would send."""
    return page.locator("textarea[name=text]").input_value()


def test_a_text_of_all_kinds_is_written_by_keys_alone(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    text, keys = anew(page), page.keyboard

    keys.type("# Kursen")
    keys.press("Enter")
    keys.type("Den är **öppen** för *alla*.")
    keys.press("Enter")
    keys.type("- jord")
    keys.press("Enter")
    keys.type("åker")
    keys.press("Alt+Shift+ArrowRight")
    keys.press("Enter")
    keys.type("skog")
    keys.press("Alt+Shift+ArrowLeft")
    for _ in range(2):
        keys.press("Enter")
    keys.type("Läs mer")
    keys.press("Shift+Home")
    keys.press("Control+K")
    keys.type("www.example.org")
    keys.press("Enter")
    expect(text).to_be_focused()
    keys.press("End")
    keys.press("Enter")
    keys.press("Alt+Shift+R")
    for word in ("Ort", "Platser", "", "Ås", "12"):
        keys.type(word)
        keys.press("Tab")
    keys.press("Alt+Shift+Delete")
    keys.press("Alt+Shift+Backspace")
    keys.press("ArrowDown")
    keys.type("Slut")

    expect(text.locator("h3")).to_contain_text("Kursen")
    expect(text.get_by_role("link", name="Läs mer")).to_have_attribute("href", "https://www.example.org")
    assert source(page) == (
        "# Kursen\n\nDen är **öppen** för *alla*.\n\n- jord\n  - åker\n- skog\n\n"
        "[Läs mer](https://www.example.org)\n\n| Ort | Platser |\n| --- | --- |\n| Ås | 12 |\n\nSlut"
    )


def test_tab_leaves_the_text_and_from_a_table_after_escape(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    text = anew(page)

    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(text).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(tools(page).get_by_role("button", name="Style")).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Alt+Shift+R")
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()


def test_the_toolbar_is_one_stop_and_arrows_go_along_it(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    text, keys = in_the_text(page), page.keyboard
    keys.press("Control+A")

    keys.press("Alt+F10")
    keys.press("ArrowRight")
    expect(tools(page).get_by_role("button", name="Bold")).to_be_focused()
    keys.press("Enter")
    expect(text).to_be_focused()
    expect(tools(page).get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    keys.press("Alt+F10")
    expect(tools(page).get_by_role("button", name="Bold")).to_be_focused()
    keys.press("Home")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Heading", exact=True)).to_be_focused()
    keys.press("Enter")

    assert source(page) == f"# **{COURSE}**"
    expect(tools(page).get_by_role("button", name="Style: Heading")).to_be_visible()


def test_all_keys_are_told(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    text = in_the_text(page)

    page.keyboard.press("Alt+Shift+K")
    told = page.get_by_role("dialog", name="Keys when you write")
    expect(told.get_by_text("Move the list item in")).to_be_visible()
    page.keyboard.press("Escape")

    expect(told).to_have_count(0)
    expect(text).to_be_focused()


def test_a_link_leads_only_where_the_server_lets_it(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    anew(page)

    page.keyboard.press("Control+K")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="A link can lead to")).to_be_visible()
    page.get_by_label("Where does it lead?").fill("kim@example.org")
    page.get_by_label("Words to press").fill("Skriv till Kim")
    page.get_by_role("button", name="Put the link in").click()

    assert source(page) == "[Skriv till Kim](mailto:kim@example.org)"


def test_words_are_found_in_the_text(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    in_the_text(page)

    page.keyboard.press("Alt+Shift+F")
    page.keyboard.type("kurs")
    expect(page.get_by_text("1 of 2")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 2")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("utbildning")

    assert source(page) == COURSE.replace("hela kurs", "hela utbildning")


def test_one_can_undo_and_do_again(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    in_the_text(page)

    page.keyboard.type(" Välkommen.")
    assert source(page) == f"{COURSE} Välkommen."
    page.keyboard.press("Control+Z")
    assert source(page) == COURSE
    tools(page).get_by_role("button", name="Do again").click()
    assert source(page) == f"{COURSE} Välkommen."


def test_markdown_is_written_at_one_key_and_that_is_remembered(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    in_the_text(page)

    page.keyboard.press("Control+Shift+M")
    field = page.get_by_label("How it is done")
    expect(field).to_be_focused()
    field.press_sequentially("\n\n* ett\n* två")
    page.keyboard.press("Control+Shift+M")
    text = page.get_by_role("textbox", name="How it is done")
    expect(text.get_by_role("listitem")).to_contain_text(["ett", "två"])
    page.keyboard.type("!")
    assert source(page) == f"{COURSE}\n\n* ett\n* två!"

    page.keyboard.press("Control+Shift+M")
    page.evaluate("window.onbeforeunload = null")
    page.get_by_role("link", name="Suggest that it goes").focus()
    page.reload()
    page.get_by_label("How it is done").focus()
    expect(tools(page).get_by_role("button", name="Write as it will look")).to_be_visible()
    assert tools(page).locator("[contenteditable]").count() == 0


def test_what_the_page_cannot_show_is_an_island_of_markdown(visit: Visit, site: Site, world: World) -> None:
    site.edit_activity(world, world.editor, ODD)
    page = suggesting(visit, world)
    text = in_the_text(page)

    expect(text.locator(".source-island")).not_to_have_count(0)
    assert source(page) == ODD
    page.keyboard.type(" Ja.")
    assert source(page) == f"{ODD} Ja."


def test_what_is_typed_while_the_editor_comes_is_kept_with_the_caret(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    waiting: list[Route] = []
    page.route("**/writing-tools", lambda route: waiting.append(route))
    field = page.locator("textarea[name=text]")

    with page.expect_request("**/writing-tools"):
        field.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Hej. ")
    expect(field).to_be_focused()
    for route in waiting:
        route.continue_()
    text = page.get_by_role("textbox", name="How it is done")
    expect(text).to_have_attribute("contenteditable", "true")
    page.keyboard.type("Hopp. ")

    assert source(page) == f"Hej. Hopp. {COURSE}"


def test_a_draft_comes_back_into_the_text(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    in_the_text(page)
    page.keyboard.type(" Sent.")
    expect(page.get_by_text("19 words")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()
    text = in_the_text(page)
    expect(text).to_contain_text("Sent.")
    assert source(page) == f"{COURSE} Sent."
    page.get_by_role("button", name="Throw away the draft").click()

    expect(text).to_have_text(COURSE)


def test_nothing_that_is_written_becomes_html(visit: Visit, world: World) -> None:
    page = suggesting(visit, world)
    text = anew(page)
    harmful = "<img src=x onerror=alert(1)> <script>alert(2)</script> &lt;b&gt;"

    page.keyboard.type(harmful)
    expect(text).to_have_text(harmful)
    page.keyboard.press("Control+Shift+M")
    page.get_by_label("How it is done").fill(
        f"{harmful}\n\n[x](javascript:alert(3)) ![x](https://elsewhere.test/p.png)"
    )
    page.keyboard.press("Control+Shift+M")

    assert (
        page.locator(".rich-text").locator("img[src*=elsewhere], img[onerror], script, a[href^=javascript]").count()
        == 0
    )


def test_a_page_where_nobody_writes_fetches_nothing_of_it(visit: Visit, world: World) -> None:
    person = visit()
    person.sign_in(world.editor)
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))

    person.open(f"/areas/{world.slug}/roadmap")
    person.page.wait_for_load_state("networkidle")
    assert [one for one in asked if "/chunks/mount" in one or "writing-tools" in one] == []

    person.open(f"/blocks/{world.activity}/suggest")
    in_the_text(person.page)
    assert any("/chunks/mount" in one for one in asked)


def test_without_javascript_there_is_a_text_field(visit: Visit, world: World) -> None:
    page = suggesting(visit, world, javascript=False)

    page.get_by_label("How it is done").fill("# Kursen\n\n- ett")

    assert source(page) == "# Kursen\n\n- ett"
    assert page.locator("[role=toolbar]").count() == 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_while_one_writes(visit: Visit, site: Site, world: World, width: int, theme: str) -> None:
    everything = "# R\n\n- [ ] a\n\n> c\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n`d` ~~e~~ [f](/county)[^1]\n\n[^1]: g"
    site.edit_activity(world, world.editor, f"{everything}\n\n{ODD}")
    person = visit(width=width)
    person.sign_in(world.editor)
    person.page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
    person.open(f"/blocks/{world.activity}/suggest")
    in_the_text(person.page)

    person.axe_finds_nothing()
    tools(person.page).get_by_role("button", name="More", exact=True).click()
    person.axe_finds_nothing()
    person.page.get_by_role("menuitem", name="Find in the text").click()
    person.axe_finds_nothing()
    person.page.keyboard.press("Escape")
    person.page.keyboard.press("Alt+Shift+K")
    person.axe_finds_nothing()
    person.page.keyboard.press("Escape")
    person.page.keyboard.press("Control+K")
    person.axe_finds_nothing()
    person.page.keyboard.press("Escape")
    person.page.keyboard.press("Control+Shift+M")
    person.axe_finds_nothing()


def test_it_is_written_by_touch_on_a_phone(visit: Visit, world: World) -> None:
    page = suggesting(visit, world, width=390, touch=True)

    page.locator("textarea[name=text]").tap()
    text = page.get_by_role("textbox", name="How it is done")
    expect(text).to_be_focused()
    page.keyboard.press("Control+A")
    tools(page).get_by_role("button", name="Bulleted list").tap()
    expect(text).to_be_focused()
    tools(page).get_by_role("button", name="Style").tap()
    page.get_by_role("menuitemradio", name="Small heading").tap()
    tools(page).get_by_role("button", name="Undo").tap()

    assert source(page) == f"- {COURSE}"
    heights = page.locator(".editor-tool:visible").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 40
