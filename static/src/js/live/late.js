/* Words are handed to their session by an ordinary request, also when the session has ended. What came of it:
   { how: "sent" }                      they are in the text, or the text said so already
   { how: "kept", sentence, text }      they could not be put in: here is the whole text with them
   { how: "none" }                      no contact: to be tried again */
import { rebase } from "./rebase.js"

export const noAnswer = [0, 401, 408, 425, 429, 500, 502, 503, 504]

export async function handOver(door, { session, client, update, source }) {
  const { status, body } = await door.push(session, client, update)
  if (noAnswer.includes(status)) return { how: "none" }
  const isIn = body.late ? body.late.how !== "kept" : status === 200
  if (isIn) return { how: "sent" }
  return { how: "kept", sentence: body.late?.sentence ?? body.sentence, text: body.late?.text || source }
}

/* All of an outbox, also what is written meanwhile; what could not be put in comes back with what was written since. */
export async function handOverAll(door, { session, client }, outbox, binding) {
  outbox.again()
  while (outbox.hasWaiting) {
    const { source } = binding.surface
    const { id, update } = outbox.take()
    const isAll = !outbox.hasWaiting
    const outcome = await handOver(door, { session, client, update, source })
    if (outcome.how !== "sent") {
      binding.pull()
      outbox.again()
      const now = binding.surface.source
      return outcome.how === "kept" ? { ...outcome, text: isAll ? rebase(source, now, outcome.text) : now } : outcome
    }
    outbox.acknowledged(id)
    binding.pull()
  }
  return { how: "sent" }
}
