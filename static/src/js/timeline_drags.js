/* Tells of bars that are dragged, with the share of the drawing's width that the pointer has gone. A press is no drag. */
const EDGE = 10

export function watchDrags(element, { begin, drag, end, cancel }) {
  const listening = new AbortController()
  const on = (name, listener) => element.addEventListener(name, listener, { signal: listening.signal })
  let held = null
  let wasDrag = false

  on("pointerdown", (event) => {
    const bar = event.target.closest?.("a[data-dates]")
    wasDrag = false
    if (!bar || event.button !== 0) return
    const what = grip(bar, event.clientX)
    held = { bar, what, from: event.clientX, width: bar.closest(".timeline-plot").getBoundingClientRect().width }
  })
  on("pointermove", (event) => {
    if (!held) return
    const gone = event.clientX - held.from
    if (!wasDrag) {
      if (Math.abs(gone) < (event.pointerType === "touch" ? 10 : 4)) return
      wasDrag = true
      element.setPointerCapture?.(event.pointerId)
      begin(held.bar)
    }
    drag(gone / held.width, held.what)
  })
  on("pointerup", () => {
    if (held && wasDrag) end()
    held = null
  })
  on("pointercancel", () => {
    if (held) cancel()
    held = null
  })
  on("keydown", (event) => {
    if (!held || event.key !== "Escape") return
    held = null
    cancel()
  })
  /* A link would be followed at the end of the drag, or dragged itself. */
  on("click", (event) => {
    if (wasDrag) event.preventDefault()
    wasDrag = false
  })
  on("dragstart", (event) => event.preventDefault())
  return () => listening.abort()
}

function grip(bar, x) {
  const { left, right, width } = bar.querySelector(".timeline-body").getBoundingClientRect()
  if (width < 3 * EDGE) return "both"
  if (x - left < EDGE && bar.dataset.start) return "start"
  return right - x < EDGE && bar.dataset.end ? "end" : "both"
}
