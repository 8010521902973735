import type { Instant } from '../../src-shared/model/instant.ts'
import type { Names } from '../lib/useNames.ts'
import { formatCount } from '../ui/formatCount.ts'
import { formatMoney } from '../ui/formatMoney.ts'
import type { GatheredNews } from './createNewsDesk.ts'

interface Words {
  title: string
  text: string
}

/** How many companies are named where there are several. */
const NAMED = 2

/** @param formatDay a day in the workspace's zone */
export function describeNews(news: GatheredNews, names: Names, formatDay: (at: Instant) => string): Words {
  switch (news.kind) {
    case 'payment-received':
      return describeReceived(news as GatheredNews<'payment-received'>, names, formatDay)
    case 'payment-failed':
      return describeFailed(news as GatheredNews<'payment-failed'>)
    case 'limit-reached':
      return describeReached(news as GatheredNews<'limit-reached'>, names)
  }
}

function describeReceived({ items, isCut }: GatheredNews<'payment-received'>, names: Names, formatDay: (at: Instant) => string): Words {
  const [{ name, amount, currency, product, plan, until }, ...others] = items
  if (others.length > 0) return { title: `${count(items.length, isCut)} payments received`, text: `From ${listNames(items)}.` }
  const paid = `${formatMoney({ amount, currency })} from ${name ?? 'nobody we know'}.`
  if (product === null || plan === null) return { title: 'Payment received', text: paid }
  const granted = names.plans(product).some((each) => each.plan === plan) ? names.plan(product, plan).name : names.pack(product, plan)
  const end = until === null ? '' : ` until ${formatDay(until)}`
  return { title: 'Payment received', text: `${paid} ${names.product(product)}: ${granted}${end}.` }
}

function describeFailed({ items, isCut }: GatheredNews<'payment-failed'>): Words {
  const [{ name, amount, currency, reason }, ...others] = items
  if (others.length > 0) return { title: `${count(items.length, isCut)} payments failed`, text: `Of ${listNames(items)}.` }
  const what = `${name ?? 'Nobody we know'}, ${formatMoney({ amount, currency })}`
  return { title: 'Payment failed', text: `${what}: ${endSentence(reason ?? 'the provider gave no reason')}` }
}

function describeReached({ items, isCut }: GatheredNews<'limit-reached'>, names: Names): Words {
  const [{ name, product, metric, percent, used, limit }, ...others] = items
  if (others.length > 0) return { title: `${count(items.length, isCut)} limits near or reached`, text: `Of ${listNames(items)}.` }
  const use = `${formatCount(used)} of ${formatCount(limit)} ${names.metric(product, metric)}`
  return { title: percent >= 100 ? 'Limit reached' : `${percent}% of a limit reached`, text: `${name}: ${use}.` }
}

function count(items: number, isCut: boolean): string {
  return `${formatCount(items)}${isCut ? '+' : ''}`
}

function listNames(items: readonly { name: string | null }[]): string {
  const named = [...new Set(items.map(({ name }) => name ?? 'nobody we know'))]
  const more = named.length - NAMED
  if (more <= 0) return named.join(' and ')
  return `${named.slice(0, NAMED).join(', ')} and ${formatCount(more)} more`
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
