/* What one has written and the server has not yet said it keeps. Nothing leaves before that; sending a thing twice does no harm. */
import { mergeUpdates } from "yjs"

const largest = 24_000

export class Outbox extends EventTarget {
  #waiting = []
  #underWay = new Map()
  #number = 0

  get isEmpty() {
    return this.#waiting.length === 0 && this.#underWay.size === 0
  }

  get hasWaiting() {
    return this.#waiting.length > 0
  }

  get isUnderWay() {
    return this.#underWay.size > 0
  }

  add(update) {
    this.#waiting.push(update)
    this.#changed()
  }

  /* The next to send: as much as one message takes. */
  take() {
    let size = 0
    let count = 0
    while (count < this.#waiting.length && (count === 0 || size + this.#waiting[count].length <= largest)) {
      size += this.#waiting[count].length
      count += 1
    }
    const taken = this.#waiting.splice(0, count)
    this.#number += 1
    this.#underWay.set(this.#number, taken)
    return { id: this.#number, update: together(taken) }
  }

  acknowledged(id) {
    this.#underWay.delete(id)
    this.#changed()
  }

  /* Contact was lost: what was under way waits again, in its order. */
  again() {
    this.#waiting = [...[...this.#underWay.values()].flat(), ...this.#waiting]
    this.#underWay.clear()
  }

  /* Everything unacknowledged as one update, or null. */
  get all() {
    const updates = [...[...this.#underWay.values()].flat(), ...this.#waiting]
    return updates.length ? together(updates) : null
  }

  /* Somebody else saw to it. */
  clear() {
    this.#waiting = []
    this.#underWay.clear()
    this.#changed()
  }

  #changed() {
    this.dispatchEvent(new Event("change"))
  }
}

const together = (updates) => (updates.length === 1 ? updates[0] : mergeUpdates(updates))
