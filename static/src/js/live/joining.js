/* Coming into the session of a field: again and again until there is contact, after handing over what earlier pages of
   the same person have left in this browser. */
import { fromBase64 } from "./bytes.js"
import { apart, ended, lock } from "./endings.js"
import { handOver, noAnswer } from "./late.js"
import { rebase } from "./rebase.js"

const soonest = 1000
const latest = 30_000

export class Joining {
  #tries = 0

  constructor(field) {
    this.field = field
  }

  async begin() {
    await this.field.kept.deliver((words, done) => this.#handOver(words, done))
    await this.join()
  }

  async join(own = {}) {
    const { field } = this
    const { status, body } = await field.door.join({ field: field.name, ...own })
    if (this.isStopped) return
    if (noAnswer.includes(status)) {
      field.be(status === 401 ? "signed_out" : "away")
      return this.later(() => this.join(own))
    }
    this.#tries = 0
    if (status !== 200) return this.after ? lock(field, this.after, body.sentence) : apart(field, body.sentence)
    // Whoever may go on writing after a lock is told of it all the same.
    if (this.after?.sentence) field.room.panel.tell(this.after.sentence)
    this.after = null
    if (own.client) return this.#goOn(body)
    field.enter(body)
    await field.kept.deliver((words) => this.#bringIn(words))
  }

  /* Each is told anew how far the other has come. */
  mend() {
    const { session, client } = this.field.joined
    return this.join({ session, client })
  }

  later(act) {
    clearTimeout(this.timer)
    const wait = Math.min(latest, soonest * 2 ** this.#tries++) * (0.5 + Math.random())
    this.timer = setTimeout(act, wait)
  }

  /* One comes in anew, `after` something that may mean that one cannot. */
  begun({ after }) {
    this.isStopped = false
    this.after = after
  }

  stop() {
    this.isStopped = true
    clearTimeout(this.timer)
  }

  #goOn(joined) {
    const { field } = this
    if (joined.session !== field.joined.session || joined.client !== field.joined.client) return ended(field, { why: "left" })
    field.joined = joined
    field.binding.receive([fromBase64(joined.state)])
    field.outbox.clear()
    field.outbox.add(field.text.since(joined.clock))
    field.connect()
  }

  /* Words of a session that was not told of them. */
  async #handOver(words, done) {
    if (!words.update) return false
    const outcome = await handOver(this.field.door, { ...words, update: fromBase64(words.update) })
    if (outcome.how === "kept") this.field.room.offer(this.field, outcome.sentence, outcome.text, done)
    if (outcome.how === "sent") this.field.room.say("brought")
    return outcome.how === "sent"
  }

  /* Words from before there was a session. */
  #bringIn({ base, source, update }) {
    const { binding, text, keeper, room } = this.field
    if (update) return false
    binding.pull()
    text.write(rebase(base, source, text.source))
    binding.push()
    keeper.now()
    room.say("brought")
    return true
  }
}
