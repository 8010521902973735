import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatMoney } from '../../ui/formatMoney.ts'
import { formatSpan } from '../../ui/formatSpan.ts'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { CompanyName } from './CompanyName.tsx'
import styles from './payments.module.css'
import { WhatFor } from './WhatFor.tsx'

const AT_ONCE_MS = 60_000

/** All that is known of a payment. */
export function PaymentFacts({ payment }: { payment: PaymentItem }) {
  const { provider, ref, company, product, plan, amount, currency } = payment
  return (
    <InspectorSection>
      <KeyValues
        items={[
          { name: 'Company', value: <CompanyName {...payment} /> },
          ...(company === null ? [] : [{ name: 'Company id', value: <Copied text={company} what="the company’s id" /> }]),
          { name: 'For', value: <WhatFor product={product} plan={plan} /> },
          { name: 'Amount', value: <span className={styles.figure}>{formatMoney({ amount, currency })}</span> },
          {
            name: 'Provider',
            value: (
              <>
                <ProviderMark provider={provider} /> {PROVIDER_TITLES[provider]}
              </>
            ),
          },
          { name: 'Reference', value: <Copied text={ref} what="the reference" /> },
          ...listTimes(payment),
        ]}
      />
    </InspectorSection>
  )
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <>
      <Truncated text={text} look="id" />
      <CopyButton text={text} what={what} />
    </>
  )
}

/** In their order: what was known while it was open is seen long before it is paid or withdrawn. */
function listTimes({ at, seenAt, status }: PaymentItem) {
  const happened = <InstantText at={at} look="moment" className={styles.figure} />
  const seen = <InstantText at={seenAt} look="moment" className={styles.figure} />
  if (at - seenAt >= AT_ONCE_MS)
    return [
      { name: 'First seen', value: seen },
      { name: status === 'canceled' ? 'Canceled' : 'Happened', value: happened },
    ]
  const lag = <span className={styles.lag}>{describeLag(seenAt - at)}</span>
  return [
    { name: 'Happened', value: happened },
    {
      name: 'Seen',
      value: (
        <span className={styles.seen}>
          {seen}
          {lag}
        </span>
      ),
    },
  ]
}

/** How long after it happened it was seen. The provider's clock may be ahead of ours. */
function describeLag(ms: number): string {
  return ms < AT_ONCE_MS ? 'at once' : `${formatSpan(ms)} later`
}
