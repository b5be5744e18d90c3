/* Raised where the server may read a text otherwise than the editor does: what holds it is shown as its Markdown. */
export class Doubt extends Error {}

export function doubt() {
  throw new Doubt()
}
