/* Chooses light, dark or as the machine has it: radio buttons in a fieldset with class "needs-script". */
import { Controller } from "@hotwired/stimulus"
import { chooseTheme, chosenTheme } from "../theme.js"

export default class extends Controller {
  static targets = ["choice"]

  connect() {
    for (const choice of this.choiceTargets) choice.checked = choice.value === chosenTheme()
  }

  choose(event) {
    chooseTheme(event.target.value)
  }
}
