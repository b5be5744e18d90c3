/* A small page for tests of controllers: markup in, a started Stimulus application out. */
import { JSDOM } from "jsdom"

const borrowed = ["document", "Node", "Element", "EventTarget", "Event", "CustomEvent", "KeyboardEvent", "MouseEvent", "MutationObserver", "AbortController", "localStorage"]

export async function openPage(markup, url = "https://fardplan.example/") {
  const { window } = new JSDOM(
    `<!doctype html><html lang="sv"><body data-person="p1">${markup}<div id="announcements"></div></body></html>`, { url }
  )
  globalThis.window = window
  for (const name of borrowed) globalThis[name] = window[name]
  const { Application } = await import("@hotwired/stimulus")
  const application = new Application(window.document.documentElement)
  return {
    window,
    find: (selector) => window.document.querySelector(selector),
    async start(name, Controller) {
      application.register(name, Controller)
      await application.start()
      await moment()
    },
    /* Takes the element out of the page, as a change of page does, and hands it over. */
    async remove(selector) {
      const element = window.document.querySelector(selector)
      element.remove()
      await moment()
      return element
    },
    type(selector, words) {
      const field = window.document.querySelector(selector)
      field.value = words
      field.dispatchEvent(new window.Event("input", { bubbles: true }))
    }
  }
}

/* Waits for as long as it takes, which on a busy machine nobody knows beforehand. */
export async function until(isSo, patience = 20_000) {
  for (const began = Date.now(); !isSo(); await moment(2)) {
    if (Date.now() - began > patience) throw new Error(`It never came to this: ${isSo}`)
  }
}

/* For what comes at once or at a known time, and for what must not come. */
export function moment(milliseconds = 0) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
