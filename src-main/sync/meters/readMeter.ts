import type { Instant } from '../../../src-shared/model/instant.ts'
import type { MeteredUse } from '../../domain/companyFacts.ts'
import type { Answer, MeterAsk, MeterSums, Provider } from '../../providers/provider.ts'
import type { Run } from '../createRun.ts'
import { findWindowStart, type Reading, type Span } from './planReading.ts'

/** What a meter counted, and when its provider said so first: what it counted after that may be missing. */
export interface MeterRead {
  uses: MeteredUse[]
  answeredAt: Instant
}

interface ReadParts {
  run: Pick<Run, 'ask'>
  sumMeter: NonNullable<Provider['sumMeter']>
  meter: string
  customer: string
}

/** Asks for what was planned; the answer is whole, or it is none. */
export async function readMeter(parts: ReadParts, reading: Reading, windows: readonly Instant[]): Promise<Answer<MeterRead>> {
  const { days, cutDays, today } = reading
  const sums: MeterSums['sums'] = []
  let answeredAt: Instant | null = null

  async function ask(span: Span, isByDay: boolean): Promise<Answer<MeterSums>> {
    const question: MeterAsk = { meter: parts.meter, customer: parts.customer, ...span, isByDay }
    const answer = await parts.run.ask((way) => parts.sumMeter(question, way))
    if (answer.ok) answeredAt ??= answer.value.answeredAt
    return answer
  }

  /** One after the other; what tells of nothing counted nothing. */
  async function askParts(spans: readonly Span[]): Promise<Answer<MeterSums['sums']>> {
    const found: MeterSums['sums'] = []
    for (const span of spans) {
      const answer = await ask(span, false)
      if (!answer.ok) return answer
      found.push(answer.value.sums[0] ?? { ...span, quantity: 0 })
    }
    return { ok: true, value: found }
  }

  if (days) {
    const answer = await ask(days, true)
    if (!answer.ok) return answer
    for (const sum of answer.value.sums) {
      const cut = cutDays.find(({ day }) => day === sum.from)
      const found = cut ? await askParts(cut.parts) : { ok: true as const, value: [sum] }
      if (!found.ok) return found
      sums.push(...found.value.filter(({ quantity }) => quantity !== 0))
    }
  }
  const found = await askParts(today)
  if (!found.ok) return found
  sums.push(...found.value)
  const uses = sums.map((sum) => ({ ...sum, windowStart: findWindowStart(windows, sum) }))
  return { ok: true, value: { uses, answeredAt: answeredAt ?? reading.until } }
}
