import { useMemo } from 'react'
import { parseDecimalText } from '../../src-shared/model/money.ts'
import { type Names, useNames } from '../lib/useNames.ts'
import { formatMoney } from '../ui/formatMoney.ts'

const OFFER = /\b([a-z0-9][a-z0-9_-]*)\.([a-z0-9][a-z0-9_-]*)\b/gi
const TWO_AMOUNTS = /\b(\d+(?:\.\d+)?) of (\d+(?:\.\d+)?) ([A-Z]{3})\b/g
const AMOUNT = /\b(\d+(?:\.\d+)?) ([A-Z]{3})\b/g

/** Says a reason of the engine's as the rest of the page speaks: a plan by its name, an amount as amounts stand. */
export function useReasonWords(): (reason: string) => string {
  const names = useNames()
  return useMemo(
    () => (reason) => writeAmounts(reason.replace(OFFER, (text, product, sold) => nameOffer(names, product, sold) ?? text)),
    [names],
  )
}

/** Null for what no catalog of this workspace sells: it may be any word with a point in it. */
function nameOffer(names: Names, product: string, sold: string): string | null {
  if (names.products.every((each) => each.product !== product)) return null
  const plan = names.plans(product).find((each) => each.plan === sold)
  const pack = names.pack(product, sold)
  const name = plan?.name ?? (pack === sold ? null : pack)
  return name === null ? null : `${names.product(product)} ${name}`
}

function writeAmounts(text: string): string {
  return text
    .replace(TWO_AMOUNTS, (whole, paid, due, currency) => {
      const amounts = [toMoneyText(paid, currency), toMoneyText(due, currency)]
      return amounts.includes(null) ? whole : amounts.join(' of ')
    })
    .replace(AMOUNT, (whole, amount, currency) => toMoneyText(amount, currency) ?? whole)
}

function toMoneyText(digits: string, currency: string): string | null {
  const money = parseDecimalText(digits, currency)
  return money && formatMoney(money)
}
