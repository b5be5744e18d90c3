/* Drafts of forms, kept in this browser until the server has them. A draft knows which version of the text it began from. */
const prefix = "draft:"
const daysKept = 30

export class Draft {
  constructor(key, version, storage = localStorage) {
    this.key = prefix + key
    this.version = version
    this.storage = storage
  }

  /* `isSent`: handed to the server, whose answer has not come yet. `began`: the hidden fields that tell from what it began. */
  keep(values, { began = [], isSent = false, now = Date.now() } = {}) {
    this.storage.setItem(this.key, JSON.stringify({ values, began, isSent, version: this.version, at: now }))
  }

  drop() {
    this.storage.removeItem(this.key)
  }

  read(now = Date.now()) {
    const kept = parse(this.storage.getItem(this.key))
    if (!kept || now - kept.at > daysKept * 86_400_000) return null
    return { ...kept, isStale: kept.version !== this.version, isSaved: this.#wasSaved(kept) }
  }

  /* Sent, and the text has a newer version since (or it was a new one, which has none): the server has it. */
  #wasSaved(kept) {
    return kept.isSent && (kept.version !== this.version || this.version === "")
  }
}

function parse(text) {
  try {
    const kept = JSON.parse(text)
    return Array.isArray(kept?.values) ? kept : null
  } catch {
    return null
  }
}
