import type { ExpectedPaymentItem, PaymentOffer } from '../../src-shared/contract/payments.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import { catalogAt } from '../domain/catalogHistory.ts'
import { toReferenceKey } from '../domain/links/toReferenceKey.ts'
import { normalisePhone } from '../domain/mpesa/normalisePhone.ts'
import type { ExpectedPayment, RecordedFact } from '../domain/recordedFact.ts'
import type { ReadDb } from '../store/readDb.ts'
import { findConnection } from '../store/reads/connections.ts'
import { findExpecting } from '../store/reads/findExpecting.ts'
import { findRecorded } from '../store/reads/findRecorded.ts'
import { deriveCompanyFigures } from '../store/writes/deriveFigures.ts'
import { deriveNobodys } from '../store/writes/deriveNobodys.ts'
import { saveRecorded } from '../store/writes/saveRecorded.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { drawKey, type RecordParts, refuseFuture } from './recording.ts'
import { toExpectedItem } from './toExpectedItem.ts'

export interface ExpectAsk {
  company: string
  provider: ProviderName
  offer: PaymentOffer
  amount: number | null
  currency: string | null
  ref: string | null
  reference: string | null
  phone: string | null
  at: Instant | null
  key: string | null
}

type ExpectedFact = Extract<RecordedFact, { kind: 'expected' }>

/**
 * Says that a payment is asked for, so that what arrives as it is known to be for this.
 *
 * The same key, or the same reference of the provider, with the same content gives what is known; with other content it is refused.
 */
export function expectPayment(parts: RecordParts, ask: ExpectAsk): ExpectedPaymentItem {
  const now = parts.ports.clock.now()
  const fact = parts.store.transact((tx) => {
    const { company, companyId } = getCompanyIdentity(tx, ask.company)
    const key = ask.ref ?? ask.key ?? drawKey(parts.ports, 'expected')
    const known = findRecorded(tx, company, 'expected', key)
    const at = ask.at ?? known?.at ?? now
    refuseFuture(at, now)
    const told: ExpectedFact = {
      ...{ company, product: ask.offer.product, kind: 'expected', key, at, source: 'staff' },
      content: toContent(tx, ask, at),
    }
    if (known) {
      refuseWithdrawn(tx, known)
      return refuseOther(known, told)
    }
    refuseTaken(tx, told)
    saveRecorded(tx, told, now)
    const context = { ...readFigureContext(tx), now }
    deriveCompanyFigures(tx, context, [companyId])
    deriveNobodys(tx, context)
    return told
  })
  parts.topics.announce('companies')
  return toExpectedItem(fact)
}

function toContent(db: ReadDb, ask: ExpectAsk, at: Instant): ExpectedPayment {
  const { provider, offer } = ask
  const connection = findConnection(db, provider)
  if (!connection)
    throw new AppError(
      'not-connected',
      `${PROVIDER_TITLES[provider]} is not connected. Nothing was recorded.`,
      `Connect it: tierdesk connect ${provider}`,
    )
  const phone = ask.phone === null ? null : normalisePhone(ask.phone)
  if (ask.phone !== null && phone === null)
    throw new AppError('usage', 'That is no Kenyan mobile number. Nothing was recorded.', 'Write it as 0712 345 678 or +254 712 345 678.')
  const price = findPrice(db, offer, at, ask.currency)
  const amount = ask.amount ?? price?.amount
  const currency = ask.currency ?? price?.currency
  if (amount === undefined || currency === undefined)
    throw new AppError(
      'usage',
      `${offer.product}.${offer.plan} has no price by the ${offer.interval}${ask.currency === null ? '' : ` in ${ask.currency}`}. Nothing was recorded.`,
      'Name the amount and the currency that were agreed on.',
    )
  const reference = ask.reference === null ? null : toReferenceKey(ask.reference)
  const account = connection.account.ref
  return { provider, account, ref: ask.ref, reference, plan: offer.plan, interval: offer.interval, amount, currency, phone }
}

function findPrice(db: ReadDb, { product, plan, interval }: PaymentOffer, at: Instant, currency: string | null) {
  const { plans, packs } = catalogAt(getProduct(readCatalogs(db), product), at)
  const sold = Object.hasOwn(plans, plan) ? plans[plan] : Object.hasOwn(packs, plan) ? packs[plan] : undefined
  if (!sold) {
    const names = [...Object.keys(plans), ...Object.keys(packs)].join(', ')
    throw new AppError(
      'plan-missing',
      `${product} has no plan or pack "${plan.slice(0, 100)}". Nothing was recorded.`,
      `There are: ${names}.`,
    )
  }
  return sold.prices.find((price) => price.interval === interval && (currency === null || price.currency === currency))
}

/** One reference of a provider is of one company; and so is a key, by which what has no reference yet is listed. */
function refuseTaken(db: ReadDb, { key, company, content }: ExpectedFact): void {
  const other = findExpecting(db, content.provider, content.account, key)
  if (other === null || other === company) return
  throw new AppError(
    'key-taken',
    `The ${content.ref === null ? 'key' : 'reference'} ${key.slice(0, 100)} is expected of another company. Nothing was recorded.`,
    content.ref === null ? 'Leave the key out, or give another.' : 'Give the reference of this payment.',
  )
}

/** Its name stays that of what was withdrawn: facts are not taken up again. */
function refuseWithdrawn(db: ReadDb, { company, key }: ExpectedFact): void {
  const gone = findRecorded(db, company, 'withdrawn', key)
  if (gone === null) return
  throw new AppError(
    'key-taken',
    `${key.slice(0, 100)} was withdrawn at ${toIso(gone.at)}. Nothing was recorded.`,
    'Leave the key out, or give another; a payment that arrives by this reference can be assigned.',
  )
}

function refuseOther(known: ExpectedFact, told: ExpectedFact): ExpectedFact {
  const toText = ({ product, at, content }: ExpectedFact) => JSON.stringify([product, at, content])
  if (toText(known) === toText(told)) return known
  throw new AppError(
    'key-taken',
    `The key ${known.key.slice(0, 100)} is that of another expected payment. Nothing was recorded.`,
    'Leave the key out, or give another, if this is something else.',
  )
}
