/* What a person typed or chose in a form: no hidden values, no passwords, no files, nothing marked data-not-kept. */
const unkept = ["hidden", "password", "file", "submit", "button", "image", "reset"]

export function valuesOf(form) {
  return fieldsOf(form).flatMap((field) => isChoice(field) && !field.checked ? [] : [[field.name, field.value]])
}

/* From which versions the form began. With these a server merges, so a draft that comes back later has to bring its own. */
export function beganOf(form) {
  return beginnings(form).map((field) => [field.name, field.value])
}

export function beginFrom(form, began) {
  const told = new Map(began)
  for (const field of beginnings(form)) field.value = told.get(field.name) ?? field.value
}

/* The values that the page came with. */
export function originalOf(form) {
  return fieldsOf(form).flatMap((field) => {
    if (isChoice(field)) return field.defaultChecked ? [[field.name, field.value]] : []
    if (field.options) return [[field.name, defaultOption(field)?.value ?? ""]]
    return [[field.name, field.defaultValue]]
  })
}

export function isChanged(form) {
  return !areSame(valuesOf(form), originalOf(form))
}

export function areSame(some, others) {
  return JSON.stringify(some) === JSON.stringify(others)
}

export function fill(form, values) {
  const left = [...values]
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!isChoice(field) || value === field.value))
    if (isChoice(field)) field.checked = at >= 0
    else if (at >= 0) field.value = left[at][1]
    if (at >= 0) left.splice(at, 1)
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }
}

function beginnings(form) {
  return [...form.elements].filter((field) => field.type === "hidden" && /^(based_on|made_from)/u.test(field.name))
}

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && "value" in field && !unkept.includes(field.type) && !field.hasAttribute("data-not-kept")
  )
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio"
}

function defaultOption(field) {
  return [...field.options].find((option) => option.defaultSelected) ?? field.options[0]
}
