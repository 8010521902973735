import type { MirroredMeter } from '../../domain/mirrored.ts'
import { readPart, readText, toWord, type Wire } from './readWire.ts'
import { toKept } from './toKept.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const FORMULAS: Readonly<Record<string, MirroredMeter['formula']>> = { sum: 'sum', count: 'count', last: 'last' }

export function mapMeter(meter: Wire): MirroredMeter {
  const ref = readText(meter, 'id')
  const eventName = readText(meter, 'event_name')
  if (meter['object'] !== 'billing.meter' || ref === null || eventName === null) throw new UnreadableAnswer('it is not a billing.meter')
  return {
    ref,
    eventName,
    name: readText(meter, 'display_name') ?? eventName,
    formula: toWord(readPart(meter, 'default_aggregation')?.['formula'], FORMULAS, 'other'),
    isActive: meter['status'] !== 'inactive',
    json: toKept(meter).json,
  }
}
