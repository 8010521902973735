import { type ReactNode, useRef, useState } from 'react'
import type { EventItem } from '../../../src-shared/contract/events.ts'
import { usePlace } from '../../lib/place.ts'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { ActivityFoot } from './ActivityFoot.tsx'
import styles from './activity.module.css'
import { EventFilters } from './EventFilters.tsx'
import { EventInspector } from './EventInspector.tsx'
import { EventSearch } from './EventSearch.tsx'
import { EventsList } from './EventsList.tsx'
import { toEventCsv } from './toActivityCsv.ts'
import { useActivityFilter } from './useActivityFilter.ts'
import { useEvents } from './useEvents.ts'

const eventKey = ({ provider, ref }: EventItem) => `${provider} ${ref}`

/** What providers said, narrowed and followed to whom and what it is about. @param views how to look at something else */
export function EventsView({ views }: { views: ReactNode }) {
  const { go } = usePlace()
  const { filter } = useActivityFilter()
  const events = useEvents(filter)
  const [cursorId, setCursorId] = useState<string | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  // With nothing in hand, the first arrow takes the list in hand.
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))
  const find = (id: string | null) => events.rows.find((row) => eventKey(row) === id)
  const open = find(openId)

  function close() {
    setOpenId(null)
    grid.current?.focus({ preventScroll: true })
  }

  const cursor = {
    id: cursorId,
    onMove: (id: string) => {
      setCursorId(id)
      // Open details follow the cursor: moving through the list is reading it.
      if (open) setOpenId(id)
    },
    onOpen: (id: string) => {
      setCursorId(id)
      setOpenId(id)
    },
    onEnter: (id: string) => {
      const company = find(id)?.company ?? null
      if (company === null) setOpenId(id)
      else go('company', { company })
    },
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the view the focus is
    <div
      className={styles.view}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && open) close()
      }}
    >
      <div className={styles.toolbar}>
        {views}
        <EventSearch gridRef={grid} />
        <span className={styles.note}>Kept 30 days; longer where a fact refers to one</span>
      </div>
      <div className={styles.toolbar}>
        <EventFilters />
      </div>
      <div className={screen.split}>
        <EventsList events={events} rowKey={eventKey} cursor={cursor} gridRef={grid} />
        {open && <EventInspector key={eventKey(open)} event={open} onClose={close} />}
      </div>
      <ActivityFoot
        total={events.total}
        words={['event', 'events']}
        name="events"
        csv={async (gathering) => toEventCsv(await events.listAll(gathering))}
        isEmpty={events.rows.length === 0}
        onEnter="open company"
      />
    </div>
  )
}
