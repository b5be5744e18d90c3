/* Sends one line as the form would, and tells what came of it. Fails when there is no connection or the server is not well. */
const longestWait = 15_000

export async function sendLine(form, line, fetcher = fetch) {
  const body = new FormData(form)
  for (const name of ["key", "words", "who"]) body.set(name, line[name])
  const answer = await fetcher(form.action, {
    method: "POST",
    body,
    headers: { "X-Line": "1" },
    redirect: "manual",
    signal: AbortSignal.timeout(longestWait),
  })
  if (answer.status === 201) return { kept: await answer.text() }
  if (answer.status === 422) return { fault: await answer.text() }
  if (answer.type === "opaqueredirect" || [400, 403].includes(answer.status)) return { signedOut: true }
  throw new Error(`the server answered ${answer.status}`)
}
