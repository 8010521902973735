import { type KeyboardEvent, useRef, useState } from 'react'
import type { ActionTarget } from '../../src-shared/contract/actions.ts'
import { describeError } from '../lib/describeError.ts'
import { useRecordObstacle } from '../records/useRecordObstacle.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { findMove } from '../ui/findMove.ts'
import type { ActionRequest } from './actionDraft.ts'
import { ACTION_WORDS } from './actionWords.ts'
import styles from './dialog.module.css'
import { PreviewSkeleton } from './PreviewSkeleton.tsx'
import { TargetOffers } from './TargetOffers.tsx'
import { TextField } from './TextField.tsx'
import { toRequest, useTargets } from './useTargets.ts'

interface ActionsMenuProps {
  company: { id: string; name: string }
  /** What is looked for from the start. */
  search?: string
  onChoose: (request: ActionRequest) => void
  onClose: () => void
}

/** All that can be done for a company, by what it is done to; what cannot be had says why. */
export function ActionsMenu({ company, search = '', onChoose, onClose }: ActionsMenuProps) {
  const targets = useTargets(company.id)
  const obstacle = useRecordObstacle()
  const [typed, setTyped] = useState(search)
  const body = useRef<HTMLDivElement>(null)
  const found = (targets.data?.targets ?? []).flatMap((target) => narrow(target, typed))

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>('li button') ?? [])]
    const to = findMove(event.key, buttons.indexOf(document.activeElement as HTMLElement), buttons.length, 1)
    if (to === null) return
    event.preventDefault()
    buttons[to]?.focus()
  }

  function choose(request: ActionRequest) {
    // Closed as a dialog is, so that the focus is where the next one takes it from.
    body.current?.closest('dialog')?.close()
    onChoose(request)
  }

  return (
    <Dialog
      icon="outbox"
      title={`Actions for ${company.name}`}
      consequence="Each shows what it would do before anything is queued."
      onClose={onClose}
      foot={
        <Button shortcut="Esc" onPress={() => body.current?.closest('dialog')?.close()}>
          Close
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the arrows that its buttons let through */}
      <div ref={body} onKeyDown={onKeyDown}>
        <TextField label="Find an action" help="Such as refund, invoice or an id" isFirst value={typed} onChange={setTyped} />
        {targets.isPending && <PreviewSkeleton />}
        {targets.isError && <ErrorState {...describeError(targets.error)} onRetry={() => void targets.refetch()} />}
        {found
          .filter(({ kind }) => kind !== 'payment')
          .map((target) => (
            <TargetOffers
              key={targetKey(target)}
              title={target.label}
              // What is of the company itself is no provider’s.
              provider={target.kind === 'company' ? null : target.provider}
              offers={target.offers.map((offer) => ({ target, ...offer }))}
              obstacle={obstacle}
              onChoose={(each, kind) => choose(toRequest(company, each, kind))}
            />
          ))}
        <TargetOffers
          title="Payments"
          provider={null}
          isNaming
          // There may be many of them: they stand behind all else, a line each.
          offers={found.filter(({ kind }) => kind === 'payment').flatMap((target) => target.offers.map((offer) => ({ target, ...offer })))}
          obstacle={obstacle}
          onChoose={(each, kind) => choose(toRequest(company, each, kind))}
        />
        {targets.isSuccess && found.length === 0 && (
          <p className={styles.quiet}>{typed.trim() === '' ? 'Nothing can be done for it.' : 'No action is like that.'}</p>
        )}
      </div>
    </Dialog>
  )
}

/** A target with the offers that were looked for; all of them where it is the target that fits. */
function narrow(target: ActionTarget, typed: string): ActionTarget[] {
  const words = typed.trim().toLowerCase()
  if (words === '' || `${target.label} ${target.ref ?? ''}`.toLowerCase().includes(words)) return [target]
  const offers = target.offers.filter(({ kind }) => ACTION_WORDS[kind].offer.toLowerCase().includes(words))
  return offers.length === 0 ? [] : [{ ...target, offers }]
}

function targetKey({ kind, provider, ref, product }: ActionTarget): string {
  return [kind, provider, ref, product].join(' ')
}
