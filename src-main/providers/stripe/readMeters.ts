import { type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import type { FetchedMeters, MeterAsk, MeterSums } from '../provider.ts'
import { checkMode } from './checkMode.ts'
import type { AskStripe, Query } from './createStripeClient.ts'
import { mapMeter } from './mapMeter.ts'
import { readList } from './readList.ts'
import { getInstant, isRecord, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const PAGE = 100
/** A list that is longer than this has no end. */
const MOST_PAGES = 100
const DAY_MS = 24 * 60 * 60 * 1000

export async function listMeters(ask: AskStripe, mode: Mode): Promise<FetchedMeters> {
  const { items, answeredAt } = await readAll(ask, '/v1/billing/meters', {}, mode)
  return { meters: items.map(mapMeter), answeredAt }
}

/**
 * Asks how much a meter counted.
 *
 * A list that does not fit what was asked is believed in no part: half of the days would read as less use.
 */
export async function sumMeter(ask: AskStripe, mode: Mode, question: MeterAsk): Promise<MeterSums> {
  const { meter, customer, from, until, isByDay } = question
  const query = {
    ...{ customer, start_time: toSeconds(from), end_time: toSeconds(until) },
    ...(isByDay ? { value_grouping_window: 'day' } : {}),
  }
  const { items, answeredAt } = await readAll(ask, `/v1/billing/meters/${encodeURIComponent(meter)}/event_summaries`, query, mode)
  const sums = items.map((item) => toSum(item, question))
  if (new Set(sums.map((sum) => sum.from)).size < sums.length) throw new UnreadableAnswer('it tells a span twice')
  return { sums: sums.sort((a, b) => a.from - b.from), answeredAt }
}

function toSum(item: Wire, { meter, from, until, isByDay }: MeterAsk): MeterSums['sums'][number] {
  if (item['object'] !== 'billing.meter_event_summary' || item['meter'] !== meter)
    throw new UnreadableAnswer('it is no summary of that meter')
  const quantity = item['aggregated_value']
  if (typeof quantity !== 'number' || !Number.isFinite(quantity) || Math.abs(quantity) > Number.MAX_SAFE_INTEGER)
    throw new UnreadableAnswer('its aggregated_value is no number')
  const sum = { from: getInstant(item, 'start_time'), until: getInstant(item, 'end_time'), quantity }
  const isDay = isMidnight(sum.from) && sum.until - sum.from === DAY_MS && sum.from >= from && sum.until <= until
  const isAsked = isByDay ? isDay : sum.from === from && sum.until === until
  if (!isAsked) throw new UnreadableAnswer('it is of another span than was asked for')
  return sum
}

function isMidnight(at: Instant): boolean {
  return at % DAY_MS === 0
}

async function readAll(ask: AskStripe, path: string, query: Query, mode: Mode): Promise<{ items: Wire[]; answeredAt: Instant }> {
  const items: Wire[] = []
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const { body, answeredAt } = await ask(path, { ...query, limit: PAGE, ...(after === null ? {} : { starting_after: after }) })
    const { data, next } = readList(body, after)
    if (!data.every(isRecord)) throw new UnreadableAnswer('what it lists are no objects')
    for (const item of data) checkMode(item, mode)
    items.push(...data)
    if (next === null) return { items, answeredAt }
    after = next
  }
  throw new UnreadableAnswer('its list has no end')
}
