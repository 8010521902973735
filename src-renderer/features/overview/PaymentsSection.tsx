import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatDay } from '../../ui/formatDay.ts'
import { PictureButton } from '../../ui/PictureButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { LinkButton } from './LinkButton.tsx'
import lane from './lane.module.css'
import styles from './overview.module.css'
import type { OverviewChart } from './overviewChart.ts'
import { PaymentLane } from './PaymentLane.tsx'
import { PaymentsTable } from './PaymentsTable.tsx'
import { listPaymentDays, toPaymentsCsv } from './paymentDays.ts'
import { toPaymentPictures } from './toPaymentPictures.ts'

/** So few lanes may be higher. */
const FEW_LANES = 2
const HEIGHT = 45
const HEIGHT_OF_FEW = 85

interface PaymentsSectionProps extends OverviewChart {
  lanes: OverviewAnswer['payments']
}

/** The payments of 30 days: one lane a provider and currency. */
export function PaymentsSection({ lanes, isTable, onTable, notes }: PaymentsSectionProps) {
  const { go } = usePlace()
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
            shortcut="T"
            onPress={() => onTable(!isTable)}
          />
          <PictureButton name="payments-30-days" title="Payments" pictures={() => toPaymentPictures(lanes, notes)} />
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
