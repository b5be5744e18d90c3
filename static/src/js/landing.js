/* Shows the element that a form has led to, named in <meta name="landing">: Turbo follows redirects without fragments. */
import { announce } from "./announce.js"

export function land() {
  const place = document.querySelector("meta[name=landing]")
  if (!place) return
  const goal = document.getElementById(place.content)
  place.remove()
  if (!goal) return
  history.replaceState(history.state, "", `#${place.content}`)
  goal.dataset.landed = ""
  goal.tabIndex = -1
  goal.focus({ preventScroll: true })
  if (isInSight(goal)) return
  bringFlashes(goal)
  goal.scrollIntoView()
}

/* What came of it is told where one is looking now. */
function bringFlashes(goal) {
  const flashes = document.querySelector(".flashes")
  const words = flashes?.textContent.replace(/\s+/gu, " ").trim()
  if (!words) return
  goal.prepend(flashes)
  announce(words)
}

function isInSight(element) {
  const { top } = element.getBoundingClientRect()
  return top >= 0 && top < window.innerHeight / 2
}
