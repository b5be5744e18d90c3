"""A person at a window of the browser, who acts by pointer or by keyboard alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.factories.accounts import PASSWORD

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
MOST_TABS = 400
# What a browser makes by itself, and where the tests serve their sites.
OWN, HERE = {"data", "blob", "about"}, {"127.0.0.1", "localhost"}


class Visitor:
    """What a person does: opens pages, presses, writes, chooses, reads. The same words by pointer and by keyboard."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        width: int,
        javascript: bool,
        keyboard: bool,
        language: str,
        touch: bool = False,
    ) -> None:
        self.address, self._keyboard, self.javascript = address, keyboard, javascript
        self._context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            accept_downloads=True,
            has_touch=touch,
            is_mobile=touch,
        )
        self._context.set_default_timeout(8_000)
        self._context.add_cookies([{"name": "language", "value": language, "url": address}])
        self.page: Page = self._context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        # Whatever the browser asks for, and of whom: no page may let a third party know that it is read.
        self.asked_for: set[str] = set()
        self.page.on("request", lambda sent: self._note(sent.url))
        self.page.on("websocket", lambda sent: self._note(sent.url))

    def _note(self, address: str) -> None:
        self.asked_for.add(address)
        if urlsplit(address).scheme not in OWN and urlsplit(address).hostname not in HERE:
            self.faults.append(f"the page asked for {address}")

    def leave(self) -> None:
        """Close the window; whatever the browser complained of comes out now."""
        self._context.close()
        assert not self.faults, self.faults

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(path if path.startswith("http") else self.address + path)

    def sign_in(self, email: str) -> None:
        """Sign in by the page for it."""
        self.open("/sign-in")
        self.write("E-mail address", email)
        self.write("Password", PASSWORD)
        self.press("button", "Sign in", within="main")
        self.sees("Sign out", visible=False)

    def press(self, role: Any, name: str, *, within: str = "body", exact: bool = True, first: bool = False) -> None:
        """Press a button or a link by its name."""
        found = self.page.locator(within).get_by_role(role, name=name, exact=exact)
        self.press_it(found.first if first else found)

    def press_it(self, found: Locator) -> None:
        """Press what was found."""
        if self._keyboard:
            self._tab_to(found)
            self.page.keyboard.press("Enter")
        else:
            found.click()

    def press_box(self, found: Locator) -> None:
        """Tick a box, or take the tick away."""
        if self._keyboard:
            self._tab_to(found)
            self.page.keyboard.press("Space")
        else:
            found.click()

    def unfold(self, name: str, *, within: str = "body") -> None:
        """Open a fold or a menu by the words on it."""
        self.press_it(self.page.locator(within).locator("summary", has_text=name).first)

    def write(self, label: str, text: str, *, within: str = "body") -> None:
        """Write in a field, in place of what stands there."""
        field = self.page.locator(within).get_by_label(label, exact=False).first
        if self._keyboard:
            self._tab_to(field)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            field.fill(text)

    def begin_writing(self, label: str, *, within: str = "body") -> None:
        """Go to a field for longer texts; with JavaScript it becomes a page that looks like the result."""
        field = self.page.locator(within).get_by_label(label, exact=False).first
        if self._keyboard:
            self._tab_to(field)
        else:
            field.click()
        if self.javascript:
            self.page.locator("[contenteditable=true]:focus").wait_for()
            # So shortly after the focus, a caret that goes to the beginning is taken for a fault of the browser.
            self.page.evaluate("() => new Promise((done) => setTimeout(done, 250))")

    def amend(self, label: str, text: str, old: str, new: str) -> None:
        """Write other words for some of a longer text; the rest of it is left as it is."""
        if not self._keyboard:
            self.write(label, text.replace(old, new))
            return
        self._tab_to(self.page.get_by_label(label, exact=False).first)
        expect(self.page.locator(":focus")).to_have_attribute("contenteditable", "true")
        self.page.keyboard.press("Alt+Shift+F")
        self.page.keyboard.type(old)
        self.page.keyboard.press("Escape")
        self.page.keyboard.type(new)

    def choose(self, label: str, *, within: str = "body") -> None:
        """Choose one of several radio buttons."""
        radio = self.page.locator(within).get_by_role("radio", name=label)
        if not self._keyboard:
            radio.check()
            return
        name = radio.get_attribute("name")
        self._tab_until(f"document.activeElement?.name === {name!r} && document.activeElement?.type === 'radio'")
        for _ in range(12):
            if radio.evaluate("one => one === document.activeElement && one.checked"):
                return
            self.page.keyboard.press(
                "Space" if radio.evaluate("one => one === document.activeElement") else "ArrowDown"
            )
        raise AssertionError(f"the keys did not reach {label}")

    def pick(self, label: str, option: str, *, within: str = "body") -> None:
        """Pick from a list."""
        lists = self.page.locator("select")
        field = self.page.locator(within).get_by_label(label, exact=False).and_(lists).first
        if self._keyboard:
            self._tab_to(field)
            self.page.keyboard.type(option)
        else:
            field.select_option(label=option)

    def sees(self, text: str, *, within: str = "body", visible: bool = True) -> None:
        """The words are on the page."""
        found = self.page.locator(within).get_by_text(text).first
        expect(found).to_be_visible() if visible else expect(found).to_be_attached()

    def does_not_see(self, text: str, *, within: str = "body") -> None:
        """The words are nowhere on the page."""
        expect(self.page.locator(within).get_by_text(text)).to_have_count(0)

    def download(self, name: str) -> str:
        """Press a link that downloads a file, and read it."""
        with self.page.expect_download() as waiting:
            self.press("link", name, exact=False, first=True)
        return Path(waiting.value.path()).read_text(encoding="utf-8")

    def axe_finds_nothing(self, *, only: Sequence[str] = ()) -> None:
        """No fault by the rules of WCAG 2.2 AA, and nothing cut off at the side. Axe itself needs JavaScript.

        :param only: the rules that are asked, where the others have been already
        """
        if not self.javascript:
            return
        # While Turbo fetches a page it says so on the element of the old one, which is not what is looked at.
        self.page.locator("html:not([aria-busy])").wait_for(state="attached")
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        asked = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": tags}
        found = self.page.evaluate("(asked) => axe.run({runOnly: asked, resultTypes: ['violations']})", asked)
        faults = [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
        assert not faults, (self.page.url, faults)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (self.page.url, f"{wide} pixels too wide")

    def _tab_to(self, found: Locator) -> None:
        found.wait_for(state="attached")
        handle = found.element_handle()
        # A field for longer texts may have become a page to write on by the time one is there.
        there = "wanted === document.activeElement || wanted.editor?.element.contains(document.activeElement)"
        self._tab_until(there, handle)

    def _tab_until(self, condition: str, handle: Any = None) -> None:
        for _ in range(MOST_TABS):
            if self.page.evaluate(f"wanted => {condition}", handle):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key never reached it: {condition}")
