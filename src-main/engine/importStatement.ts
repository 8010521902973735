import type { StatementReport } from '../../src-shared/contract/payments.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { MirroredBilled } from '../domain/mirrored.ts'
import { joinPayment } from '../providers/mpesa/joinPayment.ts'
import { readStatement, type StatementReading } from '../providers/mpesa/readStatement.ts'
import type { ReadDb } from '../store/readDb.ts'
import { type Connection, findConnection } from '../store/reads/connections.ts'
import { findKeptJson } from '../store/reads/mirror.ts'
import { fillGaps } from '../store/writes/saveDrift.ts'
import { commitObjects } from '../sync/commitObjects.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import type { RecordParts } from './recording.ts'

/** So many rows a transaction: nobody else who asks the engine waits for longer than that. */
const AT_ONCE = 500
/** What a preview shows. */
const SHOWN = 100

export interface StatementAsk {
  content: string
  format: 'csv' | 'xlsx'
  isPreview: boolean
}

/**
 * Takes in a statement of the organisation's portal: what M-Pesa's own list has forgotten, and the gap that it closes.
 *
 * A receipt that is known already is the same payment, so a statement can be imported as often as anybody likes.
 */
export async function importStatement(parts: RecordParts, { content, format, isPreview }: StatementAsk): Promise<StatementReport> {
  const { store, ports, topics } = parts
  const connection = findConnection(store.read, 'mpesa')
  if (!connection) throw new AppError('not-connected', 'M-Pesa is not connected. Nothing was read.', 'Connect it: tierdesk connect mpesa')
  const { shortCode = connection.account.ref, till = null } = connection.settings
  const reading = await readStatement(toBytes(content, format), { shortCode, till })
  const now = ports.clock.now()
  const report = toReport(store.read, connection, reading, now)
  if (isPreview) return report
  const objects = [...reading.payments, ...reading.reversals]
  for (let start = 0; start < objects.length; start += AT_ONCE) {
    store.transact((tx) => {
      const fetched = objects.slice(start, start + AT_ONCE).map((object) => ({ object: join(tx, connection, object), answeredAt: now }))
      commitObjects(tx, { connection, figures: readFigureContext }, { fetched }, now)
    })
  }
  const { from, until } = report
  if (from !== null && until !== null) store.transact((tx) => fillGaps(tx, connection.accountId, { fromAt: from, untilAt: until }, now))
  topics.announce('companies', 'connections')
  return report
}

function join(db: ReadDb, { accountId }: Connection, object: MirroredBilled): MirroredBilled {
  const kept = findKeptJson(db, accountId, object.ref)
  return kept === null ? object : joinPayment(object, kept)
}

function toReport(db: ReadDb, { accountId }: Connection, reading: StatementReading, now: Instant): StatementReport {
  const { payments, reversals, leftOut, unreadable, period } = reading
  const added = payments.filter(({ ref }) => findKeptJson(db, accountId, ref) === null)
  return {
    payments: payments.length,
    added: added.length,
    known: payments.length - added.length,
    reversals: reversals.length,
    others: Object.values(leftOut).reduce((sum, count) => sum + count, 0),
    rejected: unreadable,
    from: period?.from ?? null,
    // The portal tells what had happened when it was asked, whatever end was wished for.
    until: period === null ? null : toInstant(Math.min(period.until, now)),
    preview: added.slice(0, SHOWN).flatMap(({ ref, createdAt, kind, content }) => {
      if (kind !== 'payment') return []
      const { amountReceived, currency, via } = content
      const payer = via?.payerName ?? via?.payerPhone ?? null
      return [{ ref, at: createdAt, amount: amountReceived, currency, payer, reference: via?.reference ?? null }]
    }),
  }
}

function toBytes(content: string, format: StatementAsk['format']): Uint8Array {
  return Buffer.from(content, format === 'xlsx' ? 'base64' : 'utf8')
}
