import type { UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { toChannelWords } from './toChannelWords.ts'

/** What the payer told with the money; nothing, where they told nothing. */
export function PayerSaid({ said: { channel, reference, payerName, payerPhone } }: { said: UnmatchedPayment }) {
  const told = [
    { name: 'Wrote', text: reference, look: 'id' as const, what: 'what the payer wrote' },
    { name: 'Name', text: payerName, look: 'name' as const, what: 'the payer’s name' },
    { name: 'Phone', text: payerPhone, look: 'id' as const, what: 'the payer’s phone' },
    { name: 'Paid by', text: channel === null ? null : toChannelWords(channel), look: undefined, what: null },
  ]
  const items = told.flatMap(({ name, text, look, what }) => {
    if (text === null || text === '') return []
    return [
      {
        name,
        value: (
          <>
            <Truncated text={text} {...(look ? { look } : {})} />
            {what !== null && <CopyButton text={text} what={what} />}
          </>
        ),
      },
    ]
  })
  if (items.length === 0) return null
  return (
    <InspectorSection title="What the payer said">
      <KeyValues items={items} />
    </InspectorSection>
  )
}
