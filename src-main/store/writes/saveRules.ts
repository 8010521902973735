import { and, eq, sql } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { BilledContents } from '../../domain/billing/billedObject.ts'
import { type NamedObject, type PaymentBalance, toRules } from '../../domain/toRules.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { billedObject } from '../schema/billing.ts'
import { providerEvent } from '../schema/mirror.ts'
import type { HandledEvent } from './saveEvents.ts'

const findObject = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ kind: billedObject.kind, partOf: billedObject.partOf, content: billedObject.content })
    .from(billedObject)
    .where(and(eq(billedObject.accountId, sql.placeholder('accountId')), eq(billedObject.ref, sql.placeholder('ref'))))
    .prepare(),
)

const listRefunds = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ content: billedObject.content })
    .from(billedObject)
    .where(
      and(
        eq(billedObject.accountId, sql.placeholder('accountId')),
        eq(billedObject.partOf, sql.placeholder('payment')),
        eq(billedObject.kind, 'refund'),
      ),
    )
    .prepare(),
)

/** Writes into the log which rules each event set off. To be called when the events and what they name are saved. */
export function saveRules(tx: Tx, accountId: number, events: readonly HandledEvent[]): void {
  for (const { ref, type, at, object, outcome } of events) {
    const found = outcome === 'processed' && object ? findObject(tx).get({ accountId, ref: object.ref }) : undefined
    if (!found) continue
    const named = { kind: found.kind, content: JSON.parse(found.content) } as NamedObject
    const balance = named.kind === 'refund' ? findBalance(tx, accountId, found.partOf) : null
    const rules = toRules({ type, at }, named, balance)
    if (rules.length === 0) continue
    const isEvent = and(eq(providerEvent.accountId, accountId), eq(providerEvent.ref, ref))
    const { changes } = tx.drizzle.update(providerEvent).set({ rules }).where(isEvent).run()
    invariant(changes === 1, 'an event that set off rules is in the log')
  }
}

function findBalance(tx: Tx, accountId: number, payment: string | null): PaymentBalance | null {
  const whole = payment === null ? undefined : findObject(tx).get({ accountId, ref: payment })
  if (whole?.kind !== 'payment') return null
  const refunds = listRefunds(tx)
    .all({ accountId, payment })
    .map(({ content }) => JSON.parse(content) as BilledContents['refund'])
  return {
    paid: (JSON.parse(whole.content) as BilledContents['payment']).amountReceived,
    refunded: refunds.filter(({ status }) => status === 'succeeded').reduce((sum, { amount }) => sum + amount, 0),
  }
}
