/* Sends one file to the area that one writes for. Told in words when it cannot be kept; the words come from the server, or
   from `words` where it did not answer. */
const waiting = 120_000

export class NotKept extends Error {
  constructor(sentence, field) {
    super(sentence)
    this.field = field
  }
}

export function send({ file, alt, address, token, words, progress }) {
  const form = new FormData()
  form.append("file", file, file.name)
  form.append("alt", alt)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = () => reject(new NotKept(words.noContact))
    request.open("POST", address)
    request.timeout = waiting
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", token)
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0))
    request.addEventListener("error", fail)
    request.addEventListener("timeout", fail)
    request.addEventListener("load", () => {
      const answer = read(request)
      if (request.status === 201 && answer?.address) resolve(answer)
      else reject(new NotKept(answer?.sentence || words.notKept, answer?.field))
    })
    request.send(form)
  })
}

function read(request) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return null
  }
}
