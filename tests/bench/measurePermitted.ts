import type { RateLimits } from '../../src-main/sandbox/stripe/http/createRateGate.ts'
import { isPage } from './benchWords.ts'
import type { Served } from './programs/serveCompanies.ts'

export interface Permitted {
  /** Of the pages that the limits would have let through while lists were read. */
  share: number
  /** Of all answers about lists, how many were 429. */
  refusedShare: number
}

const TOO_MANY = 429
/** A list of a few pages is over before anybody can share it: it says nothing of a rate. What it takes of the account's is not permitted to others. */
const FEWEST_PAGES = 100
const BIN_MS = 100

/** How much of what was permitted was made use of. A list is read from its first answer to its last. */
export function measurePermitted(served: readonly Served[], { perEndpoint, perAccount }: RateLimits): Permitted {
  const pages = served.filter(({ path }) => isPage(path))
  const refused = pages.filter(({ status }) => status === TOO_MANY).length
  const all = [...Map.groupBy(pages, ({ path }) => path).values()].map((own) => ({
    times: own.map(({ at }) => at),
    answered: own.filter(({ status }) => status === 200).map(({ at }) => at),
  }))
  const isShort = ({ answered }: { answered: number[] }) => answered.length < FEWEST_PAGES
  const besides = all.filter(isShort).flatMap(({ answered }) => answered)
  const lists = all
    .filter((list) => !isShort(list))
    .map(({ times, answered }) => ({ from: Math.min(...times), until: Math.max(...times), got: answered.length }))
  if (lists.length === 0) throw new Error(`No list had ${FEWEST_PAGES} pages, by which a rate could be measured.`)
  const from = Math.min(...lists.map((list) => list.from))
  const until = Math.max(...lists.map((list) => list.until))
  let permitted = 0
  for (let at = from; at < until; at += BIN_MS) {
    const open = lists.filter((list) => at >= list.from && at < list.until).length
    const end = Math.min(at + BIN_MS, until)
    const taken = besides.filter((each) => each >= at && each < end).length
    permitted += Math.min((perAccount * (end - at)) / 1000 - taken, (perEndpoint * open * (end - at)) / 1000)
  }
  const got = lists.reduce((sum, list) => sum + list.got, 0)
  return { share: got / permitted, refusedShare: refused / pages.length }
}
