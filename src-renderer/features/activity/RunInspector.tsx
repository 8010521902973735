import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Status } from '../../ui/Status.tsx'
import styles from './activity.module.css'
import { OUTCOME_WORDS } from './describeOutcome.ts'
import { formatDuration } from './formatDuration.ts'
import { RuleMarks } from './RuleMarks.tsx'
import { RunFailures } from './RunFailures.tsx'

/** All of one run. */
export function RunInspector({ run, onClose }: { run: SyncRun; onClose: () => void }) {
  const { provider, stream, startedAt, endedAt, outcome, pages, objects, changed, requests, failures, reason, rules } = run
  return (
    <Inspector title={`${PROVIDER_TITLES[provider]} ${stream}`} onClose={onClose}>
      <InspectorSection>
        <KeyValues
          items={[
            { name: 'Outcome', value: <Status {...OUTCOME_WORDS[outcome]} /> },
            ...(reason ? [{ name: 'Reason', value: <span className={styles.value}>{reason}</span> }] : []),
            { name: 'Started', value: <InstantText at={startedAt} look="clock" /> },
            { name: 'Took', value: endedAt === null ? '–' : formatDuration(endedAt - startedAt) },
            { name: 'Pages', value: formatCount(pages) },
            { name: 'Objects', value: formatCount(objects) },
            { name: 'Changed', value: formatCount(changed) },
            { name: 'Requests', value: formatCount(requests) },
            { name: 'Failed', value: formatCount(failures) },
            ...(rules.length > 0 ? [{ name: 'Rules', value: <RuleMarks rules={rules} /> }] : []),
          ]}
        />
      </InspectorSection>
      {failures > 0 && <RunFailures run={run.id} />}
    </Inspector>
  )
}
