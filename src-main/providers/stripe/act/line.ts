import type { Sent } from '../../acting.ts'
import type { Query, StripeClient, Write } from '../createStripeClient.ts'
import type { Wire } from '../readWire.ts'
import { toSent, toUnbegun } from './toSent.ts'

/** The way to Stripe for one order. */
export interface Line {
  client: StripeClient
  signal: AbortSignal
}

/** Writes, and reads what came of it. What is thrown on the way is an outcome. */
export async function tell(line: Line, write: Write, key: string, read: (body: Wire) => Sent): Promise<Sent> {
  try {
    const { body } = await line.client.tell(write, key)
    return read(body)
  } catch (error) {
    return toSent(error, line.signal)
  }
}

/** Reads what a write depends on. What is thrown ends the order before it was begun. */
export async function look(line: Line, path: string, query?: Query): Promise<{ ok: true; body: Wire } | { ok: false; sent: Sent }> {
  try {
    return { ok: true, body: (await line.client.ask(path, query)).body }
  } catch (error) {
    return { ok: false, sent: toUnbegun(error, line.signal) }
  }
}
