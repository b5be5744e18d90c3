/* Asks the browser to make or to show a passkey, and sends the form with what it answered. Hidden where there is no such thing. */
import { Controller } from "@hotwired/stimulus"
import { makePasskey, showPasskey } from "../passkeys.js"

export default class extends Controller {
  static targets = ["answer", "button", "problem"]
  static values = { challenge: String, isNew: Boolean }

  connect() {
    this.element.hidden = !window.PublicKeyCredential
  }

  disconnect() {
    this.element.hidden = true
    this.answerTarget.value = ""
    this.problemTarget.hidden = true
  }

  async ask(event) {
    event.preventDefault()
    this.problemTarget.hidden = true
    this.buttonTarget.disabled = true
    try {
      const options = await this.#fetchOptions()
      this.answerTarget.value = JSON.stringify(await (this.isNewValue ? makePasskey(options) : showPasskey(options)))
    } catch {
      this.problemTarget.hidden = false
      return
    } finally {
      this.buttonTarget.disabled = false
    }
    this.element.submit()
  }

  async #fetchOptions() {
    const token = this.element.elements.namedItem("csrf_token").value
    const response = await fetch(this.challengeValue, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token } })
    if (!response.ok) throw new Error("no challenge")
    return response.json()
  }
}
