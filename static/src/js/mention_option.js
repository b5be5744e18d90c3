/* One name in the list of those that can be mentioned. */
export function mentionOption({ name, detail, written }, id) {
  const option = document.createElement("li")
  Object.assign(option, { id, className: "mention-option", textContent: name })
  Object.assign(option.dataset, { written, mentionTarget: "option", action: "click->mention#take" })
  option.setAttribute("role", "option")
  const more = document.createElement("span")
  Object.assign(more, { className: "muted", textContent: detail ? ` ${detail}` : "" })
  option.append(more)
  return option
}
