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

/** All that is known of a payment. */
export function PaymentFacts({ payment }: { payment: PaymentItem }) {
  const { provider, ref, company, product, plan, amount, currency, at, seenAt } = payment
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
          { name: 'Happened', value: <InstantText at={at} look="moment" className={styles.figure} /> },
          {
            name: 'Seen',
            value: (
              <span className={styles.seen}>
                <InstantText at={seenAt} look="moment" className={styles.figure} />
                <span className={styles.lag}>{describeLag(seenAt - at)}</span>
              </span>
            ),
          },
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

/** How long after it happened it was seen. The provider's clock may be ahead of ours. */
function describeLag(ms: number): string {
  return ms < 60_000 ? 'at once' : `${formatSpan(ms)} later`
}
