/* One text of the form, written by several: it comes into its session, stays in contact with it, and follows when it ends.
   To the room it says changed(field), say(word, facts), offer(field, sentence, text, done). */
import { Binding } from "./binding.js"
import { fromBase64 } from "./bytes.js"
import { Cursor } from "./cursor.js"
import { Ear } from "./ear.js"
import { Joining } from "./joining.js"
import { Keeper } from "./keeper.js"
import { Link } from "./link.js"
import { LiveText } from "./live_text.js"
import { Outbox } from "./outbox.js"

export class Field {
  constructor({ name, element, surface, base, door, kept, room }) {
    Object.assign(this, { name, element, door, kept, room, state: "joining", others: [], outbox: new Outbox() })
    this.cursor = new Cursor((place) => this.link?.tellCursor(place))
    this.binding = new Binding(surface, element, base, { written: () => this.#written(), moved: (place) => this.#moved(place) })
    this.keeper = new Keeper(kept)
    this.joining = new Joining(this)
  }

  /* All that was written is with the server. */
  get isSettled() {
    return this.state === "apart" || (Boolean(this.joined) && !this.binding.isBehind && this.outbox.isEmpty)
  }

  rest() {
    this.binding.rest()
    this.joined = null
  }

  /* A page that goes away sends what it can, and keeps it here too. */
  goodbye() {
    this.binding.pull()
    this.keeper.now()
    if (!this.joined) return
    const { session, client } = this.joined
    if (!this.outbox.isEmpty) this.door.push(session, client, this.outbox.all, { isLast: true })
    this.door.leave(session, client)
  }

  leave() {
    this.goodbye()
    this.stop()
    for (const part of [this.keeper, this.binding]) part.destroy()
    // A browser that shows the page again begins with the text that the page came with.
    if (this.state !== "apart") this.binding.surface.replace(this.element.defaultValue)
  }

  stop() {
    this.joining.stop()
    this.cursor.stop()
    this.link?.stop()
  }

  be(state, sentence = "") {
    Object.assign(this, { state, sentence })
    this.room.changed(this)
  }

  /* A session begins here, the first or the next. */
  enter(joined) {
    if (this.state === "closed") this.binding.surface.lock(null)
    this.joined = joined
    this.text?.destroy()
    this.text = new LiveText(joined.client, fromBase64(joined.state))
    this.outbox = new Outbox()
    this.outbox.addEventListener("change", () => this.room.changed(this))
    this.text.addEventListener("own", ({ update }) => this.outbox.add(update))
    this.binding.enter(this.text)
    this.keeper.of(joined, this.outbox, this.#source)
    this.connect()
  }

  /* Contact, from where both have come. */
  connect() {
    this.link = new Link(this.door, this.joined, this.outbox, new Ear(this), { isHurried: this.link?.isHurried })
    this.meet(this.joined.people)
  }

  /* Who else is here. */
  meet(people) {
    this.others = people
    this.binding.carets.show(people)
    this.room.changed(this)
  }

  #written() {
    if (!this.joined) this.keeper.before(this.binding.shown, this.#source)
    this.link?.hurry()
  }

  #moved(place) {
    if (place) this.link?.hurry()
    this.cursor.moved(place)
  }

  #source = () => this.binding.surface.source
}
