import type { EventItem } from '../../../src-shared/contract/events.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { EVENT_OUTCOME_WORDS } from './eventOutcomeWords.ts'
import { RuleMarks } from './RuleMarks.tsx'

/** All of one event. */
export function EventInspector({ event, onClose }: { event: EventItem; onClose: () => void }) {
  const { provider, ref, type, object, at, seenAt, outcome, reason, rules } = event
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
            ...(rules.length > 0 ? [{ name: 'Rules', value: <RuleMarks rules={rules} /> }] : []),
            { name: 'Object', value: <Copied text={object} what="the object’s id" /> },
            { name: 'Event', value: <Copied text={ref} what="the event’s id" /> },
          ]}
        />
      </InspectorSection>
    </Inspector>
  )
}

function Copied({ text, what }: { text: string | null; what: string }) {
  return (
    <>
      <Truncated text={text} look="id" />
      {text && <CopyButton text={text} what={what} />}
    </>
  )
}
