/* The shared text of one field: what everybody in it writes comes together here in the same order everywhere. */
import * as Y from "yjs"
import { changesBetween, whole } from "../editor/document/offsets.js"
import { changesOf, pieces } from "./pieces.js"

const own = "own"
const server = "server"
const longest = 8000

export class LiveText extends EventTarget {
  constructor(client, state) {
    super()
    this.doc = new Y.Doc()
    this.text = this.doc.getText("text")
    this.client = client
    this.doc.on("update", (update, origin) => {
      if (origin !== server) this.dispatchEvent(Object.assign(new Event("own"), { update }))
    })
    this.receive([state])
    this.undoing = new Y.UndoManager(this.text, { trackedOrigins: new Set([own]) })
  }

  get source() {
    return this.text.toString()
  }

  /* What the document has under its own number from there on, and all that is taken out of it. */
  since(clock) {
    const known = new Map([...this.doc.store.clients.keys()].map((client) => [client, Y.getState(this.doc.store, client)]))
    return Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(known.set(this.client, clock)))
  }

  /* Something before what has come is missing. */
  get lacks() {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }

  /* Makes the text say this, by the least change: beside the caret, where letters alone do not tell. */
  write(source, caret) {
    const changes = changesBetween(this.source, whole(source), caret)
    const put = changes.reduce((sum, [kind, piece]) => sum + (kind === 1 ? piece.length : 0), 0)
    if (put > longest) this.#change(changes)
    else this.doc.transact(() => this.#change(changes), own)
  }

  /* Gives what has changed, as in editor/offsets.js. */
  receive(updates) {
    const before = this.source
    let delta = []
    const note = (event) => { delta = event.delta }
    this.text.observe(note)
    Y.transact(this.doc, () => updates.forEach((update) => Y.applyUpdate(this.doc, update, server)), server, false)
    this.text.unobserve(note)
    // A document that meets words under its own number takes another by itself; here the number is the server's.
    this.doc.clientID = this.client
    return changesOf(before, delta)
  }

  undo() {
    this.undoing.undo()
  }

  redo() {
    this.undoing.redo()
  }

  /* A place that stays with its words, and where it is now; null for what is no place in this text. */
  placeOf(offset) {
    return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.text, offset))
  }

  offsetOf(place) {
    try {
      const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), this.doc)
      return found?.type === this.text ? found.index : null
    } catch {
      return null
    }
  }

  destroy() {
    this.undoing.destroy()
    this.doc.destroy()
  }

  #change(changes) {
    let at = 0
    for (const [kind, piece] of changes) {
      if (kind === -1) this.doc.transact(() => this.text.delete(at, piece.length), own)
      else if (kind === 0) at += piece.length
      else for (const part of pieces(piece, longest)) at = this.#insert(at, part)
    }
  }

  #insert(at, part) {
    this.doc.transact(() => this.text.insert(at, part), own)
    return at + part.length
  }
}
