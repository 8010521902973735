import type { SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { formatMoney } from '../../ui/formatMoney.ts'

interface PriceGroup {
  product: string
  prices: { name: string; title: string; cost: string }[]
}

const INTERVAL_WORDS: Readonly<Record<string, string>> = { month: 'a month', quarter: 'a quarter', year: 'a year', once: 'once' }

/** What can be bought, by product, each with its plan or pack, and what that costs how often. */
export function groupPrices(prices: SandboxState['prices']): PriceGroup[] {
  const groups = Map.groupBy(prices, ({ name }) => name.split('.')[0] ?? name)
  return [...groups].map(([product, offered]) => ({
    product: toWords(product),
    prices: offered.map(({ name, currency, amount }) => {
      const [, ref = name, interval = ''] = name.split('.')
      return { name, title: toWords(ref), cost: `${formatMoney({ amount, currency })} ${INTERVAL_WORDS[interval] ?? interval}`.trim() }
    }),
  }))
}

/** `estate-management` as a person writes it. */
function toWords(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
