/* Hears what the server says to a field, and what is the matter with the line. */
import { fromBase64 } from "./bytes.js"
import { ended } from "./endings.js"

/* So long a piece that is missing may take to come by itself. */
const patience = 2000

export class Ear {
  constructor(field) {
    this.field = field
  }

  heard(message) {
    const { field } = this
    if (message.type === "ack") field.outbox.acknowledged(message.id)
    else if (message.type === "updates") this.#updates(message.updates)
    else if (message.type === "people") field.meet(message.people)
    else if (message.type === "closed") this.#closed(message)
    else if (message.type === "late") this.#late(message)
    else if (message.type === "refused") this.#refused(message)
  }

  contact(is) {
    this.field.be(is ? "writing" : "away")
  }

  refused({ sentence, status }) {
    this.stop()
    if (status === 401) this.#mend()
    else ended(this.field, { why: "refused", sentence: this.why ?? sentence })
  }

  stop() {
    clearTimeout(this.timer)
    this.field.link.stop()
  }

  #updates(list) {
    const { field } = this
    field.binding.receive(list.map(fromBase64))
    field.link.hurry()
    clearTimeout(this.timer)
    if (field.text.lacks) this.timer = setTimeout(() => this.#mend(), patience)
  }

  #late({ id, closed, late }) {
    if (late.how !== "kept") this.field.outbox.acknowledged(id)
    this.#closed(closed)
  }

  /* What was said about no update is said once more when the line is hung up, if it is the end. */
  #refused({ id, sentence, final, status }) {
    if (id === null) this.why = sentence
    else if (final) this.refused({ sentence, status })
    else this.#mend()
  }

  /* The log lacks something of ours, or we something of it. */
  #mend() {
    this.stop()
    this.field.joining.later(() => this.field.joining.mend())
  }

  #closed(how) {
    this.stop()
    if (this.field.room.isSaving) this.field.closing = how
    else ended(this.field, how)
  }
}
