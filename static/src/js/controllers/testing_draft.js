/* For tests: a form that keeps drafts, and a draft that this browser has kept of it. */
import { openPage } from "../testing/page.js"
import AutosaveController from "./autosave_controller.js"

const form = (version, text, attributes = "") => `<form data-controller="autosave" data-autosave-key-value="block/3"
    data-autosave-version-value="${version}" data-autosave-wait-value="0">
  <div data-autosave-target="notice" hidden>Found <p data-autosave-target="stale" hidden>Moved on</p>
    <button type="button" data-action="autosave#discard">Throw away</button></div>
  <input type="hidden" name="csrf_token" value="secret"><input type="hidden" name="based_on" value="${version}"><input type="password" name="word" value="hemligt">
  <textarea name="text" ${attributes}>${text}</textarea></form>`

export const kept = (facts) => JSON.stringify({ values: [["text", "Typed"]], version: "7", at: Date.now(), isSent: false, ...facts })

export async function openForm({ version = "7", text = "Saved", draft, attributes, head = "", settles = false } = {}) {
  const settling = settles ? 'data-controller="autosave" data-autosave-settles-value="true"' : 'data-controller="autosave"'
  const page = await openPage(head + form(version, text, attributes).replace('data-controller="autosave"', settling))
  if (draft) page.window.localStorage.setItem("draft:p1:block/3", draft)
  await page.start("autosave", AutosaveController)
  const answer = (detail) =>
    page.find("form").dispatchEvent(new page.window.CustomEvent("turbo:submit-end", { bubbles: true, detail }))
  return { ...page, answer, draft: () => JSON.parse(page.window.localStorage.getItem("draft:p1:block/3")) }
}
