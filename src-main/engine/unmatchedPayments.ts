import type { PaymentCandidate, PaymentOffer, UnmatchedPayment } from '../../src-shared/contract/payments.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import { catalogAt } from '../domain/catalogHistory.ts'
import { listOffersOf } from '../domain/links/listOffersOf.ts'
import { type KnownCompany, type Payer, proposeOwners } from '../domain/links/proposeOwners.ts'
import { toReferenceKey } from '../domain/links/toReferenceKey.ts'
import type { ReadDb, Tx } from '../store/readDb.ts'
import { listCompanies } from '../store/reads/companies.ts'
import { type Expectation, findExpectation } from '../store/reads/findExpectation.ts'
import { type FoundPayment, findPayment } from '../store/reads/findPayment.ts'
import { findLinkFact, type Linked } from '../store/reads/linkFacts.ts'
import { listExpected } from '../store/reads/listExpected.ts'
import { listNearCodes } from '../store/reads/listNearCodes.ts'
import { deriveCompanyFigures } from '../store/writes/deriveFigures.ts'
import { deriveNobodys } from '../store/writes/deriveNobodys.ts'
import { saveLinkFact } from '../store/writes/saveLinkFact.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { listPaidAlready } from './listPaidAlready.ts'
import type { RecordParts } from './recording.ts'

interface PaymentName {
  provider: ProviderName
  ref: string
}

/** Of each thing that is known of the payer, so many companies are looked at. */
const LOOKED_AT = 10
/** So many are shown: who has to read more is better off searching. */
const SHOWN = 8

/** A payment, with who could have made it and why. */
export function showUnmatched(db: ReadDb, name: PaymentName): UnmatchedPayment {
  const found = getPayment(db, name)
  const { item, via, payer } = found
  const said = findLinkFact(db, toLinked(found))
  return {
    payment: item,
    channel: via?.channel ?? null,
    reference: via?.reference ?? null,
    payerName: payer.name,
    payerPhone: payer.phone,
    assigned: said?.company == null ? null : { company: said.company, offer: said.offer, at: said.at, reason: said.reason },
    expected: toExpected(findExpectation(db, item.provider, found.account, item.ref)),
    candidates: listCandidates(db, found),
  }
}

function toExpected(found: Expectation | null): UnmatchedPayment['expected'] {
  if (found === null) return null
  const { at, content } = found.fact
  return { at, withdrawnAt: found.withdrawn?.at ?? null, reference: content.reference, phone: content.phone }
}

/** Says whose a payment is, and what it was for. */
export function assignPayment(
  parts: RecordParts,
  ask: PaymentName & { company: string; offer: PaymentOffer | null; reason: string },
): UnmatchedPayment {
  return change(parts, ask, (tx, found) => {
    const { company, companyId, name } = getCompanyIdentity(tx, ask.company)
    if (found.isOfCustomer && found.companyId !== companyId)
      throw new AppError(
        'usage',
        `Its payer is a customer at ${PROVIDER_TITLES[ask.provider]}, and that customer is not ${name}. Nothing was changed.`,
        'Link the customer to the company instead: all of its payments follow.',
      )
    if (ask.offer) checkOffer(tx, ask.offer, found.item.at)
    return { company, offer: ask.offer, companyId }
  })
}

/** Takes back what staff said of a payment. */
export function unassignPayment(parts: RecordParts, ask: PaymentName & { reason: string }): UnmatchedPayment {
  return change(parts, ask, (tx, found) => {
    if (findLinkFact(tx, toLinked(found))?.company == null)
      throw new AppError(
        'usage',
        `Nobody said whose ${ask.ref.slice(0, 100)} is. Nothing was changed.`,
        'Give a payment that was assigned.',
      )
    return { company: null, offer: null, companyId: null }
  })
}

function change(
  { store, ports, topics }: RecordParts,
  ask: PaymentName & { reason: string },
  decide: (tx: Tx, found: FoundPayment) => { company: string | null; offer: PaymentOffer | null; companyId: number | null },
): UnmatchedPayment {
  const now = ports.clock.now()
  store.transact((tx) => {
    const found = getPayment(tx, ask)
    const { company, offer, companyId } = decide(tx, found)
    saveLinkFact(tx, { ...toLinked(found), company, offer, at: now, source: 'staff', reason: ask.reason })
    const context = { ...readFigureContext(tx), now }
    deriveNobodys(tx, context)
    // One that names its customer changes only what it was for.
    deriveCompanyFigures(tx, context, [...new Set([companyId, found.companyId].filter((id) => id !== null))])
  })
  topics.announce('companies')
  return showUnmatched(store.read, ask)
}

function getPayment(db: ReadDb, { provider, ref }: PaymentName): FoundPayment {
  const found = findPayment(db, provider, ref)
  if (found) return found
  throw new AppError(
    'company-missing',
    `${PROVIDER_TITLES[provider]} has no payment "${ref.slice(0, 100)}" here.`,
    'Give its reference as the list of payments shows it.',
  )
}

function toLinked({ item, account }: FoundPayment): Linked {
  return { kind: 'payment', provider: item.provider, account, ref: item.ref }
}

function checkOffer(db: ReadDb, { product, plan }: PaymentOffer, at: Instant): void {
  const { plans, packs } = catalogAt(getProduct(readCatalogs(db), product), at)
  if (Object.hasOwn(plans, plan) || Object.hasOwn(packs, plan)) return
  const names = [...Object.keys(plans), ...Object.keys(packs)].join(', ')
  throw new AppError(
    'plan-missing',
    `${product} had no plan or pack "${plan.slice(0, 100)}" then. Nothing was changed.`,
    `There were: ${names}.`,
  )
}

function listCandidates(db: ReadDb, { item, account, payer }: FoundPayment): PaymentCandidate[] {
  const offers = listOffersOf(readCatalogs(db), item, item.at)
  const [only] = offers
  const offer = offers.length === 1 && only ? only : null
  const known = listKnown(db, payer, { item, account })
  const proposals = proposeOwners(payer, item, known).slice(0, SHOWN)
  if (proposals.length > 0) return proposals.map((each) => ({ ...each, offer }))
  return offer === null
    ? []
    : [{ company: null, companyName: null, reasons: [`One price is exactly this: ${offer.product}.${offer.plan}.`], offer }]
}

/** Companies that any of what is known of the payer leads to, those of whom this amount is expected, and those who paid by its reference. */
function listKnown(db: ReadDb, payer: Payer, { item, account }: Pick<FoundPayment, 'item' | 'account'>): KnownCompany[] {
  const found = new Map<string, KnownCompany>()
  const expected = listExpected(db, item)
  const written = payer.reference === null ? null : toReferenceKey(payer.reference)
  const paid = listPaidAlready(db, { item, account, reference: payer.reference })
  const add = (name: string) => {
    const search = { search: name, at: null, sort: 'name', isDescending: false, limit: LOOKED_AT, after: null } as const
    for (const { id, name: title, email, phone } of listCompanies(db, search).items) {
      const expects = expected.filter(({ company }) => company === id)
      found.set(id, { company: id, name: title, email, phone, expects, paid: paid.get(id) ?? [] })
    }
  }
  const near = written === null ? [] : listNearCodes(db, written)
  const told = [
    payer.namedCompany,
    payer.phone,
    payer.email,
    payer.name,
    ...near,
    ...expected.map(({ company }) => company),
    ...paid.keys(),
  ]
  for (const each of told) if (each !== null && each.trim() !== '') add(each)
  return [...found.values()]
}
