import type { EventItem } from '../../../src-shared/contract/events.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { NO_FILTER } from './activityFilter.ts'
import { EVENT_OUTCOME_WORDS } from './eventOutcomeWords.ts'
import { RuleMarks } from './RuleMarks.tsx'
import { useActivityFilter } from './useActivityFilter.ts'

/** What money moved by; the list of payments has it. */
const PAID_KINDS = new Set(['invoice', 'payment', 'checkout', 'refund', 'dispute'])

/** All of one event, and the ways on: to whom, and to what, it is about. */
export function EventInspector({ event, onClose }: { event: EventItem; onClose: () => void }) {
  const { provider, ref, type, object, kind, company, companyName, at, seenAt, outcome, reason, rules } = event
  const { go } = usePlace()
  const { filter, narrow } = useActivityFilter()
  return (
    <Inspector title={type} onClose={onClose}>
      <InspectorSection>
        <KeyValues
          items={[
            { name: 'Provider', value: PROVIDER_TITLES[provider] },
            { name: 'Happened', value: <InstantText at={at} look="clock" /> },
            { name: 'Seen', value: <InstantText at={seenAt} look="clock" /> },
            { name: 'Outcome', value: <Status {...EVENT_OUTCOME_WORDS[outcome]} /> },
            ...(reason ? [{ name: 'Reason', value: <span className={styles.value}>{reason}</span> }] : []),
            { name: 'Rules', value: rules.length > 0 ? <RuleMarks rules={rules} /> : 'None fired' },
            { name: 'Company', value: <Truncated text={companyName} look="name" /> },
            { name: toTitle(kind ?? 'object'), value: <Copied text={object} what="the object’s id" /> },
            { name: 'Event', value: <Copied text={ref} what="the event’s id" /> },
          ]}
        />
        <InspectorActions>
          {company !== null && (
            <Button isSmall icon="arrowRight" onPress={() => go('company', { company })}>
              Open company
            </Button>
          )}
          {company !== null && kind !== null && PAID_KINDS.has(kind) && (
            <Button isSmall icon="payments" onPress={() => go('payments', { company, search: '' })}>
              Its payments
            </Button>
          )}
          {object !== null && filter.object !== object && (
            <Button isSmall icon="filter" onPress={() => narrow({ ...NO_FILTER, object })}>
              All of this object
            </Button>
          )}
        </InspectorActions>
      </InspectorSection>
    </Inspector>
  )
}

function Copied({ text, what }: { text: string | null; what: string }) {
  return (
    <span className={styles.copied}>
      <Truncated text={text} look="id" />
      {text && <CopyButton text={text} what={what} />}
    </span>
  )
}

function toTitle(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1)
}
