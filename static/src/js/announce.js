/* Says a sentence to those who listen to the page. The region is in layouts/base.html and outlives page changes. */
export function announce(sentence) {
  const region = document.getElementById("announcements")
  if (!region) return
  region.textContent = ""
  setTimeout(() => { region.textContent = sentence }, 50)
}
