import { useState } from 'react'
import type { EventItem, EventOutcome } from '../../../src-shared/contract/events.ts'
import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import { usePlace } from '../../lib/place.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import styles from './activity.module.css'
import { EventInspector } from './EventInspector.tsx'
import { EventsList } from './EventsList.tsx'
import { EVENT_OUTCOME_WORDS } from './eventOutcomeWords.ts'
import { RunInspector } from './RunInspector.tsx'
import { RunsList } from './RunsList.tsx'
import { toEventCsv, toRunCsv } from './toActivityCsv.ts'
import { useEvents } from './useEvents.ts'
import { useRuns } from './useRuns.ts'

type View = 'events' | 'runs'

const VIEWS = [
  { key: 'events', words: 'Events' },
  { key: 'runs', words: 'Sync runs' },
] as const satisfies readonly { key: View; words: string }[]
const OUTCOMES = Object.keys(EVENT_OUTCOME_WORDS) as EventOutcome[]

/** What providers said and what was done with it; and what each sync did. */
export function ActivityScreen() {
  const { filter, company, at, amend } = usePlace()
  const view: View = filter === 'runs' ? 'runs' : 'events'
  const outcome = OUTCOMES.find((each) => each === filter) ?? null
  const events = useEvents({ outcome, company, type: null, at }, view === 'events')
  const runs = useRuns(view === 'runs')
  const connections = useHealth().data?.connections ?? []
  const [event, setEvent] = useState<EventItem | null>(null)
  const [run, setRun] = useState<SyncRun | null>(null)

  function close() {
    setEvent(null)
    setRun(null)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the screen the focus is
    <div
      className={styles.screen}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close()
      }}
    >
      <PageHead
        title="Activity"
        tools={
          view === 'events' ? (
            <ExportButton
              name="events"
              csv={() => toEventCsv(events.rows)}
              obstacle={events.rows.length === 0 ? 'There are no events to save' : null}
            />
          ) : (
            <ExportButton
              name="sync-runs"
              csv={() => toRunCsv(runs.rows)}
              obstacle={runs.rows.length === 0 ? 'There are no runs to save' : null}
            />
          )
        }
      >
        {connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
      </PageHead>
      <div className={styles.toolbar}>
        <Segments
          label="What is shown"
          options={VIEWS}
          chosen={view}
          onChoose={(key) => {
            close()
            amend({ filter: key === 'runs' ? 'runs' : null })
          }}
        />
        {view === 'events' && (
          <span>
            <Select label="Outcome" value={outcome ?? ''} onChange={(value) => amend({ filter: value || null })}>
              <option value="">Any outcome</option>
              {OUTCOMES.map((each) => (
                <option key={each} value={each}>
                  {EVENT_OUTCOME_WORDS[each].word}
                </option>
              ))}
            </Select>
          </span>
        )}
        {view === 'events' && company !== null && (
          <Button isSmall look="ghost" icon="x" onPress={() => amend({ company: null })}>
            Of one company
          </Button>
        )}
        {view === 'events' && <span className={styles.note}>Kept 30 days; longer where a fact refers to one</span>}
      </div>
      <div className={styles.split}>
        {view === 'events' ? (
          <EventsList events={events} isNarrowed={outcome !== null || company !== null} onOpen={setEvent} />
        ) : (
          <RunsList runs={runs} onOpen={setRun} />
        )}
        {event && view === 'events' && <EventInspector event={event} onClose={close} />}
        {run && view === 'runs' && <RunInspector run={run} onClose={close} />}
      </div>
    </div>
  )
}
