import { useState } from 'react'
import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { formatDay } from './formatDay.ts'
import { LinkButton } from './LinkButton.tsx'
import lane from './lane.module.css'
import styles from './overview.module.css'
import { PaymentLane } from './PaymentLane.tsx'
import { PaymentsTable } from './PaymentsTable.tsx'
import { listPaymentDays, toPaymentsCsv } from './paymentDays.ts'

/** So few lanes may be higher. */
const FEW_LANES = 2
const HEIGHT = 45
const HEIGHT_OF_FEW = 85

/** The payments of 30 days: one lane a provider and currency. */
export function PaymentsSection({ lanes }: { lanes: OverviewAnswer['payments'] }) {
  const { go } = usePlace()
  const [isTable, setTable] = useState(false)
  if (lanes.length === 0) {
    return (
      <Section title="Payments" note="30 days">
        <p className={styles.empty}>No payment in 30 days.</p>
      </Section>
    )
  }
  const days = lanes[0]?.days ?? []
  return (
    <Section
      title="Payments"
      note="30 days"
      tools={
        <>
          <Button
            isSmall
            look="ghost"
            icon={isTable ? 'chart' : 'tableView'}
            label={isTable ? 'Payments as a chart' : 'Payments as a table'}
            onPress={() => setTable(!isTable)}
          />
          <ExportButton name="payments-30-days" csv={() => toPaymentsCsv(listPaymentDays(lanes))} />
          <LinkButton label="All payments" onPress={() => go('payments', { search: '' })}>
            All
          </LinkButton>
        </>
      }
    >
      {isTable ? (
        <PaymentsTable days={listPaymentDays(lanes)} />
      ) : (
        <div className={lane.lanes}>
          {lanes.map((each) => (
            <PaymentLane
              key={`${each.provider} ${each.currency}`}
              lane={each}
              height={lanes.length <= FEW_LANES ? HEIGHT_OF_FEW : HEIGHT}
            />
          ))}
          <p className={lane.axis} aria-hidden="true">
            {[days[0], days[Math.floor(days.length / 2)], days.at(-1)].map(
              (each) => each && <span key={each.day}>{formatDay(each.day)}</span>,
            )}
          </p>
        </div>
      )}
    </Section>
  )
}
