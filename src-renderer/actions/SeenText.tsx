import type { SeenValue } from '../../src-shared/contract/actions.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import { ArrowText } from '../ui/ArrowText.tsx'
import { formatCount } from '../ui/formatCount.ts'
import { InstantText } from '../ui/InstantText.tsx'
import { MoneyText } from '../ui/MoneyText.tsx'
import { Nothing } from '../ui/Nothing.tsx'

/** Something that staff saw, drawn as what it is. */
export function SeenText({ value }: { value: SeenValue }) {
  switch (value.kind) {
    case 'text':
      return <ArrowText text={value.text} />
    case 'money':
      return <MoneyText amount={value.amount} currency={value.currency} zero="amount" />
    case 'instant':
      return <InstantText at={value.at} look="moment" />
    case 'number':
      return formatCount(value.number)
    case 'none':
      return <Nothing />
    default:
      return assertNever(value)
  }
}
