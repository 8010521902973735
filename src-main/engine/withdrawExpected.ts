import type { WithdrawnPayment } from '../../src-shared/contract/payments.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import type { RecordedFact } from '../domain/recordedFact.ts'
import type { ReadDb } from '../store/readDb.ts'
import { findConnection } from '../store/reads/connections.ts'
import { type Expectation, findExpectation } from '../store/reads/findExpectation.ts'
import { deriveCompanyFigures } from '../store/writes/deriveFigures.ts'
import { deriveNobodys } from '../store/writes/deriveNobodys.ts'
import { saveRecorded } from '../store/writes/saveRecorded.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getCompanyIdentity } from './companies.ts'
import type { RecordParts } from './recording.ts'
import { toExpectedItem } from './toExpectedItem.ts'

interface WithdrawAsk {
  provider: ProviderName
  /** As the list of payments shows it: the provider's name of it, else its key. */
  ref: string
  reason: string
}

/**
 * Says that a payment is expected no more, by a fact of its own.
 *
 * It holds from now on: what was paid before keeps what it was expected for, also where the provider tells of it later. Once more gives what is
 * known.
 */
export function withdrawExpected({ store, ports, topics }: RecordParts, { provider, ref, reason }: WithdrawAsk): WithdrawnPayment {
  const now = ports.clock.now()
  const answer = store.transact((tx) => {
    const { fact, withdrawn } = getExpectation(tx, provider, ref)
    if (withdrawn) return { ...toExpectedItem(fact), withdrawnAt: withdrawn.at, reason: withdrawn.reason }
    const { company, product, key, content } = fact
    // A clock that was ahead when it was asked for does not make it withdrawn before.
    const at = toInstant(Math.max(now, fact.at))
    const gone: RecordedFact = {
      ...{ company, product, kind: 'withdrawn', key, at, source: 'staff' },
      content: { provider, account: content.account, reason },
    }
    saveRecorded(tx, gone, now)
    const context = { ...readFigureContext(tx), now }
    deriveCompanyFigures(tx, context, [getCompanyIdentity(tx, company).companyId])
    deriveNobodys(tx, context)
    return { ...toExpectedItem(fact), withdrawnAt: at, reason }
  })
  topics.announce('companies')
  return answer
}

function getExpectation(db: ReadDb, provider: ProviderName, ref: string): Expectation {
  const account = findConnection(db, provider)?.account.ref
  const found = account === undefined ? null : findExpectation(db, provider, account, ref)
  if (found) return found
  throw new AppError(
    'company-missing',
    `Nothing is expected at ${PROVIDER_TITLES[provider]} as "${ref.slice(0, 100)}". Nothing was changed.`,
    'Give its reference as the list of pending payments shows it.',
  )
}
