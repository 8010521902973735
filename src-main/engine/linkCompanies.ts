import { AppError } from '../../src-shared/model/appError.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { LinkFact } from '../domain/links/linkFact.ts'
import { toReferenceKey } from '../domain/links/toReferenceKey.ts'
import { normalisePhone } from '../domain/mpesa/normalisePhone.ts'
import type { Tx } from '../store/readDb.ts'
import { type CompanyMember, findCustomerPlace, listCompanyMembers } from '../store/reads/companyMembers.ts'
import { findLinkFact } from '../store/reads/linkFacts.ts'
import { deriveCompanies } from '../store/writes/deriveCompanies.ts'
import { deriveMoved } from '../store/writes/deriveFigures.ts'
import { deriveNobodys } from '../store/writes/deriveNobodys.ts'
import { saveLinkFact } from '../store/writes/saveLinkFact.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getCompanyIdentity } from './companies.ts'
import type { RecordParts } from './recording.ts'

/** Who says it, as it is kept. */
const SOURCE = 'staff'

interface LinkAsk {
  provider: ProviderName
  ref: string
  company: string | null
  reason: string
}

/** Makes one company of two: every customer of the first is linked to the second. @returns our id of the one that remains */
export function mergeCompanies(parts: RecordParts, ask: { company: string; into: string; reason: string }): string {
  return change(parts, (tx, now) => {
    const from = getCompanyIdentity(tx, ask.company)
    const into = getCompanyIdentity(tx, ask.into)
    refuseSame(from, into)
    return {
      moved: moveAll(tx, listCompanyMembers(tx, from.companyId), into.company, { at: now, reason: ask.reason }),
      answer: into.company,
    }
  })
}

/** Says whose a customer is, or takes back that it is another's. @returns our id of the company that it is now */
export function linkCustomer(parts: RecordParts, ask: LinkAsk): string {
  return change(parts, (tx, now) => {
    const member = getCustomer(tx, ask)
    const into = ask.company === null ? null : getCompanyIdentity(tx, ask.company)
    if (into) refuseSame(into, { companyId: member.companyId, name: into.name })
    else if (member.own === member.company)
      throw new AppError(
        'usage',
        `${ask.ref} is a company of its own already. Nothing was changed.`,
        'Give the customer that is to be taken out.',
      )
    const company = into?.company ?? null
    return { moved: moveAll(tx, [member], company, { at: now, reason: ask.reason }), answer: company ?? member.own }
  })
}

/** Says that a phone, or what is written as the account, is a company's; null takes it back. */
export function claimForCompany(
  parts: RecordParts,
  ask: { kind: 'phone' | 'reference'; value: string; company: string | null; reason: string },
): { value: string; company: string | null } {
  const value = ask.kind === 'phone' ? normalisePhone(ask.value) : toReferenceKey(ask.value)
  if (value === null)
    throw new AppError(
      'usage',
      ask.kind === 'phone'
        ? 'That is no Kenyan mobile number. Nothing was changed.'
        : 'An account needs a letter or a digit. Nothing was changed.',
      ask.kind === 'phone' ? 'Write it as 0712 345 678 or +254 712 345 678.' : 'Write it as the payer does.',
    )
  return change(parts, (tx, now) => {
    const company = ask.company === null ? null : getCompanyIdentity(tx, ask.company).company
    const linked = { kind: ask.kind, provider: '', account: '', ref: value } as const
    const before = findLinkFact(tx, linked)?.company ?? null
    if (before !== company) save(tx, { ...linked, company }, { at: now, reason: ask.reason })
    return { moved: [], answer: { value, company } }
  })
}

/** What changed of whose something is, and what follows: in one transaction. */
function change<T>({ store, ports, topics }: RecordParts, work: (tx: Tx, now: Instant) => { moved: number[]; answer: T }): T {
  const now = ports.clock.now()
  const answer = store.transact((tx) => {
    const { moved, answer } = work(tx, now)
    const context = { ...readFigureContext(tx), now }
    deriveMoved(tx, context, moved)
    // Payments that were nobody's, or seemed somebody else's, may be somebody's now.
    deriveNobodys(tx, context)
    return answer
  })
  topics.announce('companies')
  return answer
}

interface Said {
  at: Instant
  reason: string
}

function moveAll(tx: Tx, members: readonly CompanyMember[], company: string | null, said: Said): number[] {
  const moved = new Set<number>()
  for (const { account, ref } of members) {
    save(tx, { kind: 'customer', provider: account.provider, account: account.ref, ref, company }, said)
    for (const id of deriveCompanies(tx, account, [ref])) moved.add(id)
  }
  return [...moved]
}

function save(tx: Tx, linked: Pick<LinkFact, 'kind' | 'provider' | 'account' | 'ref' | 'company'>, { at, reason }: Said): void {
  saveLinkFact(tx, { ...linked, offer: null, at, source: SOURCE, reason })
}

function getCustomer(tx: Tx, { provider, ref }: Pick<LinkAsk, 'provider' | 'ref'>): CompanyMember {
  const found = findCustomerPlace(tx, provider, ref)
  if (found) return found
  throw new AppError('company-missing', `No customer of ${provider} is called "${ref.slice(0, 100)}".`, 'Give the provider’s own id of it.')
}

function refuseSame(a: { companyId: number; name: string }, b: { companyId: number; name: string }): void {
  if (a.companyId !== b.companyId) return
  throw new AppError('usage', `They are one company already: ${b.name}. Nothing was changed.`, 'Give two companies.')
}
