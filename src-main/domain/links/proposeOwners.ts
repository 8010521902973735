import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import { normalisePhone } from '../mpesa/normalisePhone.ts'
import { foldName } from '../searchWords.ts'
import { toReferenceKey } from './toReferenceKey.ts'
import { toShortCode } from './toShortCode.ts'

/** What is known of who made a payment. */
export interface Payer {
  name: string | null
  email: string | null
  phone: string | null
  /** What was written as the account. */
  reference: string | null
  /** Our id of a company that the provider's data name. */
  namedCompany: string | null
}

/** A company that may be meant, as far as it is compared. */
export interface KnownCompany {
  company: string
  name: string
  email: string | null
  phone: string | null
  /** What is expected of it and was not paid yet, in the payment's currency. */
  expects: readonly { amount: number; what: string; reference: string | null }[]
  /** What was expected of it by the payment's name or reference, and was paid by another one before. */
  paid: readonly PaidExpectation[]
}

export interface PaidExpectation {
  /** What was agreed on. */
  reference: string
  /** When it was paid. */
  at: Instant
}

export interface OwnerProposal {
  company: string
  companyName: string
  reasons: string[]
}

/** How many of the code's letters somebody may have got wrong or left out. */
const CODE_SLIPS = 1

/**
 * Who a payment may be of, with every reason: first who paid by its reference before, then the most. Nothing of it is applied: it is for staff to accept.
 *
 * Reasons are those of domain.md, *One company, three providers*: same e-mail, same phone once both are written alike, our id in the provider's
 * data or the reference; and beside these a code with one slip, the same name, and an open amount that is exactly this.
 */
export function proposeOwners(payer: Payer, paid: { amount: number }, companies: readonly KnownCompany[]): OwnerProposal[] {
  const paidBefore = new Set(companies.flatMap(({ company, paid: before }) => (before.length > 0 ? [company] : [])))
  return companies
    .map((company): OwnerProposal => ({ company: company.company, companyName: company.name, reasons: listReasons(payer, paid, company) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort(
      (a, b) =>
        Number(paidBefore.has(b.company)) - Number(paidBefore.has(a.company)) ||
        b.reasons.length - a.reasons.length ||
        (a.company < b.company ? -1 : 1),
    )
}

function listReasons(payer: Payer, { amount }: { amount: number }, known: KnownCompany): string[] {
  const phone = payer.phone === null ? null : normalisePhone(payer.phone)
  const written = payer.reference === null ? null : toReferenceKey(payer.reference)
  const code = toShortCode(known.company)
  return [
    ...[...known.paid]
      .sort((a, b) => b.at - a.at)
      .slice(0, 1)
      .map(({ reference, at }) => `${reference} was agreed with it, and was paid already on ${toIso(at).slice(0, 10)}.`),
    payer.namedCompany === known.company && 'The provider’s data name it by our id.',
    written !== null &&
      written !== code &&
      countSlips(written, code) <= CODE_SLIPS &&
      `“${payer.reference}” is its code ${code} but for a slip.`,
    phone !== null && known.phone !== null && normalisePhone(known.phone) === phone && 'It has the phone that paid.',
    payer.email !== null && known.email !== null && isSame(payer.email, known.email) && 'It has the payer’s e-mail.',
    payer.name !== null && foldName(payer.name) === foldName(known.name) && 'It has the payer’s name.',
    ...known.expects
      .filter((expected) => expected.amount === amount)
      .flatMap(({ what, reference }) => [
        written !== null &&
          reference !== null &&
          written !== reference &&
          countSlips(written, reference) <= CODE_SLIPS &&
          `“${payer.reference}” is the account ${reference} that it was told to write, but for a slip.`,
        `Exactly this amount is expected of it for ${what}.`,
      ]),
  ].filter((reason) => reason !== false)
}

/** The least number of letters to change, to put in or to leave out. */
function countSlips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > CODE_SLIPS) return CODE_SLIPS + 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
