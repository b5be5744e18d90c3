/* Shows the element that a form has led to, named in <meta name="landing">: Turbo follows redirects without fragments. */
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
  if (!isInSight(goal)) goal.scrollIntoView()
}

function isInSight(element) {
  const { top } = element.getBoundingClientRect()
  return top >= 0 && top < window.innerHeight / 2
}
