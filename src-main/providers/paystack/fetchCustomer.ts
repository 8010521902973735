import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import type { MirroredObject } from '../../domain/mirrored.ts'
import type { CustomerObjects, ObjectPage, ObjectStream, PageAsk } from '../provider.ts'
import { checkMode } from './checkMode.ts'
import type { AskPaystack, Query } from './createPaystackClient.ts'
import { UnreadableAnswer } from './failures.ts'
import { mapCustomer } from './mapCustomer.ts'
import { readOne } from './readPage.ts'
import { getId } from './readWire.ts'

type ListPage = (ask: AskPaystack, stream: ObjectStream, page: PageAsk, of: Query) => Promise<ObjectPage>

/** What Paystack lists by customer. */
const OF_CUSTOMER: readonly ObjectStream[] = ['subscriptions', 'payments', 'accounts']

const DAY_MS = 86_400_000
/** A transaction does not say that part of it was refunded. Each that is asked about costs a request: what is older waits for the lists. */
const REFUNDED_WITHIN_MS = 30 * DAY_MS

/** Asks for a customer and all that hangs on it. Lists are narrowed by its number, which only the customer itself tells. */
export async function fetchCustomer(
  ask: AskPaystack,
  listPage: ListPage,
  ref: string,
  streams: ReadonlySet<ObjectStream>,
  mode: Mode,
): Promise<CustomerObjects> {
  const { body, answeredAt } = await ask('/customer/:id', [ref])
  const wire = readOne(body)
  checkMode(wire, mode)
  const customer = mapCustomer(wire, mode)
  if (customer.ref !== ref) throw new UnreadableAnswer('it is another customer than was asked for')
  const found: CustomerObjects = { fetched: [{ object: customer, answeredAt }], unreadable: [] }
  const number = getId(wire, 'id')
  for (const stream of OF_CUSTOMER) {
    if (streams.has(stream)) await addList(stream, { customer: number }, (object) => !('customer' in object) || object.customer === ref)
  }
  if (streams.has('refunds')) for (const { ref: payment, id } of listRefundable(found, answeredAt)) await addRefunds(payment, id)
  return found

  function addRefunds(payment: string, id: string): Promise<void> {
    return addList(
      'refunds',
      { transaction: id },
      (object) => object.kind !== 'refund' || [payment, id].includes(object.content.payment ?? ''),
    )
  }

  async function addList(stream: ObjectStream, of: Query, isOf: (object: MirroredObject) => boolean): Promise<void> {
    let after: string | null = null
    do {
      const page: ObjectPage = await listPage(ask, stream, { from: null, until: null, after }, of)
      // A filter that is not known is not refused: everybody's would be listed, to the last page.
      if (!page.objects.every(isOf)) throw new UnreadableAnswer('it lists what was not asked for')
      found.fetched.push(...page.objects.map((object) => ({ object, answeredAt: page.answeredAt })))
      found.unreadable.push(...page.unreadable)
      after = page.next
    } while (after !== null)
  }
}

function listRefundable({ fetched }: CustomerObjects, now: Instant): { ref: string; id: string }[] {
  const since = toInstant(now - REFUNDED_WITHIN_MS)
  return fetched.flatMap(({ object }) => {
    if (object.kind !== 'payment' || object.content.status !== 'succeeded') return []
    const id = object.content.via?.id ?? null
    const isAskedAbout = object.content.isReversed === true || (object.content.succeededAt ?? object.createdAt) >= since
    return id !== null && isAskedAbout ? [{ ref: object.ref, id }] : []
  })
}
