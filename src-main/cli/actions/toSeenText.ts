import type { SeenValue } from '../../../src-shared/contract/actions.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { type Money, toDecimalText } from '../../../src-shared/model/money.ts'

/** Null for nothing. */
export function toSeenText(value: SeenValue): string | null {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'money':
      return toMoneyText(value)
    case 'instant':
      return toIso(value.at)
    case 'number':
      return String(value.number)
    case 'none':
      return null
  }
}

export function toMoneyText(money: Money): string {
  return `${toDecimalText(money)} ${money.currency}`
}
