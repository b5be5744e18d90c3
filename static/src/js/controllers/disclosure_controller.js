/* Shows a question only when an earlier answer asks for it. Without a script every question shows.
   <div data-controller="disclosure"> … <input data-disclosure-target="choice" data-action="disclosure#show">
     <div data-disclosure-target="panel" data-when="funded partly">…</div> */
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["choice", "panel"]

  connect() {
    this.show()
  }

  disconnect() {
    for (const panel of this.panelTargets) panel.hidden = false
  }

  show() {
    const chosen = this.#chosen()
    for (const panel of this.panelTargets) {
      panel.hidden = !panel.dataset.when.split(" ").some((value) => chosen.includes(value))
    }
  }

  #chosen() {
    return this.choiceTargets
      .filter((choice) => !["checkbox", "radio"].includes(choice.type) || choice.checked)
      .map((choice) => choice.value)
  }
}
