/* Dates as plans have them, written 2026, 2026-Q3, 2026-08 or 2026-08-15: moved by their own unit, never made more exact. */
const DAY = 86_400_000
const YEAR = 365.25
const UNITS = { day: 1, month: YEAR / 12, quarter: YEAR / 4, year: YEAR }

export function precisionOf(date) {
  if (date.length === 4) return "year"
  if (date.includes("Q")) return "quarter"
  return date.length === 7 ? "month" : "day"
}

/* How many days a step of this date takes; none for a date that is not known. */
export function unitOf(date) {
  return date ? UNITS[precisionOf(date)] : Infinity
}

export function moved(date, days) {
  if (!date) return ""
  const steps = Math.round(days / unitOf(date))
  const { year, month, day } = parts(date)
  switch (precisionOf(date)) {
    case "year":
      return `${year + steps}`
    case "quarter":
      return spell(year, month + steps * 3, (y, m) => `${y}-Q${m / 3 + 1}`)
    case "month":
      return spell(year, month + steps, (y, m) => `${y}-${pad(m + 1)}`)
    default:
      return new Date(Date.UTC(year, month, day + steps)).toISOString().slice(0, 10)
  }
}

/* Days since 1970 of the first day, and of the day after the last. */
export function span(date) {
  const { year, month, day } = parts(date)
  const months = { year: 12, quarter: 3, month: 1, day: 0 }[precisionOf(date)]
  return [Date.UTC(year, month, day) / DAY, Date.UTC(year, month + months, months ? 1 : day + 1) / DAY]
}

export function inWords(date, language, quarter) {
  const { year, month, day } = parts(date)
  const format = (options) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(Date.UTC(year, month, day))
  switch (precisionOf(date)) {
    case "year":
      return `${year}`
    case "quarter":
      return quarter.replace("{quarter}", month / 3 + 1).replace("{year}", year)
    case "month":
      return format({ month: "long", year: "numeric" })
    default:
      return format({ day: "numeric", month: "long", year: "numeric" })
  }
}

function parts(date) {
  const [year, second = "01", day = "01"] = date.split("-")
  const month = second.startsWith("Q") ? (Number(second[1]) - 1) * 3 : Number(second) - 1
  return { year: Number(year), month, day: Number(day) }
}

function spell(year, months, write) {
  return write(year + Math.floor(months / 12), ((months % 12) + 12) % 12)
}

function pad(number) {
  return String(number).padStart(2, "0")
}
