/** Whose a payment that names no customer may be; null where nothing says. */
export interface OwnerHints<Company> {
  /** Staff said so. */
  assigned: Company | null
  /** It was expected of, by the provider's own name of it. */
  expectedByRef: Company | null
  /** The account that the payer wrote was said to be of, expected of, or is the short code of. */
  reference: readonly Company[]
  /** The payer's phone, where all of it is known, was said to be of, or exactly this amount was expected from it of. */
  phone: readonly Company[]
}

/**
 * Whose it is: by the word of staff, what was asked for, what the payer wrote, then the phone. Null where nobody can say, or several are
 * meant: it is unmatched, never guessed (domain.md, *How a payment finds its company and its plan*).
 */
export function chooseOwner<Company>({ assigned, expectedByRef, reference, phone }: OwnerHints<Company>): Company | null {
  if (assigned !== null) return assigned
  if (expectedByRef !== null) return expectedByRef
  const [first, ...others] = new Set(reference.length > 0 ? reference : phone)
  return first === undefined || others.length > 0 ? null : first
}
