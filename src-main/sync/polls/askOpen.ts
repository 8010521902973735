import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { UnreadableObject } from '../../domain/mirrored.ts'
import { type FetchedObject, type Polls, STREAM_OF } from '../../providers/provider.ts'
import { listOpenPayments, type OpenPayment } from '../../store/reads/listOpenPayments.ts'
import { commitObjects } from '../commitObjects.ts'
import { createRun, type RunResult } from '../createRun.ts'
import type { ConnectionParts } from '../syncParts.ts'
import { isAskDue } from './isAskDue.ts'

/** So many are asked for in one poll: the rest comes with the next one. */
const MOST = 50

/** When what the provider did not know was asked for, by its reference: there is nothing in the mirror that would say so. */
export type AskedTimes = Map<string, Instant>

/**
 * Asks what became of what is open, each by its reference.
 *
 * A list of the newest does not tell of it: it was created before, and only its state is another.
 */
export async function askOpen(
  parts: ConnectionParts,
  { openForMs }: Pick<Polls, 'openForMs'>,
  asked: AskedTimes,
  isAsked: boolean,
): Promise<RunResult | null> {
  const { store, connection, provider, clock, announce } = parts
  const now = clock.now()
  const open = listOpenPayments(store.read, connection.account, toInstant(now - openForMs))
  const due = open.filter((each) => isAsked || isDue(each)).slice(0, MOST)
  if (due.length === 0) return null
  const run = createRun(parts, STREAM_OF.payment, true)
  const fetched: FetchedObject[] = []
  const failures: UnreadableObject[] = []
  for (const { kind, ref } of due) {
    const answer = await run.ask((way) => provider.fetchObject(kind, ref, way))
    if (answer.ok) fetched.push(answer.value)
    // Nobody has opened its page yet: it is asked for again.
    else if (answer.error.kind === 'missing') asked.set(ref, now)
    else if (answer.error.kind === 'unreadable') failures.push({ kind, ref, reason: answer.error.detail })
    else {
      commit()
      return run.end(answer.error)
    }
  }
  commit()
  return run.end(null)

  function isDue({ ref, createdAt, askedAt }: OpenPayment): boolean {
    return isAskDue({ createdAt, askedAt: askedAt ?? asked.get(ref) ?? createdAt }, now)
  }

  function commit(): void {
    if (fetched.length + failures.length === 0) return
    const changed = store.transact((tx) => {
      const committed = commitObjects(tx, parts, { fetched }, clock.now())
      run.count(tx, { pages: 0, refs: fetched.map(({ object }) => object.ref), ...committed, failures })
      return committed.changed
    })
    if (changed > 0) announce('companies')
  }
}
