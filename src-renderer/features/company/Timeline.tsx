import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { useReasonWords } from '../../records/useReasonWords.ts'
import { Button } from '../../ui/Button.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { Section } from '../../ui/Section.tsx'
import { Segments } from '../../ui/Segments.tsx'
import styles from './aside.module.css'
import { HAPPENING_KINDS, type HappeningKind } from './happening.ts'
import { SkeletonLines } from './SkeletonLines.tsx'
import { TimelineItem } from './TimelineItem.tsx'
import { toHappenings } from './toHappenings.ts'
import { toTimelineCsv } from './toTimelineCsv.ts'
import { useCompanyHours } from './useCompanyHours.ts'
import { useCompanyPayments } from './useCompanyPayments.ts'
import type { CompanyEntitlements } from './useEntitlements.ts'

const SHOWN = 20
const KIND_WORDS: Record<HappeningKind, string> = { plan: 'Plan', payment: 'Payments', hours: 'Hours', company: 'Other' }
const OPTIONS = [{ key: 'all' as const, words: 'All' }, ...HAPPENING_KINDS.map((key) => ({ key, words: KIND_WORDS[key] }))]

interface TimelineProps {
  company: Company
  entitlements: CompanyEntitlements
  hoursProduct: string | null
}

/** What happened to a company, newest first: the facts, and the rules that fired on them. */
export function Timeline({ company, entitlements, hoursProduct }: TimelineProps) {
  const { at, filter, amend } = usePlace()
  const names = useNames()
  const say = useReasonWords()
  const payments = useCompanyPayments(company.id)
  const hours = useCompanyHours(company.id, hoursProduct)
  const [isWhole, setWhole] = useState(false)
  const kind = HAPPENING_KINDS.find((each) => each === filter) ?? null
  const paid = (payments.data?.items ?? []).map((each) => ({ ...each, reason: each.reason === null ? null : say(each.reason) }))
  const all = toHappenings({ entitlements: entitlements.known, payments: paid, hours: hours.data, timeline: company.timeline }, names, at)
  const rows = kind === null ? all : all.filter((each) => each.kind === kind)
  const shown = isWhole ? rows : rows.slice(0, SHOWN)
  const isPending = payments.isPending || entitlements.awaited > 0 || (hoursProduct !== null && hours.isPending)
  const lost = [entitlements.error !== null && 'plans', payments.isError && 'payments', hours.isError && 'hours'].filter(
    (each) => each !== false,
  )
  return (
    <Section
      title="Timeline"
      note="facts, newest first"
      tools={rows.length > 0 && <ExportButton name={`timeline-${company.id}`} csv={() => toTimelineCsv(company, rows)} />}
    >
      <Segments
        label="Kind of facts"
        options={OPTIONS}
        chosen={kind ?? 'all'}
        onChoose={(key) => amend({ filter: key === 'all' ? null : key })}
      />
      {lost.length > 0 && <p className={styles.quiet}>Without {lost.join(' and ')}: they could not be read.</p>}
      {payments.data?.next && <p className={styles.quiet}>Of its payments only the newest {payments.data.items.length}.</p>}
      {!isPending && rows.length === 0 && (
        <p className={styles.quiet}>{kind === null ? 'Nothing happened yet.' : 'Nothing of this kind happened.'}</p>
      )}
      <ol className={styles.timeline} aria-label="Timeline">
        {shown.map((happening, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one fact may stand here several times, at one instant
          <TimelineItem key={place} happening={happening} />
        ))}
      </ol>
      {isPending && <SkeletonLines count={3} />}
      {rows.length > shown.length && (
        <Button isSmall look="ghost" onPress={() => setWhole(true)}>
          {`Show all ${formatCount(rows.length)}`}
        </Button>
      )}
    </Section>
  )
}
