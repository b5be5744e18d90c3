/* How it stands with all the texts of a form together: what most needs to be known comes first. */
export function standing(fields) {
  const worst = ["closed", "apart", "signed_out", "away", "joining"]
    .map((state) => fields.find((field) => field.state === state))
    .find(Boolean)
  if (worst) return { state: worst.state, sentence: worst.sentence }
  return { state: fields.every((field) => field.isSettled) ? "saved" : "saving", sentence: "" }
}
