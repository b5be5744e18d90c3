import assert from "node:assert/strict"
import { test } from "node:test"
import { openPage } from "../testing/page.js"
import MenuController from "./menu_controller.js"

const markup = `<details open data-controller="menu" data-action="keydown.esc->menu#close click@window->menu#closeOutside">
  <summary>More</summary><a href="#inside">Inside</a></details><p id="outside">Outside</p>`

async function openMenu() {
  const page = await openPage(markup)
  await page.start("menu", MenuController)
  return page
}

test("Escape closes the menu and gives the focus back", async () => {
  const page = await openMenu()

  page.find("a").dispatchEvent(new page.window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }))

  assert.equal(page.find("details").open, false)
  assert.equal(page.window.document.activeElement, page.find("summary"))
})

test("a press elsewhere closes the menu", async () => {
  const page = await openMenu()

  page.find("#outside").click()

  assert.equal(page.find("details").open, false)
})

test("a press inside leaves the menu open", async () => {
  const page = await openMenu()

  page.find("a").click()

  assert.equal(page.find("details").open, true)
})
