import { usePlace } from '../../lib/place.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Segments } from '../../ui/Segments.tsx'
import screen from '../../ui/screen.module.css'
import { AuditView } from './AuditView.tsx'
import { type ActivityFilter, NO_FILTER, writeActivityFilter } from './activityFilter.ts'
import { CoverageView } from './CoverageView.tsx'
import { EventsView } from './EventsView.tsx'
import { RunsView } from './RunsView.tsx'
import { useActivityFilter } from './useActivityFilter.ts'

const VIEWS = [
  { key: 'events', words: 'Events' },
  { key: 'runs', words: 'Sync runs' },
  { key: 'coverage', words: 'Coverage' },
  { key: 'audit', words: 'Audit log' },
] as const satisfies readonly { key: ActivityFilter['view']; words: string }[]

/** What providers said and what was done with it; what each sync did; and what nobody saw. */
export function ActivityScreen() {
  const { amend } = usePlace()
  const { filter } = useActivityFilter()
  const { view, provider, from, to } = filter
  const connections = useHealth().data?.connections ?? []
  const views = (
    <Segments
      label="What is shown"
      options={VIEWS}
      chosen={view}
      // What more than one of them can be narrowed by stays.
      onChoose={(key) =>
        amend({ filter: writeActivityFilter({ ...NO_FILTER, view: key, ...(key === 'audit' ? {} : { provider, from, to }) }) })
      }
    />
  )
  return (
    <div className={screen.screen}>
      <PageHead title="Activity">{connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}</PageHead>
      {view === 'events' && <EventsView views={views} />}
      {view === 'runs' && <RunsView views={views} />}
      {view === 'audit' && <AuditView views={views} />}
      {view === 'coverage' && <CoverageView views={views} />}
    </div>
  )
}
