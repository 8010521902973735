import type { AuditEntry } from '../../../src-shared/contract/audit.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import { ACTION_WORDS } from '../../actions/actionWords.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { NO_FILTER } from './activityFilter.ts'
import { useActivityFilter } from './useActivityFilter.ts'

interface AuditInspectorProps {
  entry: AuditEntry
  onAction: () => void
  onClose: () => void
}

/** All of one entry, and the ways on: to its action, its company, and what else was said of it. */
export function AuditInspector({ entry, onAction, onClose }: AuditInspectorProps) {
  const { at, who, state, kind, provider, company, companyName, title, text, reason, action } = entry
  const { go } = usePlace()
  const { filter, narrow } = useActivityFilter()
  return (
    <Inspector title={title} onClose={onClose}>
      <InspectorSection>
        <ActionStatus state={state} />
        <p className={styles.value}>{text}</p>
        <InspectorActions>
          <Button isSmall icon="outbox" onPress={onAction}>
            Open action
          </Button>
          <Button isSmall look="ghost" icon="arrowRight" onPress={() => go('company', { company })}>
            Open company
          </Button>
          {filter.action !== action && (
            <Button isSmall look="ghost" icon="filter" onPress={() => narrow({ ...NO_FILTER, view: 'audit', action })}>
              All of this action
            </Button>
          )}
        </InspectorActions>
      </InspectorSection>
      <InspectorSection>
        <KeyValues
          items={[
            { name: 'When', value: <InstantText at={at} look="clock" /> },
            { name: 'Who', value: <Truncated text={who} /> },
            { name: 'Reason', value: reason === '' ? 'None given' : <span className={styles.value}>{reason}</span> },
            { name: 'Kind', value: ACTION_WORDS[kind].title },
            { name: 'Provider', value: provider === null ? 'None: Tierdesk’s own' : PROVIDER_TITLES[provider] },
            { name: 'Company', value: <Truncated text={companyName} look="name" /> },
            {
              name: 'Action',
              value: (
                <span className={styles.copied}>
                  <Truncated text={action} look="id" />
                  <CopyButton text={action} what="the action’s id" />
                </span>
              ),
            },
          ]}
        />
      </InspectorSection>
    </Inspector>
  )
}
