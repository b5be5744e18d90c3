import assert from "node:assert/strict"
import { test } from "node:test"
import { gzipSync } from "node:zlib"
import * as esbuild from "esbuild"

const most = 170_000
const heavy = /node_modules\/(?:prosemirror-|yjs|lib0|markdown-it|fast-diff)/u

/* As the site is built, but kept in memory. */
const built = await esbuild.build({
  entryPoints: ["static/src/js/app.js"],
  outdir: "static/dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16.4"],
  minify: true,
  legalComments: "none",
  metafile: true,
  write: false
})
const { outputs } = built.metafile
const entry = Object.keys(outputs).find((name) => outputs[name].entryPoint?.endsWith("app.js"))

function reachable(from, kinds, found = new Set()) {
  for (const { path, kind } of outputs[from].imports) {
    if (!kinds.includes(kind) || found.has(path) || !outputs[path]) continue
    found.add(path)
    reachable(path, kinds, found)
  }
  return found
}

const always = new Set([entry, ...reachable(entry, ["import-statement"])])
const forWriting = [...reachable(entry, ["import-statement", "dynamic-import"])].filter((path) => !always.has(path))
const bytesOf = (path) => gzipSync(built.outputFiles.find((file) => file.path.endsWith(path)).contents, { level: 9 }).length

test("nothing heavy comes with every page", () => {
  const found = [...always].flatMap((path) => Object.keys(outputs[path].inputs)).filter((input) => heavy.test(input))

  assert.deepEqual(found, [])
})

test("all that is fetched to write, alone and with others, is small", () => {
  const sizes = forWriting.map((path) => [path.split("/").at(-1), bytesOf(path)])
  const whole = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)

  assert.ok(sizes.length > 0)
  assert.ok(whole < most, `${whole} bytes compressed, more than ${most}: ${JSON.stringify(sizes)}`)
})
