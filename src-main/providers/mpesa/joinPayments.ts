import { isRecord, parseJson } from './readWire.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

/**
 * What is to be kept of a payment that a pull and a statement tell of, in either order: the newest word of each.
 *
 * @param known what is kept of it; null where nothing is
 */
export function joinPayments(known: string | null, told: string): string {
  const [before, now] = [known === null ? {} : parseJson(known), parseJson(told)]
  if (!isRecord(before) || !isRecord(now)) throw new UnreadableAnswer('it is no payment')
  const { pull, statement } = { ...before, ...now }
  return JSON.stringify({ ...(pull === undefined ? {} : { pull }), ...(statement === undefined ? {} : { statement }) })
}
