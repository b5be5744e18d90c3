/* What happens to a field when its session ends. After a saved version one goes on in the next session; after a lock, or
   where one may not write any more, nothing more can be written, and what was not sent is given back to the person. */
import { handOverAll } from "./late.js"
import { keepOut } from "./texts_of.js"

const goesOn = ["saved", "left"]

export async function ended(field, how) {
  const { door, joined, outbox, binding, joining } = field
  const stays = goesOn.includes(how.why)
  field.stop()
  joining.begun({ after: stays ? null : how })
  binding.pull()
  field.meet([])
  if (!stays) lock(field, how)
  const outcome = await handOverAll(door, joined, outbox, binding)
  if (joining.isStopped) return
  if (outcome.how === "none") {
    if (stays) field.be("away")
    return joining.later(() => ended(field, how))
  }
  if (outcome.how === "kept") return stays ? apart(field, outcome.sentence, outcome.text) : giveBack(field, how, outcome)
  field.rest()
  if (stays && how.number) field.room.say(how.by ? "version" : "version_left", { number: how.number, name: how.by })
  await joining.join()
}

/* Nothing more can be written, by what has been said, and by what the server says when it is asked again. */
export function lock(field, how, reason) {
  const sentence = [...new Set([how.sentence, reason])].filter(Boolean).join(" ")
  field.binding.surface.lock(sentence || field.room.panel.word("closed"))
  field.be("closed", sentence)
}

/* From here on the field is an ordinary one: it is saved with the form, and kept as a draft till then. */
export function apart(field, sentence, text) {
  field.stop()
  field.joined = null
  field.binding.destroy()
  field.keeper.forget()
  keepOut(field.element, false)
  if (text !== undefined && text !== field.binding.surface.source) field.binding.surface.replace(text)
  field.element.dispatchEvent(new Event("input", { bubbles: true }))
  field.be("apart", sentence)
}

function giveBack(field, how, { sentence, text }) {
  lock(field, how, sentence)
  field.room.offer(field, sentence, text, () => field.outbox.clear())
}
