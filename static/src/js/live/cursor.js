/* Tells the others where one is: not more often than they can follow, and the last place always. */
const between = 200

export class Cursor {
  constructor(tell) {
    this.tell = tell
  }

  moved(place) {
    this.place = place
    this.timer ??= setTimeout(() => this.#say(), Math.max(0, (this.saidAt ?? 0) + between - Date.now()))
  }

  stop() {
    clearTimeout(this.timer)
  }

  #say() {
    this.timer = undefined
    this.saidAt = Date.now()
    const said = JSON.stringify(this.place)
    if (said !== this.said) this.tell(this.place)
    this.said = said
  }
}
