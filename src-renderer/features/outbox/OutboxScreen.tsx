import { useCallback, useRef, useState } from 'react'
import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { HaltedStrips } from '../../actions/HaltedStrips.tsx'
import { useActing } from '../../actions/useActing.tsx'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { ActionInspector } from './ActionInspector.tsx'
import { OutboxCount } from './OutboxCount.tsx'
import { OutboxFilters } from './OutboxFilters.tsx'
import { OutboxFoot } from './OutboxFoot.tsx'
import { OutboxList } from './OutboxList.tsx'
import { isProposal, isProposalKey, toRowKey } from './outboxRow.ts'
import { ProposalInspector } from './ProposalInspector.tsx'
import { SettleDialog } from './SettleDialog.tsx'
import { toRetry } from './toRetry.ts'
import { useOutbox } from './useOutbox.ts'
import { useOutboxFilter } from './useOutboxFilter.ts'

/** What was asked for and is not done yet, those that need somebody first; and what became of the rest. */
export function OutboxScreen() {
  const { go } = usePlace()
  const { filter, company, narrow } = useOutboxFilter()
  const outbox = useOutbox(filter, company)
  const acting = useActing()
  const [cursorId, setCursorId] = useState<string | null>(null)
  const [settlingId, setSettlingId] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const openId = filter.action
  const find = (id: string | null) => outbox.rows.find((row) => toRowKey(row) === id)
  const opened = find(openId)
  const { ask } = acting
  const retry = useCallback((proposal: ActionProposal) => ask(toRetry(proposal)), [ask])
  // With nothing in hand, the first arrow takes the list in hand.
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))

  function close() {
    narrow({ action: null })
    grid.current?.focus({ preventScroll: true })
  }

  const cursor = {
    id: cursorId ?? openId,
    onMove: (id: string) => {
      setCursorId(id)
      // Open details follow the cursor: moving through the list is reading it.
      if (openId !== null) narrow({ action: id })
    },
    onOpen: (id: string) => {
      setCursorId(id)
      narrow({ action: id })
    },
    onEnter: (id: string) => {
      setCursorId(id)
      const row = find(id)
      if (row && isProposal(row)) retry(row)
      else if (row?.can.settle) setSettlingId(id)
      else narrow({ action: id })
    },
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the screen the focus is
    <div
      className={screen.screen}
      onKeyDown={({ key }) => {
        // A dialog takes the key for itself.
        if (key === 'Escape' && openId !== null && !document.querySelector('dialog[open]')) close()
      }}
    >
      <PageHead
        title="Outbox"
        tools={
          <Button look="ghost" icon="activity" onPress={() => go('activity', { filter: 'audit' })}>
            Audit log
          </Button>
        }
      >
        <OutboxCount />
        <span className={screen.asOf}>Each is read again just before it is sent.</span>
      </PageHead>
      <HaltedStrips />
      <OutboxFilters />
      <div className={screen.split}>
        <OutboxList outbox={outbox} cursor={cursor} gridRef={grid} onRetry={retry} onSettle={setSettlingId} />
        {opened && isProposal(opened) && (
          <ProposalInspector key={openId} proposal={opened} said={acting.said} onRetry={() => retry(opened)} onClose={close} />
        )}
        {openId !== null && !isProposalKey(openId) && (
          <ActionInspector
            key={openId}
            id={openId}
            said={acting.said}
            onAsk={acting.ask}
            onSettle={() => setSettlingId(openId)}
            onClose={close}
          />
        )}
      </div>
      <OutboxFoot outbox={outbox} />
      {settlingId !== null && <SettleDialog key={settlingId} id={settlingId} onClose={() => setSettlingId(null)} />}
      {acting.dialog}
    </div>
  )
}
