import { isRecord, parseJson, readText, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

const DEEPEST = 4

/** The rows of a pull: a list within a list, which may itself be sent as text. */
export function readRows(body: Wire): Wire[] {
  const code = readText(body, 'ResponseCode')
  if (code !== '1000' && code !== '0') throw new UnreadableAnswer('it is no list of transactions')
  return flatten(body['Response'], DEEPEST)
}

function flatten(list: unknown, depth: number): Wire[] {
  const items = typeof list === 'string' ? parseJson(list) : list
  if (!Array.isArray(items) || depth === 0) throw new UnreadableAnswer('it is no list of transactions')
  return items.flatMap((item: unknown) => {
    if (isRecord(item)) return [item]
    return flatten(item, depth - 1)
  })
}
