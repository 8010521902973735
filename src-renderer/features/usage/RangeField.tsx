import { DaysField } from '../../ui/DaysField.tsx'
import { Segments } from '../../ui/Segments.tsx'
import type { Day } from './listDays.ts'
import styles from './usage.module.css'
import { SPANS, type Span, type UsageFilter } from './usageFilter.ts'

interface RangeFieldProps {
  filter: UsageFilter
  /** Those that are shown. */
  days: readonly Day[]
  /** The last day there is. */
  today: string | null
  narrow: (change: Partial<UsageFilter>) => void
}

const OPTIONS = [...SPANS.map((span) => ({ key: String(span), words: `${span} days` })), { key: 'custom', words: 'Custom' }]

/** Which days are looked at: the last so many, or from one to another. Custom begins with those in sight. */
export function RangeField({ filter: { span, range }, days, today, narrow }: RangeFieldProps) {
  const shown = { from: days[0]?.day ?? null, to: days.at(-1)?.day ?? null }
  return (
    <span className={styles.range}>
      <Segments
        label="Which days"
        options={OPTIONS}
        chosen={range === null ? String(span) : 'custom'}
        onChoose={(key) => {
          const next: Span | undefined = SPANS.find((each) => String(each) === key)
          narrow(next === undefined ? { range: shown, day: null } : { span: next, range: null, day: null })
        }}
      />
      {range !== null && (
        <DaysField
          label="Days of use"
          value={shown}
          latest={today ?? undefined}
          onChange={({ from, to }) => narrow({ range: from === null && to === null ? null : { from, to }, day: null })}
        />
      )}
      {range?.from != null && shown.from !== null && range.from < shown.from && (
        <span className={styles.cut} role="note">
          The last {days.length} days of those: no more are shown at once
        </span>
      )}
    </span>
  )
}
