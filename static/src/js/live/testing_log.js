/* For tests: what the server promises of a session, without a server. It numbers updates, takes from each client only what
   follows on what it has, ignores what it has already, and gives everything to whoever asks. */
import * as Y from "yjs"

export class TestLog {
  constructor(text) {
    this.doc = new Y.Doc()
    this.doc.clientID = 1
    this.doc.getText("text").insert(0, text)
    this.rows = []
    this.clients = 1
  }

  get source() {
    return this.doc.getText("text").toString()
  }

  join() {
    this.clients += 1
    return { session: "s1", client: this.clients, seq: this.rows.length, state: Y.encodeStateAsUpdate(this.doc), people: [] }
  }

  take(client, update) {
    const { structs } = Y.decodeUpdate(update)
    const known = Y.getState(this.doc.store, client)
    if (structs.some((one) => one.id.client !== client)) throw new Error("somebody else's words")
    if (structs.some((one) => one instanceof Y.Skip) || (structs[0]?.id.clock ?? 0) > known) throw new Error("a gap")
    Y.applyUpdate(this.doc, update)
    if (this.doc.store.pendingStructs) throw new Error("words that hang on nothing")
    this.rows.push({ client, update })
    return this.rows.length
  }

  after(seq, client) {
    return this.rows.slice(seq).filter((row) => row.client !== client).map((row) => row.update)
  }
}
