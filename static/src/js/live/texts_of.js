/* The text fields of a form that several write in, each with what it began from. `saved` is what the roadmap says of them:
   a form that came back with errors shows what was typed instead. */
export function textsOf(form, saved) {
  const hasErrors = form.querySelector("[aria-invalid=true]") !== null
  return Object.entries(saved).flatMap(([name, text]) => {
    const element = form.elements[name]
    return element ? [{ element, base: hasErrors ? text : element.defaultValue }] : []
  })
}

/* What is written live is safe elsewhere: drafts of the form do without it, and the browser does not put back old words. */
export function keepOut(element, is) {
  element.autocomplete = is ? "off" : ""
  if (is) element.dataset.notKept = ""
  else delete element.dataset.notKept
}
