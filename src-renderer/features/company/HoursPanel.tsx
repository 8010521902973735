import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HoursAnswer, LedgerWindowAnswer } from '../../../src-shared/contract/hours.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Section } from '../../ui/Section.tsx'
import { PAST_OBSTACLE } from './CompanyHead.tsx'
import styles from './company.module.css'
import { HoursDialog } from './HoursDialog.tsx'
import { PackDialog } from './PackDialog.tsx'

const PACK_WORDS = { live: 'to', spent: 'spent', lapsed: 'lapsed with a rest', expired: 'expired' } as const

/** What is left of a company's hours, and where it went. */
export function HoursPanel({ companyId, product }: { companyId: string; product: string }) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const [open, setOpen] = useState<'hours' | 'pack' | null>(null)
  const hours = useQuery(ask.hours.get.queryOptions({ input: { company: companyId, product, at, withLedger: true } }))
  const obstacle = at === null ? null : PAST_OBSTACLE
  return (
    <Section
      title="Hours"
      note={
        hours.data?.window && (
          <>
            <InstantText at={hours.data.window.start} look="day" /> – <InstantText at={hours.data.window.end} look="day" />
          </>
        )
      }
      tools={
        <>
          {hours.data && (
            <Popover icon="unknown" words="Why?" label="Why these hours?">
              {() => <Ledger windows={hours.data.ledger ?? []} />}
            </Popover>
          )}
          <Button isSmall look="ghost" icon="plus" onPress={() => setOpen('hours')} obstacle={obstacle}>
            Log hours
          </Button>
          <Button isSmall look="ghost" onPress={() => setOpen('pack')} obstacle={obstacle}>
            Add a pack
          </Button>
        </>
      }
    >
      {hours.isError && <ErrorState {...describeError(hours.error)} onRetry={() => void hours.refetch()} />}
      {hours.data && <Balance hours={hours.data} />}
      {open === 'hours' && <HoursDialog companyId={companyId} product={product} onClose={() => setOpen(null)} />}
      {open === 'pack' && <PackDialog companyId={companyId} product={product} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function Balance({ hours }: { hours: HoursAnswer }) {
  const { available, included, left, rollover, packs, overage } = hours
  return (
    <>
      <p className={styles.available}>
        <b>
          <MinutesText minutes={available} />
        </b>{' '}
        available
      </p>
      <table className={styles.table}>
        <tbody>
          <tr>
            <th scope="row">This month</th>
            <td className={styles.number}>
              of <MinutesText minutes={included} />
            </td>
            <td className={styles.number}>
              <MinutesText minutes={left} />
            </td>
          </tr>
          <tr>
            <th scope="row">Rollover</th>
            <td className={styles.number}>
              cap <MinutesText minutes={rollover.cap} />
            </td>
            <td className={styles.number}>
              <MinutesText minutes={rollover.left} />
            </td>
          </tr>
          {packs.map(({ ref, minutes, left: ofPack, expiresAt, state }) => (
            <tr key={ref} className={state === 'live' ? undefined : styles.gone}>
              <th scope="row">
                Pack{' '}
                <span className={styles.resets}>
                  {PACK_WORDS[state]} {state !== 'spent' && <InstantText at={expiresAt} look="since" />}
                </span>
              </th>
              <td className={styles.number}>
                of <MinutesText minutes={minutes} />
              </td>
              <td className={styles.number}>
                <MinutesText minutes={ofPack} />
              </td>
            </tr>
          ))}
          <tr className={overage > 0 ? styles.bad : undefined}>
            <th scope="row">Overage</th>
            <td />
            <td className={styles.number}>
              <MinutesText minutes={overage} />
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

/** The steps of the last window, oldest first. */
function Ledger({ windows }: { windows: readonly LedgerWindowAnswer[] }) {
  const last = windows.at(-1)
  if (!last) return <p className={styles.why}>Nothing was ever allocated, bought or drawn.</p>
  return (
    <div className={styles.why}>
      <h3 className={styles.whyTitle}>Where the hours of this window came from, and went</h3>
      <ol className={styles.whyLines}>
        {last.steps.map(({ at, kind, minutes, part, fact, after }) => (
          <li key={`${at} ${kind} ${part} ${fact}`}>
            <InstantText at={at} look="time" className={styles.whyTime} />
            <span>
              {kind} <MinutesText minutes={minutes} />
              {part && ` (${part})`}, then <MinutesText minutes={after.available} /> available
              <span className={styles.whySource}>
                <code className={styles.ref}>{fact}</code>
              </span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
