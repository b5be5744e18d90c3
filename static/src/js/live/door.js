/* The server's doors for writing together, over ordinary HTTP. A status of 0 is no contact. */
import { toBase64 } from "./bytes.js"

export class Door {
  /* `address` is where one joins: …/blocks/<id>/live. The sessions live beside the blocks. `token` is the form's field with
     what shows that it is of this site. */
  constructor(address, token, { ask = (...all) => fetch(...all), page = document.baseURI, person } = {}) {
    this.address = new URL(address, page)
    this.token = token
    this.ask = ask
    this.person = person
  }

  of(session, name) {
    return new URL(`../../live/${session}/${name}`, this.address)
  }

  socketOf(path, facts) {
    const address = new URL(path, this.address)
    address.protocol = address.protocol.replace("http", "ws")
    address.search = new URLSearchParams(facts)
    return address.href
  }

  join(facts) {
    return this.#call(this.address, facts)
  }

  push(session, client, update, { isLast = false } = {}) {
    return this.#call(this.of(session, "updates"), { client, update: toBase64(update) }, { keepalive: isLast })
  }

  poll(session, client, after) {
    const address = this.of(session, "updates")
    address.search = new URLSearchParams({ client, after })
    return this.#call(address)
  }

  tellCursor(session, client, cursor) {
    return this.#call(this.of(session, "presence"), { client, cursor })
  }

  /* A page that is going away cannot wait for an answer. */
  leave(session, client) {
    navigator.sendBeacon(this.of(session, "leaving"), new URLSearchParams({ client, csrf_token: this.token.value }))
  }

  async #call(address, body, facts = {}, isAgain = false) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.token.value }
    if (body) Object.assign(facts, { method: "POST", body: JSON.stringify(body) })
    if (body) headers["Content-Type"] = "application/json"
    try {
      const answer = await this.ask(address, { ...facts, headers, redirect: "manual", signal: AbortSignal.timeout(15_000) })
      // A way to somewhere else is the way to sign in.
      if (answer.type === "opaqueredirect") return { status: 401, body: {} }
      const said = await answer.json().catch(() => ({}))
      if (!said.token) return { status: answer.status, body: said }
      // One has signed in anew in another window. Words are nobody else's to send.
      if (isAgain || said.person !== this.person) return { status: 401, body: {} }
      this.token.value = said.token
      return this.#call(address, body, facts, true)
    } catch {
      return { status: 0, body: {} }
    }
  }
}
