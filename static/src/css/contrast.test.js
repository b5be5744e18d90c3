/* Reads the tokens as they are written and holds every pair that carries text to WCAG's 4.5:1, in light and in dark. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

const read = (name) => readFileSync(new URL(`./tokens/${name}.css`, import.meta.url), "utf8")
const declarations = (css) => Object.fromEntries([...css.matchAll(/(--[\w-]+):\s*([^;]+);/gu)].map(([, name, value]) => [name, value]))
const values = declarations(read("values"))
const meanings = declarations(read("meanings"))
const areaCss = read("areas")
const shared = declarations(areaCss.slice(areaCss.lastIndexOf(":root")))
const areas = Object.fromEntries(
  [...areaCss.matchAll(/\[data-color="(\w+)"\] \{([^}]+)\}/gu)].map(([, name, body]) => [name, { ...shared, ...declarations(body) }])
)

function colour(value, mode) {
  const pair = /^light-dark\((.+), (.+)\)$/u.exec(value)
  const chosen = pair ? pair[mode === "light" ? 1 : 2] : value
  const name = /^var\((--[\w-]+)\)$/u.exec(chosen)?.[1]
  return name ? colour(values[name] ?? meanings[name], mode) : chosen
}

function luminance(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : hex.slice(1).match(/../gu)
  const [red, green, blue] = digits
    .map((pair) => parseInt(pair, 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function holds(text, ground, tokens, mode, least) {
  const found = contrast(colour(tokens[text], mode), colour(tokens[ground], mode))
  assert.ok(found >= least, `${text} on ${ground} is ${found.toFixed(2)}:1 in ${mode}, and needs ${least}:1`)
}

const grounds = ["--color-page", "--color-surface", "--color-quiet", "--color-quiet-strong"]
const texts = ["--color-text", "--color-muted", "--color-link", "--color-link-hover", "--color-danger"]

for (const mode of ["light", "dark"]) {
  test(`text can be read on every ground in ${mode}`, () => {
    for (const ground of grounds) for (const text of texts) holds(text, ground, meanings, mode, 4.5)
  })

  test(`states can be read on their tints in ${mode}`, () => {
    for (const state of ["info", "good", "warning", "danger"]) {
      holds(`--color-${state}`, `--color-${state}-tint`, meanings, mode, 4.5)
      holds("--color-text", `--color-${state}-tint`, meanings, mode, 4.5)
      holds("--color-muted", `--color-${state}-tint`, meanings, mode, 4.5)
      holds("--color-link", `--color-${state}-tint`, meanings, mode, 4.5)
    }
    holds("--color-danger-hover", "--color-danger-tint", meanings, mode, 4.5)
    holds("--color-on-action", "--color-action", meanings, mode, 4.5)
    holds("--color-on-action", "--color-action-hover", meanings, mode, 4.5)
  })

  test(`lines of controls and the ring of focus are seen in ${mode}`, () => {
    for (const ground of grounds) {
      holds("--color-line-strong", ground, meanings, mode, 3)
      holds("--color-focus", ground, meanings, mode, 3)
    }
  })

  for (const [name, area] of Object.entries(areas)) {
    test(`the colour of ${name} can be read in ${mode}`, () => {
      const tokens = { ...meanings, ...area }
      for (const ground of [...grounds, "--area-tint"]) holds("--area-color", ground, tokens, mode, 4.5)
      for (const text of ["--color-text", "--color-muted", "--color-link"]) holds(text, "--area-tint", tokens, mode, 4.5)
      holds("--area-on", "--area-color", tokens, mode, 4.5)
      holds("--area-on-band", "--area-band", tokens, mode, 4.5)
    })
  }
}

test("there is a style for each of the eight colours", () => {
  assert.deepEqual(Object.keys(areas).sort(), ["digital", "energy", "experience", "forest", "heather", "lake", "rust", "slate"])
})
