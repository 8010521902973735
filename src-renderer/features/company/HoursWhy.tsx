import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { HoursStep } from './HoursStep.tsx'
import { WhyPopover } from './WhyPopover.tsx'
import styles from './why.module.css'

interface HoursWhyProps {
  company: { id: string; name: string }
  hours: HoursAnswer
}

/** Why a balance is what it is: the ledger of its last window, step by step. */
export function HoursWhy({ company, hours }: HoursWhyProps) {
  const { go } = usePlace()
  const ledger = hours.ledger ?? []
  const shown = ledger.find(({ window }) => window !== null && window.start === hours.window?.start) ?? ledger.at(-1)
  return (
    <WhyPopover
      question="Why these hours"
      answer={() => (
        <>
          {company.name} has{' '}
          <b>
            <MinutesText minutes={hours.available} />
          </b>{' '}
          available: what is left of this month, of the rollover and of live packs. Work draws on them in this order.
        </>
      )}
    >
      {() => (
        <>
          {shown && shown.steps.length > 0 ? (
            <>
              <h4 className={styles.label}>
                {shown.window ? (
                  <>
                    Ledger of <InstantText at={shown.window.start} look="day" /> – <InstantText at={shown.window.end} look="day" />
                    {shown.isPaid ? '' : ', not paid for'}
                  </>
                ) : (
                  'Ledger outside any month'
                )}
              </h4>
              <ol className={styles.lines}>
                {shown.steps.map((step, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place: one fact may move minutes several times
                  <HoursStep key={place} step={step} />
                ))}
              </ol>
            </>
          ) : (
            <p className={styles.none}>Nothing was allocated, bought or worked{shown ? ' in this window' : ''}.</p>
          )}
          <div className={styles.foot}>
            <span>{ledger.length > 1 && `${ledger.length} windows in all`}</span>
            <Button isSmall look="ghost" icon="arrowRight" onPress={() => go('hours', { company: company.id, product: hours.product })}>
              Open in Hours
            </Button>
          </div>
        </>
      )}
    </WhyPopover>
  )
}
